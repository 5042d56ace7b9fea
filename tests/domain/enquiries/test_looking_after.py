"""Owner, due time, answer, escalation, end, stars: whoever does what with an enquiry."""

from datetime import datetime

import pytest

from tests.domain.enquiries.asking import DAY, acting, answer, ask
from tests.domain.people.folks import NOW, told
from tests.domain.staff.samples import LIN
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.models import EnquiryTurn
from yika.domain.enquiries.rules import (
    AddedMeanwhile,
    AlreadyRated,
    CannotTakeIt,
    HighestLevel,
    IsClosed,
    NotAnswered,
    NotTheAsker,
    OnlyPeople,
    State,
    UnknownEnquiry,
)
from yika.domain.enquiries.rules.states import Act
from yika.domain.journal.actions import do_due_work
from yika.domain.journal.models import DueWork, Entry
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.site.reactions import WORK

ONLY = {"enquiries.look_after": WORK["enquiries.look_after"]}


def work(now: datetime) -> int:
    """What the worker does now, until nothing is due."""
    done = 0
    while (one := do_due_work(handlers=ONLY, now=now, chance=lambda: 0.5)) is not None:
        assert one.trouble is None, one.trouble
        done += 1
    return done


def program(*rights: str) -> Actor:
    return Actor(ActorKind.API_KEY, f"key_{1:026}", Channel.API, "harbor", rights=frozenset(rights))


def test_who_answers_looks_after_it_from_then_on(holder: Actor, teller: Actor) -> None:
    seen = answer(ask(holder), teller)

    assert (seen.state, seen.owner, seen.answered_at) == (State.ANSWERED, teller.id, NOW)


def test_somebody_takes_it_and_hands_it_over(
    holder: Actor, teller: Actor, supervisor: Actor
) -> None:
    found = ask(holder)
    assert actions.take_enquiry(enquiry=found.id, **acting(teller)).owner == teller.id
    handed = actions.hand_over_enquiry(
        enquiry=found.id, to=supervisor.id, reason="About my own desk.", **acting(teller)
    )

    assert handed.owner == supervisor.id
    own = queries.enquiry(found.id, by=holder, now=NOW)
    assert [turn.act for turn in own.turns] == [Act.ASKED]
    assert set(queries.possible_owners(found.id, by=teller)) == {teller.id, supervisor.id}


@pytest.mark.parametrize("to", ["", LIN, "login_", "hld_x"])
def test_it_is_handed_to_those_only_who_answer_here(
    holder: Actor, teller: Actor, stranger: Actor, to: str
) -> None:
    found = ask(holder)
    for wanted in (to, stranger.id):
        with pytest.raises(CannotTakeIt):
            actions.hand_over_enquiry(
                enquiry=found.id, to=wanted, reason="Holidays.", **acting(teller)
            )


def test_programs_answer_and_do_not_look_after(holder: Actor) -> None:
    by = program("enquiries.answer")
    found = ask(holder)
    with pytest.raises(OnlyPeople):
        actions.take_enquiry(enquiry=found.id, **acting(by))

    assert answer(found, by).owner == ""
    with pytest.raises(NotAllowed):
        answer(found, program("enquiries.view"))
    with pytest.raises(NotAllowed):
        queries.enquiry(found.id, by=program("cards.view"), now=NOW)


def test_nobody_answers_what_he_has_not_read(holder: Actor, teller: Actor) -> None:
    found = ask(holder)
    actions.take_enquiry(enquiry=found.id, **acting(teller))
    actions.add_words(enquiry=found.id, words="It was three times.", **acting(holder))

    with pytest.raises(AddedMeanwhile):
        answer(found, teller)
    answer(queries.enquiry(found.id, by=teller, now=NOW), teller)


def test_a_further_word_after_the_answer_makes_a_new_promise(holder: Actor, teller: Actor) -> None:
    answered = answer(ask(holder), teller)
    later = NOW + 2 * DAY
    again = actions.add_words(enquiry=answered.id, words="I got nothing.", **acting(holder, later))

    assert (again.state, again.due_at) == (State.OPEN, later + 3 * DAY)
    work(NOW + 5 * DAY)
    assert queries.enquiry(answered.id, by=teller, now=NOW).level == 1


def test_a_late_one_rises_and_alarms_and_tells_who_asked_once(
    holder: Actor, teller: Actor, supervisor: Actor
) -> None:
    found = ask(holder)
    actions.take_enquiry(enquiry=found.id, **acting(teller))
    due = found.due_at

    assert work(due - DAY / 24) == 0
    assert work(due) == 1
    raised = queries.enquiry(found.id, by=teller, now=due)
    assert (raised.level, raised.owner, raised.is_overdue(due)) == (1, "", True)
    with pytest.raises(NotAllowed):
        answer(raised, teller, now=due)
    work(due + 9 * DAY)
    work(due + 99 * DAY)

    assert queries.enquiry(found.id, by=supervisor, now=due).level == 2
    assert told("enquiry-late").count("inbox") == 1
    assert Entry.objects.filter(event="enquiry.escalated").count() == 2
    assert not DueWork.objects.filter(kind="enquiries.look_after").exists()
    assert answer(raised, supervisor, now=due).state is State.ANSWERED


def test_a_worker_that_was_down_raises_once_for_each_level(holder: Actor) -> None:
    found = ask(holder)
    long_after = found.due_at + 30 * DAY

    work(long_after)
    assert queries.enquiry(found.id, by=holder, now=long_after).level == 1
    assert EnquiryTurn.objects.filter(act=Act.ESCALATED).count() == 1


