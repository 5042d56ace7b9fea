"""One engine takes any errand through its steps, on any face."""

from datetime import timedelta

import pytest

from tests.domain.errands.doing import begin, change, take
from tests.domain.errands.tiny import (
    AT_COUNTER,
    AUDITOR,
    KIOSK,
    LI,
    NOW,
    SENDING,
    STRANGER,
    TELLER,
    WU,
    Say,
    Stopped,
    Wrong,
    trial,
)
from yika.domain.errands import actions, queries
from yika.domain.errands.models import Errand, ErrandTurn, OpenErrand
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.views import StepState
from yika.kit.actor import Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sold")]


def test_the_steps_come_one_after_the_other_and_the_last_one_ends_it() -> None:
    first, second = Say("first"), Say("second")
    with trial(first, second) as kind:
        view = begin()
        assert view.next
        assert view.next.name == "first"
        view = take(view, "first")
        assert [step.state for step in view.steps] == [StepState.DONE, StepState.NEXT]
        assert kind.finished == 0

        view = take(view, "second")

        assert (view.state, view.next, kind.finished) == (State.DONE, None, 1)
        assert Errand.objects.get().carried is None
        assert not OpenErrand.objects.exists()


def test_a_later_step_knows_what_an_earlier_one_left_until_the_end() -> None:
    first, second = Say("first"), Say("second")
    with trial(first, second):
        view = take(begin(), "first")
        assert b"yes" not in bytes(Errand.objects.get().carried)
        take(view, "second")

    assert second.seen[0].carried == {"first": "yes"}


def test_a_step_that_does_not_come_next_is_refused() -> None:
    with trial(Say("first"), Say("second")), pytest.raises(refusals.NotTheNextStep):
        take(begin(), "second")


def test_what_is_not_well_filled_in_is_told_field_by_field_and_changes_nothing() -> None:
    first = Say("first")
    with trial(first):
        view = begin()
        with pytest.raises(Invalid) as told:
            take(view, "first", given={"other": "yes"})
        assert {fault.where for fault in told.value.faults} == {"word", "other"}
        assert first.checked == 0
        assert queries.errand(view.id, by=LI, now=NOW).version == view.version


def test_a_refusal_changes_nothing_but_is_kept_for_whoever_helps() -> None:
    with trial(Say("first")):
        view = begin()
        with pytest.raises(Wrong):
            take(view, "first", given={"word": "no"})

        seen = queries.errand(view.id, by=TELLER, now=NOW)
        assert (seen.version, seen.trouble) == (view.version, Wrong.code)
        assert take(view, "first", request_id="again").trouble == ""


def test_the_same_request_gives_the_same_answer_and_does_nothing_twice() -> None:
    first = Say("first")
    with trial(first, Say("second")):
        view = begin()
        assert begin().id == view.id
        once = take(view, "first")
        assert take(view, "first") == once
        assert (first.checked, first.applied) == (1, 1)


def test_the_same_request_with_something_else_in_it_is_refused() -> None:
    with trial(Say("first"), Say("second")):
        view = begin()
        take(view, "first", request_id="one")
        with pytest.raises(refusals.RequestReused):
            take(view, "first", request_id="one", given={"word": "no"})


def test_a_step_taken_on_an_old_page_is_refused_with_what_happened_meanwhile() -> None:
    first = Say("first", returns=True)
    with trial(first, Say("second"), Say("third")):
        old = begin()
        new = take(old, "first")
        with pytest.raises(refusals.TakenMeanwhile) as told:
            take(old, "first", request_id="another", by=TELLER)
        assert told.value.facts["by_kind"] == "holder"
        assert first.checked == 1  # nothing was even looked at

        change(actions.undo_step, new)
        with pytest.raises(refusals.UndoneMeanwhile):
            take(new, "second")


def test_a_page_from_the_future_is_no_page_of_ours() -> None:
    with trial(Say("first")):
        view = begin()
        with pytest.raises(refusals.Overtaken):
            take(view, "first", version=view.version + 1)


def test_the_back_button_after_the_success_says_that_it_is_done() -> None:
    with trial(Say("first")) as kind:
        view = begin()
        take(view, "first")
        with pytest.raises(refusals.IsDone):
            take(view, "first", request_id="another")
        assert kind.finished == 1


def test_a_step_for_the_counter_says_elsewhere_on_the_web() -> None:
    with trial(Say("first", ways=AT_COUNTER, elsewhere="Go to a counter.")):
        view = begin()
        assert view.next
        assert (view.next.can_here, view.next.elsewhere) == (False, "Go to a counter.")
        assert view.next.faces == (Channel.COUNTER,)
        assert view.next.asks == ()
        with pytest.raises(refusals.NotHere):
            take(view, "first")

        there = queries.errand(view.id, by=TELLER, now=NOW)
        assert there.next
        assert there.next.can_here
        assert take(view, "first", by=TELLER).state is State.DONE


def test_a_step_with_nothing_to_ask_is_settled_by_itself() -> None:
    first = Say("first", known=True)
    with trial(first, Say("second"), Say("third", known=True)) as kind:
        view = begin()
        assert [step.state for step in view.steps][:2] == [StepState.KNOWN, StepState.NEXT]
        assert take(view, "second").state is State.DONE
        assert (first.applied, kind.finished) == (0, 1)


