"""The issuer stops a card, with a reason that its holder is told, and lets it go again."""

import pytest

from tests.domain.cards.town import active, ask, handed_out, holder, make, state_of, without
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.rules import State
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox
from yika.kit.actor import NotAllowed


def block(shop, card, reason="suspicion", *, by=None, request_id="", **more):
    return actions.block_card(
        card=card.id, reason=reason, **more, **ask(by or shop.teller, request_id)
    )


def unblock(shop, card, reason="cleared-up", *, by=None, request_id="", **more):
    return actions.unblock_card(
        card=card.id, reason=reason, **more, **ask(by or shop.teller, request_id)
    )


def test_a_card_in_use_is_stopped_and_let_go_again(town):
    card = active(town.harbor, holder(town.harbor.teller))

    assert block(town.harbor, card).state is State.BLOCKED
    assert unblock(town.harbor, card).state is State.ACTIVE
    events = Entry.objects.filter(subject=card.id).values_list("event", flat=True)
    assert {"card.blocked", "card.unblocked"} <= set(events)


def test_a_card_that_was_not_activated_goes_back_to_waiting_for_it(town):
    card = handed_out(town.harbor)
    block(town.harbor, card)

    assert unblock(town.harbor, card).state is State.HANDED_OUT


def test_the_holder_is_told_why(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)
    block(town.harbor, card, "court-order")

    note = inbox(lin.id)[0]
    assert note.template == "card-blocked"
    assert "Order of a court or an authority" in note.body
    block_again(town, card)
    assert [each.template for each in inbox(lin.id)].count("card-blocked") == 2


def block_again(town, card):
    unblock(town.harbor, card)
    block(town.harbor, card)


def test_a_note_is_for_the_issuer_only(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)
    with pytest.raises(rules.NoteNeeded):
        block(town.harbor, card, "other")
    block(town.harbor, card, "other", note="Called three times, no answer.")

    assert queries.history(card.id, town.harbor.auditor)[-1].note.startswith("Called")
    assert queries.history(card.id, lin)[-1].note == ""
    assert "Called" not in inbox(lin.id)[0].body
    facts = Entry.objects.get(event="card.blocked").facts
    assert "Called" not in str(facts)
    assert facts["reason"] == "other"


def test_a_card_in_the_box_cannot_be_blocked_and_one_in_use_not_unblocked(town):
    [made] = queries.cards(town.harbor.operator, batch=make(town.harbor, 1))
    used = active(town.harbor, holder(town.harbor.teller))

    with pytest.raises(rules.NotHandedOut):
        block(town.harbor, made)
    with pytest.raises(rules.NotBlocked):
        unblock(town.harbor, used)
    with pytest.raises(rules.ReasonUnknown):
        block(town.harbor, used, "cleared-up")


def test_repeats_change_nothing_more(town):
    card = active(town.harbor, holder(town.harbor.teller))

    assert block(town.harbor, card, request_id="b") == block(town.harbor, card, request_id="b")
    assert unblock(town.harbor, card, request_id="u") == unblock(town.harbor, card, request_id="u")
    with pytest.raises(rules.CardRequestReused):
        block(town.harbor, card, request_id="u")


def test_only_who_may_blocks_and_only_cards_of_his_issuer(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)

    for by in (town.harbor.auditor, without(town.harbor.teller, "cards.block"), lin):
        with pytest.raises(NotAllowed):
            block(town.harbor, card, by=by)
    with pytest.raises(rules.UnknownCard):
        block(town.harbor, card, by=town.campus.teller)
    with pytest.raises(rules.UnknownCard):
        unblock(town.harbor, card, by=town.campus.teller)
    assert state_of(card) is State.ACTIVE
