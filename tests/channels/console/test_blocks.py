"""Cards are blocked with an end, alone or by two, and each block is lifted by itself."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.console.scene import Browser, Scene
from tests.channels.console.test_stock import onward
from yika.domain.cards import queries
from yika.domain.cards.rules import State
from yika.domain.staff.rules import Role
from yika.kit.actor import WORKER


@pytest.fixture
def teller(scene: Scene, db: None) -> Browser:
    return Browser(scene.city.transit.staff[Role.TELLER])


def stops(card: str) -> list[tuple[str, str, bool]]:
    found = queries.card(card, WORKER).stops
    return [(stop.reason, stop.scope.value, stop.until is None) for stop in found]


def in_days(days: int) -> str:
    return (story.moment() + timedelta(days=days)).date().isoformat()


def test_a_short_block_is_put_on_alone_and_stands_with_its_end(
    teller: Browser, scene: Scene
) -> None:
    page = f"/console/cards/{scene.card}"
    onward(teller.post(f"{page}/block", reason="suspicion", scope="spending", until=in_days(3)))

    assert stops(scene.card) == [("suspicion", "spending", False)]
    shown = teller.text(page)
    assert "Spending blocked" in shown
    assert "Only spending" in shown
    assert "What stops it" in shown
    assert "Spending blocked" in teller.text("/console/cards")


def test_a_long_block_takes_a_second_person_and_is_what_was_approved(
    teller: Browser, supervisor: Browser, scene: Scene
) -> None:
    page = f"/console/cards/{scene.card}"
    asked = {"reason": "court-order", "scope": "all", "endless": "yes"}
    approval = onward(teller.post(f"{page}/block", **asked))
    assert stops(scene.card) == []
    told = supervisor.text(f"{approval}/decide")
    assert "Order of a court or an authority" in told
    onward(supervisor.post(f"{approval}/decide", decision="approve"))

    then = f"{page}/block?approval={approval.rpartition('/')[2]}"
    assert then in teller.text(approval).replace("&amp;", "&")
    onward(teller.post(then, note="Letter of 20 November."))
    assert stops(scene.card) == [("court-order", "all", True)]
    assert queries.card(scene.card, WORKER).state is State.BLOCKED
    assert supervisor.post(then).status_code in {404, 409, 422}
    assert teller.post(then).status_code == 409


def test_of_two_blocks_one_is_chosen(teller: Browser, scene: Scene) -> None:
    page = f"/console/cards/{scene.blocked}"
    onward(teller.post(f"{page}/block", reason="court-order"))
    assert teller.post(f"{page}/unblock", reason="cleared-up").status_code == 422
    first, _second = queries.card(scene.blocked, WORKER).stops
    onward(teller.post(f"{page}/unblock", reason="cleared-up", stop=first.id))

    assert [stop[0] for stop in stops(scene.blocked)] == ["court-order"]
    assert "Lifted by the issuer" in teller.text(page)


@pytest.mark.parametrize(
    "given",
    [
        {"until": "2020-01-01"},
        {"until": "soon"},
        {"until": "9999-12-31"},
        {"until": "2999-12-31"},
        {"scope": "most"},
        {"reason": "lost"},
        {"reason": "other"},
        {"endless": "yes", "until": "2099-01-01"},
    ],
)
def test_what_cannot_be_is_shown_beside_the_form(
    teller: Browser, scene: Scene, given: dict[str, str]
) -> None:
    wanted = {"reason": "suspicion", "scope": "all"} | given
    refused = teller.post(f"/console/cards/{scene.card}/block", **wanted)

    assert refused.status_code == 422
    assert "<title>Error:" in refused.content.decode()
    assert stops(scene.card) == []
