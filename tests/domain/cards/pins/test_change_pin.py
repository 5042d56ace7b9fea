"""Who knows the old PIN puts a new one in its place, and the holder is told."""

from datetime import timedelta

import pytest

from tests.domain.cards.pins.pockets import OTHER, PIN, WRONG, arrived, check, prove_phone, with_pin
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask, holder
from yika.domain.cards import actions, rules
from yika.domain.cards.models import CardPin
from yika.domain.journal.models import DueWork, Entry
from yika.domain.messages.queries import inbox
from yika.domain.people.rules.secrets import WeakSecret


def change(card, by, old=PIN, new=OTHER, *, request_id="", now=NOW, **more):
    actions.change_pin(card=card.id, old=old, new=new, **more, **ask(by, request_id, now))


def test_the_new_one_is_right_and_the_old_one_wrong(town):
    card, lin = with_pin(town.harbor)
    change(card, lin)

    check(card, lin, OTHER)
    with pytest.raises(rules.WrongPin):
        check(card, lin, PIN)
    assert Entry.objects.filter(event="pin.changed", subject=card.id).count() == 1


def test_the_holder_is_told_everywhere_he_can_be_reached(town):
    lin = holder(town.harbor.teller)
    prove_phone(lin)
    card, _ = with_pin(town.harbor, lin)
    arrived()
    change(card, lin)

    assert inbox(lin.id)[0].template == "pin-changed"
    [text] = arrived()
    assert "PIN" in text
    assert OTHER not in text
    assert OTHER not in inbox(lin.id)[0].body


def test_without_the_old_pin_nothing_changes_and_the_try_counts(town):
    card, lin = with_pin(town.harbor)

    with pytest.raises(rules.WrongPin):
        change(card, lin, old=WRONG)
    assert CardPin.objects.get().wrong == 1
    assert inbox(lin.id)[0].template != "pin-changed"
    check(card, lin, PIN)


def test_a_weak_one_and_the_same_one_are_refused_and_cost_no_try(town):
    card, lin = with_pin(town.harbor)

    with pytest.raises(WeakSecret):
        change(card, lin, new="123456")
    with pytest.raises(rules.SamePin):
        change(card, lin, new=PIN)
    with pytest.raises(rules.PinLength):
        change(card, lin, new="1")
    assert CardPin.objects.get().wrong == 0


def test_what_makes_a_new_one_weak_is_told_only_to_who_knows_the_old_one(town):
    card, lin = with_pin(town.harbor)

    with pytest.raises(rules.WrongPin):
        change(card, lin, old=WRONG, new="123456")


def test_a_repeat_changes_nothing_more(town):
    card, lin = with_pin(town.harbor)
    change(card, lin, request_id="r")
    change(card, lin, request_id="r")

    assert Entry.objects.filter(event="pin.changed").count() == 1
    assert CardPin.objects.get().wrong == 0


def test_the_reminder_moves_to_the_new_pin(town):
    card, lin = with_pin(town.harbor)
    later = NOW + timedelta(days=100)
    change(card, lin, now=later)

    [work] = DueWork.objects.filter(kind="cards.remind_of_pin")
    assert work.due_at == later.replace(year=later.year + 1)


def test_others_change_nothing(town):
    card, _ = with_pin(town.harbor)

    for by in (holder(town.harbor.teller, "王川"), town.campus.teller):
        with pytest.raises(rules.UnknownCard):
            change(card, by)
