"""A card leaves the stock of an outlet, for anybody or for one holder, and may come back."""

import pytest

from tests.domain.cards.town import (
    ask,
    handed_out,
    holder,
    make,
    staff,
    state_of,
    stocked,
    without,
)
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.rules import State
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Role
from yika.kit.actor import NotAllowed


def hand_out(shop, card, *, by=None, request_id="", **more):
    return actions.hand_out(card=card.id, **more, **ask(by or shop.teller, request_id))


def test_a_card_is_handed_out_to_whoever_stands_there(town):
    [card] = stocked(town.harbor, 1)

    given = hand_out(town.harbor, card)

    assert (given.state, given.holder) == (State.HANDED_OUT, "")
    [entry] = Entry.objects.filter(event="card.handed_out")
    assert (entry.subject, entry.actor_id) == (card.id, town.harbor.teller.id)


def test_a_card_for_a_holder_is_among_his_cards_before_he_activates_it(town):
    lin = holder(town.harbor.teller)
    [card] = stocked(town.harbor, 1)

    hand_out(town.harbor, card, holder=lin.id, reason="mailed")

    [own] = queries.cards_of(lin.id, lin)
    assert (own.id, own.state, own.holder) == (card.id, State.HANDED_OUT, lin.id)
    assert queries.history(card.id, lin)[-1].reason == "mailed"


def test_a_card_is_never_handed_out_twice(town):
    card = handed_out(town.harbor)

    with pytest.raises(rules.NoSuchStep):
        hand_out(town.harbor, card)


def test_a_card_that_is_not_in_stock_cannot_be_handed_out(town):
    batch = make(town.harbor, 1)
    [card] = queries.cards(town.harbor.operator, batch=batch)

    with pytest.raises(rules.OtherOutlet):
        hand_out(town.harbor, card)
    assert state_of(card) is State.MADE


def test_a_repeat_changes_nothing_more(town):
    [card] = stocked(town.harbor, 1)

    first = hand_out(town.harbor, card, request_id="r")
    assert hand_out(town.harbor, card, request_id="r") == first
    assert Entry.objects.filter(event="card.handed_out").count() == 1
    with pytest.raises(rules.CardRequestReused):
        actions.take_back(card=card.id, **ask(town.harbor.teller, "r"))


def test_cards_are_handed_out_where_they_lie_by_who_may(town):
    [card] = stocked(town.harbor, 1)
    elsewhere = staff("harbor", Role.TELLER, town.harbor.other_outlet)

    with pytest.raises(rules.OtherOutlet):
        hand_out(town.harbor, card, by=elsewhere)
    for by in (
        town.harbor.auditor,
        town.harbor.operator,
        without(town.harbor.teller, "cards.hand_out"),
    ):
        with pytest.raises(NotAllowed):
            hand_out(town.harbor, card, by=by)
    with pytest.raises(rules.UnknownCard):
        hand_out(town.harbor, card, by=town.campus.teller)
    assert state_of(card) is State.IN_STOCK


def test_a_card_is_only_given_to_somebody_there_is(town):
    [card] = stocked(town.harbor, 1)

    with pytest.raises(UnknownHolder):
        hand_out(town.harbor, card, holder="hld_00000000000000000000000000")
    with pytest.raises(rules.UnknownCard):
        hand_out(town.harbor, card, holder="hld_nonsense")
    assert state_of(card) is State.IN_STOCK


def test_a_card_given_back_unused_belongs_to_nobody_and_lies_where_it_was_taken(town):
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor, to=lin)
    elsewhere = staff("harbor", Role.TELLER, town.harbor.other_outlet)

    back = actions.take_back(card=card.id, **ask(elsewhere))

    assert (back.state, back.holder, back.outlet) == (
        State.IN_STOCK, "", town.harbor.other_outlet,
    )  # fmt: skip
    assert queries.cards_of(lin.id, lin) == []


def test_a_card_can_be_given_to_somebody_after_it_was_handed_out(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")
    card = handed_out(town.harbor)

    given = actions.give_card_to(card=card.id, holder=lin.id, **ask(town.harbor.teller))

    assert given.holder == lin.id
    assert actions.give_card_to(card=card.id, holder=lin.id, **ask(town.harbor.teller)) == given
    with pytest.raises(rules.OtherHolder):
        actions.give_card_to(card=card.id, holder=wang.id, **ask(town.harbor.teller))
    assert Entry.objects.filter(event="card.given").count() == 1


def test_only_a_handed_out_card_is_given_and_only_by_who_hands_out(town):
    lin = holder(town.harbor.teller)
    [card] = stocked(town.harbor, 1)

    with pytest.raises(rules.NotHandedOut):
        actions.give_card_to(card=card.id, holder=lin.id, **ask(town.harbor.teller))
    with pytest.raises(NotAllowed):
        actions.give_card_to(card=card.id, holder=lin.id, **ask(town.harbor.auditor))


def test_a_holder_is_told_that_his_card_was_collected_but_not_that_it_was_mailed(town):
    lin = holder(town.harbor.teller)
    collected = handed_out(town.harbor, to=lin)
    [mailed] = stocked(town.harbor, 1)
    hand_out(town.harbor, mailed, holder=lin.id, reason="mailed")

    [note] = inbox(lin.id)
    assert note.template == "card-handed-out"
    assert collected.tail in note.body
    assert "center" in note.body