def test_what_is_answered_in_time_never_rises_and_closes_by_itself(
    holder: Actor, teller: Actor
) -> None:
    found = answer(ask(holder), teller)

    work(NOW + 13 * DAY)
    assert queries.enquiry(found.id, by=teller, now=NOW).state is State.ANSWERED
    work(NOW + 14 * DAY)
    closed = queries.enquiry(found.id, by=teller, now=NOW + 14 * DAY)
    assert (closed.state, closed.level, closed.closed_at) == (State.CLOSED, 0, NOW + 14 * DAY)


def test_staff_raise_it_by_hand_with_a_reason(
    holder: Actor, teller: Actor, supervisor: Actor
) -> None:
    found = ask(holder)
    raised = actions.escalate_enquiry(enquiry=found.id, reason="He is ill.", **acting(teller))

    assert (raised.level, raised.may_answer) == (1, False)
    assert actions.take_enquiry(enquiry=found.id, **acting(supervisor)).owner == supervisor.id
    actions.escalate_enquiry(enquiry=found.id, reason="Press.", **acting(supervisor))
    with pytest.raises(HighestLevel):
        actions.escalate_enquiry(enquiry=found.id, reason="Again.", **acting(supervisor))
    assert "He is ill." not in str(queries.enquiry(found.id, by=holder, now=NOW).turns)


def test_who_asked_ends_it_at_any_time_staff_only_after_an_answer(
    holder: Actor, teller: Actor
) -> None:
    first, second = ask(holder), ask(holder)
    with pytest.raises(NotAnswered):
        actions.close_enquiry(enquiry=first.id, **acting(teller))
    assert actions.close_enquiry(enquiry=first.id, **acting(holder)).state is State.CLOSED
    answer(second, teller)
    assert actions.close_enquiry(enquiry=second.id, **acting(teller)).state is State.CLOSED

    with pytest.raises(IsClosed):
        answer(first, teller)
    with pytest.raises(IsClosed):
        actions.take_enquiry(enquiry=first.id, **acting(teller))


def test_a_closed_one_can_be_come_back_to_for_a_month(holder: Actor) -> None:
    found = ask(holder)
    actions.close_enquiry(enquiry=found.id, **acting(holder))
    again = actions.add_words(
        enquiry=found.id, words="After all.", **acting(holder, NOW + 29 * DAY)
    )
    assert again.state is State.OPEN

    actions.close_enquiry(enquiry=found.id, **acting(holder, NOW + 30 * DAY))
    late = NOW + 60 * DAY
    assert not queries.enquiry(found.id, by=holder, now=late).may_add
    with pytest.raises(IsClosed):
        actions.add_words(enquiry=found.id, words="Hello?", **acting(holder, late))


def test_who_asked_says_once_how_satisfied_he_is(holder: Actor, teller: Actor) -> None:
    found = ask(holder)
    with pytest.raises(NotAnswered):
        actions.rate_enquiry(enquiry=found.id, stars=5, **acting(holder))
    answer(found, teller)
    with pytest.raises(NotTheAsker):
        actions.rate_enquiry(enquiry=found.id, stars=5, **acting(teller))
    rated = actions.rate_enquiry(
        enquiry=found.id, stars="4", words="Quick.", **acting(holder, request_id="rate")
    )
    actions.rate_enquiry(
        enquiry=found.id, stars="4", words="Quick.", **acting(holder, request_id="rate")
    )

    assert (rated.stars, rated.may_rate) == (4, False)
    with pytest.raises(AlreadyRated):
        actions.rate_enquiry(enquiry=found.id, stars=1, **acting(holder))


def test_the_figures_say_how_things_stand(
    holder: Actor, teller: Actor, supervisor: Actor, stranger: Actor
) -> None:
    late, rated = ask(holder), ask(holder)
    answer(rated, teller)
    actions.rate_enquiry(enquiry=rated.id, stars=4, **acting(holder))
    work(late.due_at)
    now = late.due_at
    actions.take_enquiry(enquiry=late.id, **acting(supervisor, now))

    found = queries.counts(by=supervisor, now=now)
    assert (found.open, found.overdue, found.escalated, found.unowned, found.mine) == (
        1,
        1,
        1,
        0,
        1,
    )
    assert (found.stars, found.rated) == (40, 1)
    assert queries.counts(by=stranger, now=now).open == 0
    assert [one.id for one in queries.enquiries(by=teller, now=now, overdue=True)] == [late.id]
    assert [one.id for one in queries.waiting(by=teller)] == [late.id]
    pages = queries.enquiries(by=teller, now=now, limit=1)
    assert [one.id for one in pages] == [rated.id]
    behind = queries.enquiries(by=teller, now=now, after=rated.id)
    assert [one.id for one in behind] == [late.id]
    assert queries.enquiries(by=teller, now=now, before=late.id)[0].id == rated.id


def test_another_issuer_can_do_nothing_with_it(holder: Actor, stranger: Actor) -> None:
    found = ask(holder)
    about = {"enquiry": found.id}
    for act in (
        lambda: actions.take_enquiry(**about, **acting(stranger)),
        lambda: actions.close_enquiry(**about, **acting(stranger)),
        lambda: actions.escalate_enquiry(**about, reason="No.", **acting(stranger)),
        lambda: actions.hand_over_enquiry(
            **about, to=stranger.id, reason="No.", **acting(stranger)
        ),
        lambda: answer(found, stranger),
    ):
        with pytest.raises(UnknownEnquiry):
            act()
