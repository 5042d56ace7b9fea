"""How a verification goes on, told without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.domain.identity.verifying.desk import policy
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review import known, times
from yika.domain.identity.rules.review import policy as rules
from yika.domain.identity.rules.review.cases import ALPHABET, find_case, new_case
from yika.domain.identity.rules.review.masking import masked, masked_number
from yika.domain.identity.rules.review.reasons import Again, Refused, reason_words
from yika.domain.identity.rules.review.refusals import (
    AgentNotAllowed,
    LevelNotReached,
    OnlyPeople,
    OtherDocument,
    RegisterNeeded,
)
from yika.domain.identity.rules.review.states import (
    ACT_WORDS,
    OPEN,
    STATE_WORDS,
    STEPS,
    Act,
    State,
    may,
)
from yika.kit.actor import Channel
from yika.products.load import catalogue

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def test_every_state_and_act_has_its_words():
    assert set(STATE_WORDS) == set(State)
    assert set(ACT_WORDS) == set(Act)
    assert set(STEPS) == set(Act) - {Act.BEGUN}


@pytest.mark.parametrize("state", [State.EXPIRED, State.WITHDRAWN, State.SUPERSEDED])
def test_nothing_happens_to_what_has_ended(state):
    assert [act for act in STEPS if may(act, state)] == []


def test_only_what_is_being_reviewed_can_be_decided():
    for act in (Act.APPROVED, Act.REFUSED, Act.ASKED_AGAIN, Act.TAKEN_UP):
        assert STEPS[act][0] == (State.IN_REVIEW,)


def test_every_open_state_can_be_withdrawn_and_no_other():
    assert [state for state in State if may(Act.WITHDRAWN, state)] == list(OPEN)


def test_what_can_be_mended_is_never_a_reason_to_refuse():
    assert not {one.value for one in Again} & {one.value for one in Refused}
    assert all(reason_words(one.value) for one in (*Again, *Refused))
    assert reason_words("") is None


@pytest.mark.parametrize(
    ("need", "needed"),
    [
        ("never", set()),
        ("before-activation", {"activation", "service", "limits"}),
        ("before-service", {"service", "limits"}),
        ("above-limits", {"limits"}),
    ],
)
def test_a_name_is_needed_from_the_moment_the_policy_says(need, needed):
    moments = ("activation", "service", "limits")

    assert {one for one in moments if rules.is_needed(policy(need=need), one)} == needed
    assert not any(rules.is_needed(None, one) for one in moments)


def test_one_of_the_documents_and_one_besides_are_wanted_whole():
    rule = policy(plus=["household-register"])
    front, back = ("resident-id", "front"), ("resident-id", "back")
    pages = {("household-register", "household"), ("household-register", "member")}

    assert set(rules.missing(rule, "resident-id", ())) == {front, back} | pages
    assert rules.missing(rule, "resident-id", {front, back, *pages}) == ()
    assert rules.sides(policy(front_only=["resident-id"]), "resident-id") == (Side.FRONT,)
    assert rules.check_document(rule, "household-register") == "household-register"
    with pytest.raises(OtherDocument):
        rules.first_document(rule, "household-register")


def test_who_comes_for_the_holder_is_up_to_the_policy():
    rules.check_agent(policy(), "guardian", seen=True)
    rules.check_agent(policy(agents=True), "agent", seen=True)
    rules.check_agent(policy(agent_pictures=True), "guardian", seen=False)
    rules.check_agent(policy(), "", seen=False)
    unseen = {"agents": True, "agent_pictures": True}
    for rule, role in ((policy(), "guardian"), (policy(**unseen), "agent")):
        with pytest.raises(OnlyPeople):
            rules.check_agent(rule, role, seen=False)
    for rule, role in ((policy(), "agent"), (policy(guardians=False), "guardian")):
        with pytest.raises(AgentNotAllowed):
            rules.check_agent(rule, role, seen=True)
    with pytest.raises(AgentNotAllowed):
        rules.check_agent(policy(agents=True), "friend", seen=True)


def test_staff_decide_at_once_at_the_counter_only_and_against_no_failed_check():
    rule = policy(decide="counter")

    assert rules.passes_at_once(rule, [Outcome.PASS, Outcome.WARN], Channel.COUNTER)
    assert not rules.passes_at_once(rule, [Outcome.PASS], Channel.WEB)
    assert not rules.passes_at_once(rule, [Outcome.FAIL], Channel.COUNTER)
    assert not rules.passes_at_once(policy(), [Outcome.PASS], Channel.COUNTER)


def test_two_people_are_needed_by_policy_or_against_a_failed_check():
    assert rules.needs_two(policy(four_eyes=True), [])
    assert rules.needs_two(policy(), [Outcome.PASS, Outcome.ERROR])
    assert not rules.needs_two(policy(), [Outcome.WARN, Outcome.NOT_RUN])


@pytest.mark.parametrize(
    "odd",
    [
        {"decide": "checks", "level": 2, "face": "staff"},
        {"decide": "checks", "four_eyes": True},
        {"level": 2},
        {"plus": ["passport"]},
        {"decide": "checks", "plus": ["household-register"]},
        {"level": 4},
        {"documents": []},
        {"documents": ["library-card"]},
        {"attempts": 0},
        {"cards_per_person": 0},
        {"minors": 19},
    ],
)
def test_a_policy_that_does_not_fit_together_is_refused(odd):
    with pytest.raises(ValidationError):
        policy(**odd)


def test_no_product_that_ships_promises_what_nobody_can_prove():
    asking = [one.real_name for one in catalogue().values() if one.real_name]

    assert asking
    assert all(rule.level <= rules.SEEN for rule in asking)


@pytest.mark.parametrize(
    ("accounts", "pending", "outcome"),
    [(0, 0, "pass"), (4, 0, "pass"), (4, 1, "warn"), (5, 0, "warn"), (9, 9, "warn")],
)
def test_accounts_that_are_there_and_may_come_are_told_and_never_fail(accounts, pending, outcome):
    assert known.limit(most=5, accounts=accounts, pending=pending).outcome == outcome
    assert known.limit(most=None, accounts=accounts, pending=pending).outcome == "pass"


@pytest.mark.parametrize(
    ("original", "face", "vouched", "level"),
    [
        (False, False, False, 1),
        (True, False, True, 1),
        (False, True, True, 1),
        (True, True, False, 2),
        (True, True, True, 3),
    ],
)
def test_a_register_raises_only_what_staff_have_seen(original, face, vouched, level):
    found = rules.reached(original_seen=original, face_compared=face, vouched=vouched)
    assert found == level
    rule = policy(level=3, face="staff")
    if level < 2:
        with pytest.raises(LevelNotReached):
            rules.check_level(rule, found)
    elif level < 3:
        with pytest.raises(RegisterNeeded):
            rules.check_level(rule, found)
    else:
        rules.check_level(rule, found)


@pytest.mark.parametrize(
    ("seconds", "held"), [(-1, False), (0, False), (1, True), (600, True), (601, False)]
)
def test_a_lock_lasts_ten_minutes_whatever_the_clock_does(seconds, held):
    assert times.is_held(NOW + timedelta(seconds=seconds), NOW) is held


@pytest.mark.parametrize(("seconds", "undoable"), [(0, True), (9, True), (10, False), (-10, False)])
def test_a_decision_is_fresh_for_ten_seconds(seconds, undoable):
    assert times.is_undoable(NOW, NOW + timedelta(seconds=seconds)) is undoable


def test_today_is_the_day_where_the_issuer_is():
    late = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

    assert times.today(late, "Asia/Shanghai").day == 21
    assert times.today(late, "UTC").day == 20


def test_a_number_is_shown_in_part_and_a_name_by_its_first_letter():
    shown = masked(
        {"name": "林晚", "number": "11010119900307001X", "address": "北京", "sex": "male"}
    )

    assert shown == {
        "name": "林*",
        "number": "110" + 12 * "*" + "01X",
        "address": "****",
        "sex": "****",
    }
    assert masked_number("E1234567")[:-1] == "*" * 7


@settings(max_examples=40, deadline=None)
@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_a_case_is_found_however_it_is_typed(letters):
    shown = f"{letters[:5]}-{letters[5:]}"

    assert find_case(f" {letters.lower()} ") == shown
    assert find_case(shown.replace("0", "o").replace("1", "l")) == shown
    assert find_case(new_case())
    assert find_case(letters[:-1]) is None
