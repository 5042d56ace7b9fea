"""The console holds personal data, sets how long it is kept, and says what goes next."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import story
from tests.channels.console.scene import Browser, Scene
from yika.domain.identity.queries.retention import holds, keeping_of
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import Role
from yika.kit import ids

pytestmark = pytest.mark.django_db
KEEP = "/console/data/classes/{}/keep"
DAY = timedelta(days=1)


def until(days: int) -> str:
    return (story.moment() + days * DAY).date().isoformat()


def test_a_hold_is_placed_by_one_and_lifted_by_another(scene: Scene, supervisor: Browser) -> None:
    page = f"/console/holders/{scene.holder}/hold"
    assert page in supervisor.text(f"/console/holders/{scene.holder}")
    made = supervisor.post(page, reason="Case 18 at court", until=until(90))
    assert made.status_code == 303

    own = made.headers["Location"]
    shown = supervisor.text(own)
    assert "Case 18 at court" in shown
    assert "A second person has to lift it" in shown
    assert f"{own}/lift" not in shown
    assert supervisor.post(f"{own}/lift").status_code == 422
    assert "Case 18 at court" in supervisor.text("/console/data/holds")

    others = f"/console/data/holds/{scene.hold}"
    assert f"{others}/lift" in supervisor.text(others)
    assert supervisor.post(f"{others}/lift").status_code == 303
    assert "Lifted" in supervisor.text(others)
    assert "Case 17" not in supervisor.text("/console/data/holds?state=binding")
    assert "Case 17" in supervisor.text("/console/data/holds")
    assert supervisor.post(f"{others}/lift").status_code == 303  # done already, by himself


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "x"},
        {"reason": "x" * 300},
        {"until": ""},
        {"until": "2026-02-30"},
        {"until": "2020-01-01"},
        {"until": "9999-12-31"},
    ],
)
def test_a_hold_that_cannot_be_is_refused_and_stays_typed(
    scene: Scene, supervisor: Browser, wrong: dict[str, str]
) -> None:
    given = {"reason": "Case of the crane", "until": until(9)} | wrong
    refused = supervisor.post(f"/console/holders/{scene.holder}/hold", **given)

    assert refused.status_code == 422
    if "reason" not in wrong:
        assert "Case of the crane" in refused.content.decode()


def test_posting_twice_is_one_hold(scene: Scene, supervisor: Browser) -> None:
    given = {"reason": "Case 19", "until": until(9), "request_id": str(ids.new_id())}
    page = f"/console/holders/{scene.holder}/hold"
    first, second = supervisor.post(page, **given), supervisor.post(page, **given)

    assert first.headers["Location"] == second.headers["Location"]
    by = scene.city.transit.staff[Role.SUPERVISOR].actor
    found = [one for one in holds(by=by, now=story.moment()) if one.reason == "Case 19"]
    assert len(found) == 1
    assert "Case 19" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_the_last_day_of_a_hold_is_held_whole_where_the_issuer_is(
    scene: Scene, supervisor: Browser
) -> None:
    given = {"reason": "Case 20", "until": until(9)}
    supervisor.post(f"/console/holders/{scene.holder}/hold", **given)

    by = scene.city.transit.staff[Role.SUPERVISOR].actor
    [found] = [one for one in holds(by=by, now=story.moment()) if one.reason == "Case 20"]
    assert f"{found.until:%Y-%m-%dT%H:%M:%S}" == f"{until(9)}T15:59:59"  # UTC of Shanghai


def test_days_are_set_within_the_plan(scene: Scene, supervisor: Browser) -> None:
    code = scene.city.transit.code
    assert supervisor.post(KEEP.format("face-pictures"), days="３ ").status_code == 303
    assert keeping_of(code) == {"face-pictures": 3}
    assert "set by this issuer" in supervisor.text("/console/data")
    assert keeping_of(scene.city.campus.code) == {}

    for days in ("31", "-1", "many", "", "1e3", "9" * 30):
        refused = supervisor.post(KEEP.format("face-pictures"), days=days)
        assert refused.status_code == 422, days
    assert keeping_of(code) == {"face-pictures": 3}


@pytest.mark.parametrize(("kind", "status"), [("looks", 422), ("nothing", 404)])
def test_what_no_issuer_sets_has_no_form(supervisor: Browser, kind: str, status: int) -> None:
    assert supervisor.get(KEEP.format(kind)).status_code == status
    assert supervisor.post(KEEP.format(kind), days="9").status_code == status


def test_an_auditor_reads_the_plan_and_sees_neither_holds_nor_forms(scene: Scene, db: None) -> None:
    shown = Browser(scene.city.transit.staff[Role.AUDITOR]).text("/console/data")

    assert "The proven name and number" in shown
    assert "/console/data/holds" not in shown
    assert "/keep" not in shown


def test_an_alarm_is_shown_before_faces_must_be_filed(supervisor: Browser, settings: Any) -> None:
    assert "has to be filed" not in supervisor.text("/console/data")

    settings.CONFIG = replace(settings.CONFIG, face_alarm=0)
    assert "has to be filed" in supervisor.text("/console/data")


def test_names_nobody_needs_any_more_are_kept_until_days_are_set(
    supervisor: Browser, db: None
) -> None:
    page = KEEP.format("unused-names")
    shown = supervisor.text(page)
    assert "730 to 3650 days" in shown
    assert 'value="None"' not in shown
    assert supervisor.post(page, days="900").status_code == 303
    assert "900 days" in supervisor.text("/console/data")
