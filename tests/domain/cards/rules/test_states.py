"""The life of a card: the table of steps, the reasons, and what stands in the way of use."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.cards import rules
from yika.domain.cards.rules import REASON_WORDS, STATE_WORDS, STEPS, Reason, State, states

TODAY = date(2026, 11, 20)
TERMINAL = {State.DESTROYED, State.CLOSED}

any_state = st.sampled_from(list(State))


@given(any_state, any_state, st.sampled_from(list(Reason)), st.sampled_from(["", "   ", "rain"]))
def test_a_step_happens_only_if_the_table_has_it_with_this_reason(before, after, reason, note):
    listed = reason in STEPS[before].get(after, ())
    told = reason is not Reason.OTHER or bool(note.strip())

    try:
        states.check_step(before, after, reason=reason, note=note)
    except rules.NoSuchStep:
        assert after not in STEPS[before]
    except rules.ReasonUnknown:
        assert after in STEPS[before]
        assert not listed
    except rules.NoteNeeded:
        assert listed
        assert not told
    else:
        assert listed
        assert told


@given(st.lists(st.tuples(any_state, st.sampled_from(list(Reason))), max_size=40))
def test_whatever_is_tried_no_step_is_skipped_and_no_end_is_left(tried):
    state, walked = State.MADE, [State.MADE]
    for after, reason in tried:
        try:
            states.check_step(state, after, reason=reason, note="because")
        except rules.NoSuchStep:
            continue
        except rules.ReasonUnknown:
            continue
        state = after
        walked.append(state)

    for before, after in pairwise(walked):
        assert after in STEPS[before]
        assert before not in TERMINAL
    if State.ACTIVE in walked:
        way = walked[: walked.index(State.ACTIVE)]
        assert way[:2] == [State.MADE, State.SENT]
        assert {State.IN_STOCK, State.HANDED_OUT} <= set(way)


def test_the_ends_are_destroyed_and_closed():
    assert {state for state in State if states.is_terminal(state)} == TERMINAL


def test_every_state_but_made_can_be_reached_and_every_reason_is_used():
    reached = {after for steps in STEPS.values() for after in steps}
    used = {reason for steps in STEPS.values() for reasons in steps.values() for reason in reasons}

    assert reached == set(State) - {State.MADE}
    assert used == set(Reason) - {Reason.TAKEN_OVER}  # a card that comes blocked takes no step


def test_every_state_and_every_reason_has_words():
    assert set(STATE_WORDS) == set(State)
    assert set(REASON_WORDS) == set(Reason)


def test_a_note_is_short():
    states.check_note(Reason.OTHER, "x" * states.NOTE_MAX)
    with pytest.raises(rules.NoteTooLong, match="at most 500 characters"):
        states.check_note(Reason.DAMAGED, "x" * (states.NOTE_MAX + 1))


def activation(state, *, holder=None, claimed_by="hld_a", last_day=None):
    states.check_activation(
        state, holder=holder, claimed_by=claimed_by, last_day=last_day, today=TODAY
    )


@pytest.mark.parametrize("holder", [None, "hld_a"])
def test_a_card_that_was_handed_out_can_be_activated_by_whom_it_is_for(holder):
    activation(State.HANDED_OUT, holder=holder)
    activation(State.HANDED_OUT, holder=holder, claimed_by=None)
    activation(State.HANDED_OUT, last_day=TODAY)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (State.MADE, rules.NotHandedOut),
        (State.SENT, rules.NotHandedOut),
        (State.IN_STOCK, rules.NotHandedOut),
        (State.UNDELIVERABLE, rules.NotHandedOut),
        (State.BLOCKED, rules.CardBlocked),
        (State.CLOSED, rules.CardEnded),
        (State.DESTROYED, rules.CardEnded),
    ],
)
def test_what_stands_in_the_way_of_activation_is_said(state, refusal):
    with pytest.raises(refusal):
        activation(state)


def test_an_active_card_is_told_apart_for_its_holder_and_for_others():
    with pytest.raises(rules.AlreadyActive):
        activation(State.ACTIVE, holder="hld_a")
    with pytest.raises(rules.AlreadyActive):
        activation(State.ACTIVE)
    with pytest.raises(rules.OtherHolder):
        activation(State.ACTIVE, holder="hld_b")


def test_a_card_for_somebody_else_cannot_be_activated_in_any_state():
    for state in State:
        with pytest.raises(rules.OtherHolder):
            activation(state, holder="hld_b")


def test_a_card_whose_last_day_is_past_cannot_be_activated():
    with pytest.raises(rules.CardExpired, match="until 2026-11-19"):
        activation(State.HANDED_OUT, last_day=date(2026, 11, 19))


def test_a_card_that_is_let_go_again_is_what_it_was():
    assert states.state_after_block(activated=True) is State.ACTIVE
    assert states.state_after_block(activated=False) is State.HANDED_OUT
