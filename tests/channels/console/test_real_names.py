"""The console says how real names stand, and notes who reviewers are without showing a number."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.console.scene import Browser, Scene
from tests.domain.identity.verifying.desk import card, citizen, picture, policy
from yika.domain.identity import actions, queries
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db
PAGE = "/console/real-names"
NUMBER = citizen(7)
SETTLED = timedelta(seconds=31)


@pytest.fixture
def waiting(scene: Scene, db: None) -> str:
    """Something that waits for a reviewer since three days, and was promised in two."""
    shop, then = scene.city.transit, story.moment() - timedelta(days=3)
    by = shop.staff[Role.TELLER].actor
    found = actions.begin_verification(
        holder=scene.holder,
        issuer=shop.code,
        product="transit-adult",
        edition=1,
        real_name=policy(front_only=["resident-id"]),
        document="resident-id",
        subject="",
        **story.asking(by, then),
    ).id
    about = {"verification": found}
    actions.add_picture(**about, side="front", content=picture(), **story.asking(by, then))
    actions.give_fields(**about, fields=card(7), **story.asking(by, then))
    actions.submit_verification(**about, **story.asking(by, then))
    return found


def test_what_is_late_stands_on_the_page_and_on_the_overview(
    supervisor: Browser, operator: Browser, waiting: str
) -> None:
    shown = supervisor.text(PAGE)
    assert '<div class="stop"><span class="small">Late</span><b class="num">1</b>' in shown
    assert "1 were submitted in 30 days" in shown
    assert NUMBER not in shown
    assert "1 check of a name is late" in supervisor.text("/console")
    assert "check of a name" not in operator.text("/console")


def test_who_is_known_how_firmly_is_counted(
    scene: Scene, supervisor: Browser, waiting: str
) -> None:
    reviewer = scene.city.transit.staff[Role.REVIEWER].actor
    then = story.moment() - SETTLED
    seen = actions.take_up(verification=waiting, **story.asking(reviewer, then))
    actions.approve(
        verification=waiting, version=seen.version, remark="", **story.asking(reviewer, then)
    )

    shown = supervisor.text(PAGE)
    assert "Rivertown" not in shown.partition("<table")[0].partition("<main")[2]
    assert "0 %" in shown  # decided, but not as soon as promised
    assert 'href="/console/products/transit-adult/1"' in shown


def test_the_page_asks_the_database_seldom(
    supervisor: Browser, waiting: str, django_assert_max_num_queries
) -> None:
    for address in (PAGE, "/console/data", "/console/data/holds"):
        with django_assert_max_num_queries(14):
            supervisor.get(address)


def test_only_who_manages_or_audits_staff_sees_who_decides(scene: Scene, db: None) -> None:
    staff = scene.city.transit.staff
    for role, sees in ((Role.SUPERVISOR, True), (Role.AUDITOR, True), (Role.TELLER, False)):
        shown = Browser(staff[role]).text(PAGE)
        assert ("Who decides, and who they are themselves" in shown) is sees, role


def test_who_a_colleague_is_is_noted_and_the_number_is_shown_nowhere(
    scene: Scene, supervisor: Browser
) -> None:
    reviewer = scene.city.transit.staff[Role.REVIEWER].actor
    address = f"/console/staff/{reviewer.id}"
    assert "Not noted" in supervisor.text(address)

    wrong = supervisor.post(f"{address}/tie", document="resident-id", number=NUMBER[:-1])
    assert wrong.status_code == 422
    assert NUMBER[:-1] not in wrong.content.decode()
    given = {"document": "resident-id", "number": f" {NUMBER[:6]} {NUMBER[6:].lower()} "}
    assert supervisor.post(f"{address}/tie", **given).status_code == 303

    assert "Not noted" not in supervisor.text(address)
    assert queries.ties_of(reviewer.id, by=reviewer).himself
    assert NUMBER not in supervisor.text("/console/audit")

    [noted] = queries.noted_ties(reviewer.id, by=reviewer)
    off = f"{address}/tie/{noted.id}/end"
    assert off in supervisor.text(f"{address}/tie")
    assert "may decide about that person again" in supervisor.text(off)
    assert supervisor.post(off).status_code == 303
    assert not queries.noted_ties(reviewer.id, by=reviewer)
    assert supervisor.get(off).status_code == 404


def test_a_reviewer_notes_himself_and_his_family(scene: Scene, db: None) -> None:
    person = scene.city.transit.staff[Role.REVIEWER]
    browser = Browser(person)
    assert "/console/account/tie" in browser.text("/console/account")

    given = {"document": "resident-id", "number": NUMBER, "family": "yes"}
    assert browser.post("/console/account/tie", **given).status_code == 303
    page = browser.text("/console/account/tie")
    assert "1 of the family" in page
    assert "Somebody of the family" in page
    assert "/end" not in page
    assert browser.post("/console/account/tie").status_code == 422
