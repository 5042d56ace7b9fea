"""When what of a campaign is due; nobody is restricted whose warnings did not arrive."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.campaigns.rules.exceptions import check_exception
from yika.domain.campaigns.rules.plan import Plan, check_plan
from yika.domain.campaigns.rules.refusals import TooSoon
from yika.domain.campaigns.rules.states import CARD_WORDS, STATE_WORDS, CardState, Stage, State
from yika.domain.campaigns.rules.steps import TIME_TO_ACT, Act, Kind, Notice, due, is_warned
from yika.kit.errors import Invalid

ZONE = "Asia/Shanghai"
PLAN = Plan(
    deadline=date(2027, 1, 31), warns=(30, 14, 3), loading_after=0, spending_after=30, zone=ZONE
)
NOW = datetime.fromisoformat("2026-11-22T04:00:00+00:00")
DAY = timedelta(days=1)
LOADING, SPENDING = PLAN.stage_at(Stage.LOADING), PLAN.stage_at(Stage.SPENDING)


def notice(number, arrived=True, kind=Kind.PLANNED, at=None):
    told = at or PLAN.warn_at(min(number, 3) - 1)
    return Notice(number=number, kind=kind, told_at=told, arrived_at=told if arrived else None)


ALL = [notice(1), notice(2), notice(3)]


def step(now, stage=Stage.FREE, warned=3, notices=ALL):
    return due(PLAN, stage=stage, warned=warned, notices=notices, now=now)


def test_everything_happens_in_the_morning_where_the_issuer_is():
    assert PLAN.warn_at(0).isoformat() == "2027-01-01T02:00:00+00:00"
    assert LOADING.isoformat() == "2027-02-01T02:00:00+00:00"
    assert SPENDING.isoformat() == "2027-03-03T02:00:00+00:00"


def test_the_last_day_is_whole_before_anything_is_restricted():
    assert step(LOADING - timedelta(microseconds=1)).act is Act.WAIT
    assert step(LOADING) == due(PLAN, stage=Stage.FREE, warned=3, notices=ALL, now=LOADING)
    assert step(LOADING).act is Act.RESTRICT
    assert step(LOADING).stage is Stage.LOADING


def test_a_warning_that_is_due_comes_before_everything_else():
    assert step(PLAN.warn_at(0), warned=0, notices=[]).act is Act.WARN
    assert step(SPENDING, warned=2).act is Act.WARN
    assert step(PLAN.warn_at(0), warned=1).again_at == PLAN.warn_at(1)


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_one_warning_that_did_not_arrive_is_enough_to_restrict_nothing(lost):
    notices = [notice(n + 1, arrived=n != lost) for n in range(3)]

    found = step(LOADING, notices=notices)

    assert found.act is Act.LIST
    assert found.again_at == LOADING + DAY


def test_what_is_sent_again_and_arrives_makes_good_what_did_not():
    lost = [notice(1), notice(2), notice(3, arrived=False)]
    again = notice(4, kind=Kind.AGAIN, at=LOADING)
    assert not is_warned([*lost, again], now=LOADING + TIME_TO_ACT - DAY)
    assert is_warned([*lost, again], now=LOADING + TIME_TO_ACT)
    assert not is_warned([*lost, notice(4, False, Kind.AGAIN, LOADING)], now=SPENDING)


def test_a_single_warning_is_never_enough():
    assert not is_warned([], now=SPENDING)
    assert not is_warned([notice(1)], now=SPENDING)


def test_spending_is_stopped_only_when_the_first_restriction_was_told():
    told = notice(4, arrived=False, kind=Kind.RESTRICTED, at=LOADING)
    assert step(SPENDING, Stage.LOADING, notices=[*ALL, told]).act is Act.LIST
    told = notice(4, kind=Kind.RESTRICTED, at=LOADING)
    assert step(SPENDING, Stage.LOADING, notices=[*ALL, told]).stage is Stage.SPENDING
    assert step(SPENDING + DAY, Stage.SPENDING).again_at is None


@given(
    arrived=st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=0, max_size=6),
    days=st.integers(0, 120),
    stage=st.sampled_from(Stage),
)
def test_whoever_is_restricted_was_warned_twice_and_had_time(arrived, days, stage):
    now = PLAN.warn_at(0) + days * DAY
    notices = [
        Notice(
            number=number,
            kind=Kind.PLANNED,
            told_at=PLAN.warn_at(0),
            arrived_at=None if one is None else PLAN.warn_at(0) + one * DAY,
        )
        for number, one in enumerate(arrived, start=1)
    ]

    found = due(PLAN, stage=stage, warned=3, notices=notices, now=now)

    if found.act is Act.RESTRICT:
        assert None not in arrived
        assert len(arrived) >= 2
        assert PLAN.warn_at(0) + max(arrived) * DAY <= now - TIME_TO_ACT
        assert now >= PLAN.stage_at(found.stage)
        assert found.stage == stage + 1


@pytest.mark.parametrize(
    "fault",
    [
        {"warns": (3,)},
        {"warns": (14, 2)},
        {"warns": (366, 14)},
        {"loading_after": None, "spending_after": None},
        {"loading_after": -1},
        {"loading_after": 10, "spending_after": 16},
        {"deadline": date(2026, 11, 22)},
        {"deadline": date(2030, 1, 1)},
    ],
)
def test_a_plan_that_nobody_could_keep_to_is_refused(fault):
    said = {name: getattr(PLAN, name) for name in Plan.__dataclass_fields__} | fault
    with pytest.raises(Invalid):
        check_plan(Plan(**said), now=NOW)


def test_a_first_warning_in_the_past_is_too_soon():
    check_plan(PLAN, now=PLAN.warn_at(0) - timedelta(seconds=1))
    with pytest.raises(TooSoon):
        check_plan(PLAN, now=PLAN.warn_at(0))


@pytest.mark.parametrize(
    "fault",
    [{"why": "because"}, {"why": "other", "note": " "}, {"until": NOW}, {"note": "x" * 201}],
)
def test_an_exception_has_a_reason_and_an_end(fault):
    said = {"why": "away", "note": "", "until": NOW + DAY}
    check_exception(**said, now=NOW)
    with pytest.raises(Invalid):
        check_exception(**said | fault, now=NOW)


def test_every_state_has_its_words():
    assert set(STATE_WORDS) == set(State)
    assert set(CARD_WORDS) == set(CardState)
