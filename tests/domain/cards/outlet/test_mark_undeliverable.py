"""Cards that reach nobody are noted, found again, or destroyed."""

import pytest

from tests.domain.cards.town import ask, handed_out, holder, state_of, stocked
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import CardStep
from yika.domain.cards.rules import State
from yika.kit.actor import NotAllowed


def mark(shop, card, reason="not-collected", *, by=None, request_id="", **more):
    return actions.mark_undeliverable(
        card=card.id, reason=reason, **more, **ask(by or shop.teller, request_id)
    )


def test_a_card_that_came_back_is_noted_with_its_reason(town):
    card = handed_out(town.harbor, to=holder(town.harbor.teller))

    assert mark(town.harbor, card, "address-unknown").state is State.UNDELIVERABLE
    assert queries.history(card.id, town.harbor.teller)[-1].reason == "address-unknown"


def test_another_reason_needs_words_which_are_kept_encrypted_and_only_for_staff(town):
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor, to=lin)

    with pytest.raises(rules.NoteNeeded):
        mark(town.harbor, card, "other", note="  ")
    mark(town.harbor, card, "other", note="The house was torn down.")

    kept = CardStep.objects.get(after="undeliverable")
    assert b"house" not in bytes(kept.note)
    assert queries.history(card.id, town.harbor.auditor)[-1].note == "The house was torn down."
    assert queries.history(card.id, lin)[-1].note == ""


def test_a_reason_that_is_not_listed_for_this_step_is_refused(town):
    card = handed_out(town.harbor)

    for reason in ("rain", "", "counted", "misprinted"):
        with pytest.raises(rules.ReasonUnknown):
            mark(town.harbor, card, reason)
    assert state_of(card) is State.HANDED_OUT


def test_a_card_that_is_found_again_is_in_stock_and_belongs_to_nobody(town):
    card = handed_out(town.harbor, to=holder(town.harbor.teller))
    mark(town.harbor, card)

    found = actions.find_again(card=card.id, **ask(town.harbor.teller))

    assert (found.state, found.holder) == (State.IN_STOCK, "")


def test_repeats_change_nothing_more(town):
    card = handed_out(town.harbor)

    assert mark(town.harbor, card, request_id="m") == mark(town.harbor, card, request_id="m")
    again = {"card": card.id, **ask(town.harbor.teller, "f")}
    assert actions.find_again(**again) == actions.find_again(**again)
    assert len(queries.history(card.id, town.harbor.teller)) == 6


def test_who_may_not_and_who_is_of_another_issuer_mark_nothing(town):
    card = handed_out(town.harbor)

    with pytest.raises(NotAllowed):
        mark(town.harbor, card, by=town.harbor.auditor)
    with pytest.raises(rules.UnknownCard):
        mark(town.harbor, card, by=town.campus.teller)
    with pytest.raises(NotAllowed):
        actions.find_again(card=card.id, **ask(town.harbor.reviewer))


def test_cards_in_stock_are_not_undeliverable(town):
    [card] = stocked(town.harbor, 1)

    with pytest.raises(rules.NoSuchStep):
        mark(town.harbor, card)
