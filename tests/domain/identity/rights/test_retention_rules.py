"""The plan of what is kept, and the rules of holds, copies and being forgotten; no database."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yika.domain.identity.rules import retention as rules
from yika.domain.identity.rules.retention import Disposal, OnErasure, erasure, holds, plan
from yika.domain.identity.rules.retention.faces import FaceCount
from yika.domain.identity.rules.retention.sections import Section, as_data, as_page
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.errors import Invalid

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "retention.md"


def test_every_class_has_a_code_of_its_own() -> None:
    codes = [one.code for one in rules.CLASSES]
    assert sorted(codes) == sorted(set(codes))


def test_what_is_kept_for_good_has_no_days_and_what_has_a_day_is_destroyed() -> None:
    for one in rules.CLASSES:
        assert (one.disposal is Disposal.KEEP) <= (one.days is None)
        assert (one.disposal is Disposal.KEEP) <= (not one.settable)
        assert (one.erasure is OnErasure.NEVER) == (one.disposal is Disposal.KEEP)


def test_what_ships_lies_within_what_an_issuer_may_set() -> None:
    for one in rules.CLASSES:
        if one.settable and one.days is not None:
            assert one.least <= one.days <= one.most


def test_the_reference_tells_every_class_with_its_days() -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    told = {cells[1].strip(" `"): cells[4].strip() for cells in map(cut, lines) if len(cells) > 5}
    for one in rules.CLASSES:
        assert told[one.code] == ("–" if one.days is None else str(one.days)), one.code


def cut(line: str) -> list[str]:
    return line.split("|")


@given(days=some.integers(-10, 5000))
def test_an_issuer_sets_days_within_the_bounds_only(days: int) -> None:
    kind = rules.class_of("verification-fields")
    if kind.least <= days <= kind.most:
        rules.check_days(kind.code, days)
        return
    with pytest.raises(plan.OutOfBounds):
        rules.check_days(kind.code, days)


def test_what_the_installation_keeps_is_not_for_an_issuer_to_set() -> None:
    with pytest.raises(plan.NotSettable):
        rules.check_days("looks", 10)
    with pytest.raises(plan.UnknownClass):
        rules.check_days("gossip", 10)


def test_what_an_issuer_has_set_counts_before_what_ships() -> None:
    own = {"document-pictures": 5, "looks": 1}

    ends = rules.purge_after("document-pictures", since=NOW, own=own)

    assert ends == NOW + timedelta(days=5)
    assert rules.days_kept("looks", own) == 1095
    assert rules.purge_after("journal", since=NOW) is None
    assert rules.over_before("journal", now=NOW) is None


def hold(**other: object) -> holds.HoldView:
    facts = {
        "id": "dhold_1",
        "holder": "hld_1",
        "issuer": "harbor",
        "reason": "court",
        "placed_at": NOW,
        "placed_by": "login_1",
        "until": NOW + timedelta(days=1),
        "lifted_at": None,
        "lifted_by": "",
    }
    return holds.HoldView(**facts | other)  # type: ignore[arg-type]


def test_a_hold_binds_until_its_time_is_over_or_it_was_lifted() -> None:
    assert hold().binds(NOW)
    assert not hold().binds(NOW + timedelta(days=1))
    assert not hold(lifted_at=NOW).binds(NOW)


def test_a_second_person_lifts_a_hold() -> None:
    placer = Actor(ActorKind.STAFF, "login_1", Channel.CONSOLE, issuer="harbor")
    other = Actor(ActorKind.STAFF, "login_2", Channel.CONSOLE, issuer="harbor")

    holds.check_lifting(hold(), by=other, now=NOW)
    holds.check_lifting(hold(placed_by="worker"), by=WORKER, now=NOW)
    with pytest.raises(holds.SecondPerson):
        holds.check_lifting(hold(), by=placer, now=NOW)
    with pytest.raises(holds.HoldIsOver):
        holds.check_lifting(hold(lifted_at=NOW), by=other, now=NOW)


@pytest.mark.parametrize("days", [-1, 0, 3 * 365 + 1])
def test_a_hold_ends_in_the_future_and_not_too_far(days: int) -> None:
    with pytest.raises(holds.HoldTooLong):
        holds.check_until(NOW + timedelta(days=days), now=NOW)


@pytest.mark.parametrize("typed", ["", "abc", "x" * 201, "a\x00bcd"])
def test_a_hold_says_why(typed: str) -> None:
    with pytest.raises(Invalid):
        holds.normal_reason(typed)


def test_every_obstacle_has_words() -> None:
    assert set(erasure.OBSTACLE_WORDS) == set(erasure.Obstacle)


def test_what_the_law_keeps_is_not_destroyed_on_wish() -> None:
    gone = {one.code for one in erasure.erased_classes()}
    kept = erasure.kept_classes()

    assert gone | kept.keys() | {"unused-names"} == set(rules.BY_CODE)
    assert not gone & kept.keys()
    assert kept["books"] is None
    assert kept["proven-names"] == 730


def test_the_alarm_comes_before_the_filing() -> None:
    assert not FaceCount(stored=79_999).alarms
    assert FaceCount(stored=80_000).alarms
    assert not FaceCount(stored=99_999).must_file
    assert FaceCount(stored=100_000).must_file
    assert FaceCount(stored=120_000).left == 0


def test_a_copy_reads_the_same_for_programs_and_people_and_runs_no_script() -> None:
    rows = [{"name": "<script>alert(1)</script>", "at": NOW, "hidden": 7}]
    section = Section("details", "You", {"name": "Name", "at": "Time"}, rows)

    data = json.loads(as_data([section], holder="hld_1", made_at=NOW))
    page = as_page([section], title="All", language="en", made_at=NOW, words=str.upper)

    assert data["sections"]["details"] == [
        {"name": "<script>alert(1)</script>", "at": NOW.isoformat(), "hidden": 7}
    ]
    assert "<script>" not in page
    assert "<th>NAME</th>" in page
    assert "2026-11-20 04:00:00+00:00" in page
