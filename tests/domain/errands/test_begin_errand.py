"""An errand begins once, for one person, or is refused with a case number."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.domain.errands.doing import begin, hand_over, pick_up, take
from tests.domain.errands.tiny import (
    AUDITOR,
    KIOSK,
    LI,
    NOW,
    PROGRAM,
    STRANGER,
    TELLER,
    WU,
    Say,
    Stopped,
    trial,
)
from yika.domain.errands import actions, queries
from yika.domain.errands.models import Errand, FailedBegin, OpenErrand
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.limits import BY_ONE, TICKETS_TRIED
from yika.domain.errands.rules.plan import State
from yika.domain.journal.models import DueWork, Entry
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sold")]


def test_an_errand_that_has_begun_has_a_case_number_and_an_end() -> None:
    with trial(Say("first")):
        view = begin()
        assert queries.find_case(view.case.lower(), by=TELLER, now=NOW).errand is not None
    assert view.expires_at == NOW + timedelta(days=7)
    work = DueWork.objects.get()
    assert (work.kind, work.key, work.due_at) == ("errands.expire", view.id, view.expires_at)


def test_an_errand_says_by_when_it_is_due_whatever_happens_in_it() -> None:
    with trial(Say("first"), Say("second")) as kind:
        kind.due_at = NOW + timedelta(days=3)
        view = take(begin(), "first", now=NOW + timedelta(days=1))
        [line] = queries.open_errands(by=TELLER, now=NOW)
    assert view.due_at == line.due_at == NOW + timedelta(days=3)


def test_the_same_person_gets_the_errand_that_is_open() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first")
        assert begin(request="again") == view
    assert Errand.objects.count() == 1


def test_another_person_is_refused_and_told_nothing_of_the_first() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first")
        with pytest.raises(refusals.AnotherIsOpen) as told:
            begin(WU, "his")
        assert set(told.value.facts) == {"case", "hotline"}
        assert view.case not in str(told.value.facts)
        with pytest.raises(refusals.AnotherIsOpen):
            begin(KIOSK, "kiosk")


def test_an_errand_that_proves_nothing_keeps_nobody_out() -> None:
    with trial(Say("first")):
        idle = begin()
        his = begin(WU, "his")
        assert his.id != idle.id
        assert queries.errand(idle.id, by=LI, now=NOW).state is State.WITHDRAWN
    assert OpenErrand.objects.count() == 1


def test_staff_go_on_with_what_was_begun_and_programs_too() -> None:
    with trial(Say("first"), Say("second"), Say("third")):
        view = take(begin(), "first")
        assert begin(TELLER, "teller").id == view.id
        assert begin(PROGRAM, "program").id == view.id
        assert take(view, "second", by=TELLER).version == view.version + 1


def test_no_visitor_of_a_kiosk_gets_what_the_one_before_him_left() -> None:
    first = Say("first")
    with trial(first, Say("second")):
        left = take(begin(KIOSK, "one"), "first", by=KIOSK)
        fresh = begin(KIOSK, "two")
        assert fresh.id != left.id
        assert fresh.next
        assert fresh.next.name == "first"
        assert first.undone == 1


def test_what_is_known_of_a_person_alone_keeps_nobody_out() -> None:
    with trial(Say("first", known=True), Say("second")):
        assert begin(WU, "his").id != begin().id


def test_who_goes_on_at_home_leaves_nothing_open_at_the_kiosk() -> None:
    with trial(Say("first"), Say("second")):
        view = pick_up(hand_over(take(begin(), "first")).token, KIOSK)
        home = begin(request="home")
        assert home.id == view.id
        with pytest.raises(refusals.UnknownErrand):
            queries.errand(view.id, by=KIOSK, now=NOW)


def test_an_errand_that_rested_too_long_keeps_nobody_out_either() -> None:
    with trial(Say("first"), Say("second")):
        late = NOW + timedelta(days=8)
        old = take(begin(), "first")
        fresh = begin(WU, "his", now=late)
        assert fresh.id != old.id
        assert queries.errand(old.id, by=LI, now=late).state is State.EXPIRED
        assert begin(WU, "more", now=late).id == fresh.id


def test_what_is_refused_is_written_down_under_a_case_number() -> None:
    with trial(Say("first")) as kind:
        kind.stopped = True
        with pytest.raises(Stopped) as told:
            begin()
        with pytest.raises(Stopped) as again:
            begin()
    row = FailedBegin.objects.get()
    assert told.value.facts["case"] == again.value.facts["case"] == row.case
    assert (row.code, row.issuer) == (Stopped.code, "")
    found = queries.find_case(row.case, by=LI, now=NOW)
    assert found.trouble
    assert found.trouble.code == Stopped.code
    with pytest.raises(refusals.UnknownErrand):
        queries.find_case(row.case, by=WU, now=NOW)
    assert Entry.objects.filter(event="errand.refused").count() == 1
    assert not Errand.objects.exists()
    with trial(Say("first")) as kind:
        kind.stopped = True
        with pytest.raises(refusals.RequestReused):
            begin(WU)  # nobody learns the case of another by guessing his request


def test_a_trouble_is_noted_for_the_staff_of_the_face_where_it_was_met() -> None:
    trouble = actions.note_trouble(
        kind="trial", refusal=Stopped(), card="no id", by=KIOSK, now=NOW, request_id="one"
    )
    assert (trouble.issuer, trouble.card, trouble.channel) == ("harbor", "", Channel.KIOSK)
    assert queries.find_case(trouble.case, by=TELLER, now=NOW).trouble == trouble
    with pytest.raises(refusals.UnknownErrand):
        queries.find_case(trouble.case, by=STRANGER, now=NOW)
    with pytest.raises(refusals.UnknownErrand):
        queries.find_case("0000-0000", by=TELLER, now=NOW)


def test_nobody_begins_without_the_right_to() -> None:
    for clerk in (AUDITOR, STRANGER):
        with trial(Say("first")), pytest.raises(NotAllowed):
            begin(clerk, clerk.id)
    with pytest.raises(refusals.UnknownKind):
        begin(kind="nonsense", request="other")


def test_a_visitor_who_is_not_signed_in_is_asked_to() -> None:
    visitor = Actor(ActorKind.HOLDER, "", Channel.WEB)
    with trial(Say("first")), pytest.raises(refusals.SignInFirst):
        begin(visitor)


def test_one_person_begins_only_so_many_in_an_hour() -> None:
    with trial(Say("first")):
        for number in range(BY_ONE.free):
            begin(request=str(number))
        with pytest.raises(TooManyTries):
            begin(request="one more")
        begin(TELLER, "staff serve many")
    assert not FailedBegin.objects.exists()


def test_a_ticket_takes_an_errand_to_another_face() -> None:
    with trial(Say("first"), Say("second")):
        left = take(begin(), "first")
        ticket = hand_over(left)
        assert hand_over(left) == ticket

        here = pick_up(ticket.code.lower(), KIOSK)
        assert here.next
        assert here.next.name == "second"
        with pytest.raises(refusals.MovedMeanwhile):
            take(left, "second")
        assert take(here, "second", by=KIOSK).state is State.DONE


def test_a_ticket_works_once_and_only_in_the_right_hands() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first")
        ticket = hand_over(view)
        for wrong in (WU, STRANGER):
            with pytest.raises(refusals.WrongTicket):
                pick_up(ticket.token, wrong)
        with pytest.raises(refusals.WrongTicket):
            pick_up(ticket.token, KIOSK, now=ticket.expires_at)
        once = pick_up(ticket.token, KIOSK)
        assert pick_up(ticket.token, KIOSK) == once
        with pytest.raises(refusals.WrongTicket):
            pick_up(ticket.token, TELLER)


def test_a_new_ticket_ends_the_one_before() -> None:
    with trial(Say("first")):
        view = begin()
        old, new = hand_over(view), hand_over(view, request_id="another")
        with pytest.raises(refusals.WrongTicket):
            pick_up(old.token, TELLER)
        assert pick_up(new.token, TELLER).id == view.id


def test_what_a_visitor_began_at_a_kiosk_becomes_his_when_he_brings_the_ticket() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(KIOSK), "first", by=KIOSK)
        mine = pick_up(hand_over(view, KIOSK).token, LI)
        assert mine.holder == LI.id
        with pytest.raises(refusals.UnknownErrand):
            queries.errand(view.id, by=KIOSK, now=NOW)
        lines = queries.open_errands(by=LI, now=NOW)
        assert [(line.id, line.next) for line in lines] == [(view.id, "Say the word")]


def test_tickets_cannot_be_guessed_at_for_long() -> None:
    for number in range(TICKETS_TRIED.free):
        with pytest.raises(refusals.WrongTicket):
            pick_up(f"0000-000{number}", WU)
    with pytest.raises(TooManyTries):
        pick_up("0000-0009", WU)


def test_an_ended_errand_is_not_handed_over() -> None:
    with trial(Say("first")):
        view = take(begin(), "first")
        with pytest.raises(refusals.IsDone):
            hand_over(view)


def test_errands_are_listed_for_whom_they_are() -> None:
    with trial(Say("first")):
        mine = begin()
        his = begin(WU, "his", card="card_01kaf0000000000000000000cb")

        def listed(by: Actor, **more: Any) -> list[str]:
            return [line.id for line in queries.open_errands(by=by, now=NOW, **more)]

        assert listed(LI) == [mine.id]
        assert listed(TELLER) == [his.id, mine.id]
        assert listed(TELLER, holder=WU.id) == [his.id]
        assert listed(TELLER, holder="nonsense") == []
        assert listed(STRANGER) == listed(KIOSK) == []
        assert listed(TELLER, limit=1) == [his.id]
        assert listed(TELLER, limit=1, after=his.id) == [mine.id]
        assert listed(TELLER, before=mine.id) == [his.id]
        assert listed(TELLER, after="nonsense") == [his.id, mine.id]
        with pytest.raises(NotAllowed):
            listed(replace(TELLER, rights=frozenset()))
        assert queries.open_errands(by=LI, now=NOW + timedelta(days=8)) == []