def test_what_is_offered_at_the_end_holds_nothing_up_and_is_still_there() -> None:
    last = Say("last", follows=True)
    with trial(Say("first"), last, optional=["last"]) as kind:
        view = take(begin(), "first")
        assert (view.state, kind.finished) == (State.DONE, 1)
        assert view.next
        assert view.next.skippable

        view = take(view, "last")
        assert (view.state, view.next, last.applied, kind.finished) == (State.DONE, None, 1, 1)


def test_an_errand_ends_only_when_somebody_has_said_what_to_do_about_its_last_step() -> None:
    with trial(Say("first"), Say("last"), optional=["last"]) as kind:
        view = take(begin(), "first")
        assert (view.state, kind.finished) == (State.OPEN, 0)
        assert change(actions.skip_step, view, step="last").state is State.DONE


def test_what_is_offered_at_the_end_lapses_with_the_errand() -> None:
    with trial(Say("first"), Say("last", follows=True), optional=["last"]):
        view = take(begin(), "first")
        later = NOW + timedelta(days=8)
        assert queries.errand(view.id, by=LI, now=later).next is None
        with pytest.raises(refusals.IsDone):
            take(view, "last", now=later)


def test_only_a_step_that_is_not_needed_can_be_skipped() -> None:
    first = Say("first")
    with trial(first, Say("second"), optional=["first"]):
        view = change(actions.skip_step, begin(), step="first")
        assert view.steps[0].state is StepState.SKIPPED
        with pytest.raises(refusals.NotOptional):
            change(actions.skip_step, view, step="second")
        assert first.applied == 0


def test_going_back_undoes_the_last_step_with_what_stood_on_it() -> None:
    first, known = Say("first", returns=True), Say("known", known=True)
    with trial(first, known, Say("third")):
        view = take(begin(), "first")
        assert view.back == "first"
        back = change(actions.undo_step, view)
        assert back.next
        assert back.next.name == "first"
        assert change(actions.undo_step, view) == back
        assert (first.undone, known.undone, back.back) == (1, 0, "")
        assert take(back, "first").next == view.next


def test_what_was_proven_stays_proven() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first")
        assert view.back == ""
        with pytest.raises(refusals.NothingToUndo):
            change(actions.undo_step, view)


def test_a_withdrawn_errand_undoes_its_steps_from_the_last_to_the_first() -> None:
    order: list[str] = []
    first, second = Say("first", order=order), Say("second", order=order)
    with trial(first, second, Say("third")) as kind:
        view = take(take(begin(), "first"), "second")
        view = change(actions.withdraw_errand, view, request_id="away")
        assert (order, view.state) == (["second", "first"], State.WITHDRAWN)
        assert change(actions.withdraw_errand, view, request_id="away").state is State.WITHDRAWN
        with pytest.raises(refusals.IsWithdrawn):
            take(view, "third")
        assert kind.finished == 0
    assert Errand.objects.get().carried is None


def test_an_end_that_is_refused_leaves_the_last_step_undone() -> None:
    first = Say("first")
    with trial(first) as kind:
        view = begin()
        kind.stopped = True
        with pytest.raises(Stopped):
            take(view, "first")
        kind.stopped = False
        assert queries.errand(view.id, by=LI, now=NOW).version == view.version
        assert take(view, "first", request_id="again").state is State.DONE


def test_what_a_step_waits_for_is_sent_first_and_again() -> None:
    step = Say("first", **SENDING)
    with trial(step):
        view = begin()
        assert view.next
        assert view.next.prepare
        assert view.next.prepared is None
        with pytest.raises(refusals.NotPrepared):
            take(view, "first")

        sent = change(actions.prepare_step, view, step="first", given={"to": "home"})
        assert sent.next
        assert sent.next.prepared
        assert sent.next.prepared.masked == "to home"
        assert change(actions.prepare_step, view, step="first", given={"to": "home"}) == sent
        again = change(actions.prepare_step, sent, step="first", given={"to": "work", "word": "y"})
        with pytest.raises(refusals.SentMeanwhile):
            take(sent, "first")
        take(again, "first")
    assert (step.sent, step.seen[0].sent["code"]) == (2, "2")


def test_what_was_sent_counts_no_more_when_a_step_before_it_is_undone() -> None:
    with trial(Say("first", returns=True), Say("second", **SENDING)):
        view = take(begin(), "first")
        view = change(actions.prepare_step, view, step="second", given={})
        view = take(change(actions.undo_step, view), "first")
        assert view.next
        assert view.next.prepared is None
        with pytest.raises(refusals.NotPrepared):
            take(view, "second")


def test_every_turn_is_kept_and_none_can_be_changed() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first")
        turns = queries.history(view.id, by=TELLER)
        assert [(turn.version, turn.act, turn.step) for turn in turns] == [
            (1, "begun", ""),
            (2, "taken", "first"),
        ]
        assert turns[1].by == LI.id
    row = ErrandTurn.objects.get(version=2)
    assert b"yes" not in bytes(row.facts)
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


def test_staff_who_only_look_and_staff_of_others_go_on_with_nothing() -> None:
    with trial(Say("first")):
        view = begin()
        seen = queries.errand(view.id, by=AUDITOR, now=NOW)
        assert seen.next
        assert not seen.next.can_here
        with pytest.raises(NotAllowed):
            take(view, "first", by=AUDITOR)
        for stranger in (STRANGER, WU, KIOSK):
            with pytest.raises(refusals.UnknownErrand):
                queries.errand(view.id, by=stranger, now=NOW)
            with pytest.raises(refusals.UnknownErrand):
                take(view, "first", by=stranger)
        with pytest.raises(refusals.UnknownErrand):
            queries.errand("err_nonsense", by=LI, now=NOW)
