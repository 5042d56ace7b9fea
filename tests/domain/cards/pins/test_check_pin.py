"""Wrong PINs are counted for the card and the device, and too many of them lock the PIN."""

from datetime import timedelta

import pytest

from tests.domain.cards.pins.pockets import OTHER, PIN, WRONG, check, guess, with_pin
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import active, ask, city_card, holder, sell
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import CardPin
from yika.domain.cards.rules import pins
from yika.domain.journal.models import Entry
from yika.domain.vault.rules import TooManyTries


def locked(town):
    """A card whose PIN was wrong too often."""
    card, lin = with_pin(town.harbor)
    assert [guess(card, lin), guess(card, lin)] == [2, 1]
    with pytest.raises(rules.PinLocked):
        check(card, lin, WRONG)
    return card, lin


def test_after_the_last_try_the_right_pin_opens_nothing_either(town):
    card, lin = locked(town)

    with pytest.raises(rules.PinLocked):
        check(card, lin, PIN)
    assert queries.pin_of(card.id, lin, NOW).is_locked
    with pytest.raises(rules.PinLocked):
        check(card, lin, PIN, now=NOW + timedelta(days=4000))


def test_a_right_pin_gives_all_tries_back(town):
    card, lin = with_pin(town.harbor)

    for _ in range(3):
        guess(card, lin)
        assert guess(card, lin) == 1
        check(card, lin)


def test_a_right_pin_at_the_last_try_does_not_lock(town):
    card, lin = with_pin(town.harbor)
    guess(card, lin)
    guess(card, lin)

    check(card, lin)
    assert not queries.pin_of(card.id, lin, NOW).is_locked


def test_a_lock_ends_by_itself_where_the_policy_says_so(town):
    sell("harbor", city_card(2, pin={"digits": 6, "tries": 3, "lock": "1 day"}))
    card, lin = locked(town)
    tomorrow = NOW + timedelta(days=1)

    with pytest.raises(rules.PinLocked):
        check(card, lin, now=tomorrow - timedelta(seconds=1))
    assert guess(card, lin, now=tomorrow) == 2
    check(card, lin, now=tomorrow)


def test_one_device_cannot_guess_at_many_cards(town):
    cards = [with_pin(town.harbor) for _ in range(pins.TRIES_OF_DEVICE.free + 1)]
    for card, lin in cards[:-1]:
        guess(card, lin, device="kiosk-7")

    card, lin = cards[-1]
    with pytest.raises(TooManyTries):
        check(card, lin, device="kiosk-7")
    check(card, lin, device="kiosk-8")
    check(card, lin, device="kiosk-7", now=NOW + timedelta(hours=1))


def test_without_a_pin_there_is_nothing_to_check(town):
    card = active(town.harbor, lin := holder(town.harbor.teller))

    with pytest.raises(rules.PinNotSet):
        check(card, lin)


def test_a_pin_is_right_for_its_own_card_only(town):
    card, lin = with_pin(town.harbor)
    other = active(town.harbor, lin)
    actions.set_pin(card=other.id, pin=OTHER, **ask(lin))
    CardPin.objects.filter(card=CardPin.objects.get(card__number=other.number).card).update(
        hash=CardPin.objects.get(card__number=card.number).hash
    )

    with pytest.raises(rules.WrongPin):
        check(other, lin, PIN)


def test_wrong_tries_are_journaled_with_what_is_left(town):
    locked(town)

    entries = Entry.objects.filter(event="pin.wrong").order_by("id")
    assert [entry.facts for entry in entries] == [{"left": 2}, {"left": 1}, {"left": 0}]


def test_strangers_learn_nothing(town):
    card, _ = with_pin(town.harbor)

    for by in (holder(town.harbor.teller, "王川"), town.campus.teller, town.campus.kiosk):
        with pytest.raises(rules.UnknownCard):
            check(card, by)
    assert CardPin.objects.get().wrong == 0
