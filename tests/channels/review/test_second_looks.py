"""Confirmations that were drawn are looked at again by a colleague; a supervisor settles doubts."""

import pytest

from tests import story
from tests.channels.review.conftest import Desk, submitted, text
from tests.domain.enquiries.conftest import employed
from tests.domain.identity.verifying.desk import citizen
from yika.domain.identity import actions, queries
from yika.domain.identity.models import SecondLook
from yika.domain.identity.rules.review.states import Look, State
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor


@pytest.fixture
def drawn(shop: story.Shop, reviewer: Desk) -> str:
    """Confirmed by the reviewer, and drawn."""
    found = submitted(shop, second_look=100)
    reviewer.takes(found)
    reviewer.does(found, "approve")
    actions.draw_second_look(key=found, now=story.moment())
    return found


def test_a_colleague_finds_it_and_who_confirmed_it_does_not(drawn, reviewer, supervisor) -> None:
    assert reviewer.get("/review/second").context["lines"] == []
    assert "Nothing waits that you could take up now." in text(reviewer.post("/review/second/next"))
    assert reviewer.post(f"/review/{drawn}/look").status_code == 422

    [line] = supervisor.get("/review/second").context["lines"]
    assert (line.one.verification, line.state) == (drawn, "Waits for a second look")
    assert supervisor.post("/review/second/next").headers["Location"] == f"/review/{drawn}"
    page = text(supervisor.get(f"/review/{drawn}"))
    assert citizen() in page
    assert "I agree" in page
    assert "until" in supervisor.post(f"/review/{drawn}/keep-look").json()

    done = supervisor.post(f"/review/{drawn}/agree")
    assert done.headers["Location"] == "/review/second"
    assert SecondLook.objects.get().state == Look.AGREED.value
    assert "Second look: agreed" in text(reviewer.get(f"/review/{drawn}"))


def test_a_doubt_needs_a_reason_and_words_and_shows_in_the_figures(
    drawn, reviewer, supervisor
) -> None:
    supervisor.post("/review/second/next")
    page = supervisor.post(f"/review/{drawn}/doubt", reason="altered", remark=" ")
    assert page.status_code == 422
    supervisor.post(f"/review/{drawn}/doubt", reason="altered", remark="The font is wrong.")
    assert "The font is wrong." in text(reviewer.get(f"/review/{drawn}"))
    # He has said what he thinks: somebody else settles it.
    assert supervisor.get("/review/second").context["lines"] == []
    assert supervisor.post(f"/review/{drawn}/look").status_code == 422

    rows = supervisor.get("/review/figures").context["people"]
    assert [(row.name, row.cells[-1].said) for row in rows] == [(reviewer.person.handle, "100%")]


@pytest.mark.parametrize(
    ("deed", "state"), [("uphold", State.APPROVED), ("overturn", State.REFUSED)]
)
def test_a_supervisor_settles_a_doubt(shop, drawn, supervisor, deed, state) -> None:
    doubted(drawn, employed(Role.REVIEWER, "bo.second", issuer=shop.code))
    assert "Second look: disagreed" in text(supervisor.get("/review/second"))
    supervisor.post(f"/review/{drawn}/look")
    page = text(supervisor.get(f"/review/{drawn}"))
    assert "Take the confirmation back" in page
    assert "The font is wrong." in page

    assert supervisor.post(f"/review/{drawn}/{deed}", reason="altered").status_code == 303
    found = queries.verification(drawn, by=supervisor.person.actor, now=story.moment())
    assert found.state is state


def doubted(found: str, by: Actor) -> None:
    about = {"verification": found}
    actions.take_second_look(**about, **story.asking(by))
    said = {"reason": "altered", "remark": "The font is wrong."}
    actions.doubt(**about, **said, **story.asking(by))


def test_who_does_not_review_finds_no_second_looks(city, db, drawn) -> None:
    for role, code in ((Role.AUDITOR, 403), (Role.TELLER, 403), (Role.REVIEWER, 200)):
        assert Desk(city.transit.staff[role]).get("/review/second").status_code == code, role
    stranger = Desk(city.campus.staff[Role.SUPERVISOR])
    assert stranger.get("/review/second").context["lines"] == []
    assert stranger.post(f"/review/{drawn}/look").status_code == 404
    assert (
        queries.verification(
            drawn, by=city.transit.staff[Role.REVIEWER].actor, now=story.moment()
        ).state
        is State.APPROVED
    )


def test_the_number_waiting_is_shown_where_one_comes_from(shop, reviewer) -> None:
    submitted(shop)
    assert 'num">1</b>' in text(reviewer.get("/review"))
