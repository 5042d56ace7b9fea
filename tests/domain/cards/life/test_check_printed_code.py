"""Who knows the printed code has the card; guesses are counted, wherever they come from."""

from datetime import timedelta

import pytest

from tests.domain.cards.life.codes_tried import WRONG, check, guess
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import handed_out, printed
from yika.domain.cards import rules
from yika.domain.cards.rules import codes
from yika.domain.journal.models import Entry
from yika.domain.vault.rules import TooManyTries


def test_the_code_on_the_card_is_right_and_any_other_is_wrong(town):
    card = handed_out(town.harbor)
    code = printed(town.harbor, card).code

    check(card, codes.shown_code(code))
    check(card, code.lower())
    guess(card)
    with pytest.raises(rules.WrongPrintedCode):
        check(card, printed(town.harbor, handed_out(town.harbor)).code)


def test_after_a_few_guesses_at_a_card_one_has_to_wait_ever_longer(town):
    card = handed_out(town.harbor)
    right = printed(town.harbor, card).code
    moment = NOW
    for _ in range(codes.TRIES_OF_CARD.free):
        guess(card)

    waits = []
    for _ in range(4):
        with pytest.raises(TooManyTries) as caught:
            check(card, right, now=moment)
        waits.append(caught.value.facts["wait_seconds"])
        moment += timedelta(seconds=waits[-1])
        guess(card, now=moment)

    assert waits == [60, 120, 240, 480]


def test_a_right_code_begins_anew(town):
    card = handed_out(town.harbor)
    for _ in range(3):
        for _ in range(codes.TRIES_OF_CARD.free - 1):
            guess(card)
        check(card, printed(town.harbor, card).code)


def test_one_device_cannot_guess_at_many_cards(town):
    for _ in range(codes.TRIES_OF_DEVICE.free):
        guess(handed_out(town.harbor), device="browser-1")

    with pytest.raises(TooManyTries):
        check(handed_out(town.harbor), WRONG, device="browser-1")
    guess(handed_out(town.harbor), device="browser-2")


def test_one_network_cannot_guess_at_many_cards(town):
    card = handed_out(town.harbor)
    for place in range(codes.TRIES_OF_ADDRESS.free):
        try:
            check(card, WRONG, device=f"browser-{place}", address="203.0.113.7")
        except (rules.WrongPrintedCode, TooManyTries):
            continue

    other = handed_out(town.harbor)
    with pytest.raises(TooManyTries):
        check(other, printed(town.harbor, other).code, address="203.0.113.7")
    check(other, printed(town.harbor, other).code, address="203.0.113.8")


def test_each_look_is_journaled_without_the_code(town):
    card = handed_out(town.harbor)
    code = printed(town.harbor, card).code
    guess(card)
    check(card, code)

    entries = Entry.objects.filter(event="card.code_checked").order_by("id")
    assert [entry.facts for entry in entries] == [{"right": False}, {"right": True}]
    assert not any(code in str(vars(entry)) or WRONG in str(vars(entry)) for entry in entries)


def test_cards_of_other_issuers_are_unknown(town):
    card = handed_out(town.harbor)

    with pytest.raises(rules.UnknownCard):
        check(card, WRONG, by=town.campus.kiosk)
    check(card, printed(town.harbor, card).code, by=town.harbor.kiosk)
