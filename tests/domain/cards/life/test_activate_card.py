"""A card that was handed out is put into use: purses, last day, holder, message."""

from datetime import date

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import (
    VISITOR,
    active,
    ask,
    city_card,
    handed_out,
    holder,
    make,
    only,
    sell,
    state_of,
    stocked,
)
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Card
from yika.domain.cards.rules import State
from yika.domain.journal.models import Entry
from yika.domain.ledger.queries import account_id
from yika.domain.ledger.rules import UnknownAccount
from yika.domain.messages.queries import inbox
from yika.domain.people.queries import seen_holder
from yika.domain.people.rules import UnknownHolder
from yika.kit.actor import NotAllowed


def activate(card, by, *, request_id="", **more):
    return actions.activate_card(card=card.id, **more, **ask(by, request_id))


def test_the_holder_activates_the_card_in_his_hands(town):
    lin = holder(town.campus.teller)
    card = handed_out(town.harbor)

    used = activate(card, lin)

    assert (used.state, used.holder, used.activated_at) == (State.ACTIVE, lin.id, NOW)
    assert used.valid_until == date(2036, 11, 20)
    assert [own.id for own in queries.cards_of(lin.id, lin)] == [card.id]
    [entry] = Entry.objects.filter(event="card.activated")
    assert (entry.subject, entry.issuer) == (card.id, "harbor")
    assert entry.facts == {"holder": lin.id, "product": "city", "edition": 1}


def test_its_purses_are_opened(town):
    card = handed_out(town.harbor)
    with pytest.raises(UnknownAccount):
        account_id(f"{card.id}/main")

    activate(card, holder(town.harbor.teller))

    assert account_id(f"{card.id}/main")


def test_a_card_without_purses_needs_no_books(town):
    sell("harbor", city_card(2, purse=[]))
    card = handed_out(town.harbor)

    assert activate(card, holder(town.harbor.teller)).state is State.ACTIVE


def test_a_card_without_validity_has_no_last_day_and_a_cohort_has_one_for_all(town):
    lin = holder(town.harbor.teller)
    sell("harbor", city_card(2, validity=None))
    endless = handed_out(town.harbor)
    sell("harbor", city_card(3, validity={"ends_on": "2029-07-15"}))
    cohort = handed_out(town.harbor)

    assert activate(endless, lin).valid_until is None
    assert activate(cohort, lin).valid_until == date(2029, 7, 15)


def test_a_card_keeps_the_edition_it_was_made_under(town):
    card = handed_out(town.harbor)
    sell("harbor", city_card(2, validity={"lasts": "1 year"}))

    assert activate(card, holder(town.harbor.teller)).valid_until == date(2036, 11, 20)


def test_the_last_day_is_counted_from_the_day_where_the_issuer_is(town):
    evening_in_london = NOW.replace(hour=20)
    card = handed_out(town.harbor)

    used = actions.activate_card(
        card=card.id, **ask(holder(town.harbor.teller), now=evening_in_london)
    )

    assert used.valid_until == date(2036, 11, 21)


def test_the_issuer_may_know_the_holder_from_now_on(town):
    lin = holder(town.campus.teller)
    with pytest.raises(UnknownHolder):
        seen_holder(lin.id, by=town.harbor.teller)

    activate(handed_out(town.harbor), lin)

    assert seen_holder(lin.id, by=town.harbor.teller).id == lin.id


def test_the_holder_is_told_in_his_language(town):
    lin = holder(town.harbor.teller)
    card = activate(handed_out(town.harbor), lin)

    [note] = inbox(lin.id)
    assert note.template == "card-activated"
    assert f"City card {card.tail}" in note.body
    assert "400 800 1234" in note.body
    assert card.number not in note.body


def test_staff_kiosks_and_programs_activate_for_whom_they_name(town):
    for by in (town.harbor.teller, town.harbor.kiosk, town.harbor.program):
        lin = holder(town.harbor.teller)
        assert activate(handed_out(town.harbor), by, holder=lin.id).holder == lin.id


def test_a_card_may_be_used_without_a_name(town):
    used = activate(handed_out(town.harbor), town.harbor.teller)

    assert (used.state, used.holder) == (State.ACTIVE, "")


def test_a_holder_cannot_activate_for_somebody_else(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")

    assert activate(handed_out(town.harbor), lin, holder=wang.id).holder == lin.id


def test_another_persons_card_is_refused(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")
    card = handed_out(town.harbor, to=lin)

    with pytest.raises(rules.UnknownCard):
        activate(card, wang)
    with pytest.raises(rules.OtherHolder):
        activate(card, town.harbor.teller, holder=wang.id)
    assert activate(card, town.harbor.teller).holder == lin.id


def test_a_card_that_is_in_use_a_blocked_one_and_one_in_stock_are_refused(town):
    lin = holder(town.harbor.teller)
    used, blocked = active(town.harbor, lin), handed_out(town.harbor)
    actions.block_card(card=blocked.id, reason="suspicion", **ask(town.harbor.teller))
    [in_stock] = stocked(town.harbor, 1)
    [made] = queries.cards(town.harbor.operator, batch=make(town.harbor, 1))

    for card, refusal in (
        (used, rules.AlreadyActive),
        (blocked, rules.CardBlocked),
        (in_stock, rules.NotHandedOut),
        (made, rules.NotHandedOut),
    ):
        before = state_of(card)
        with pytest.raises(refusal):
            activate(card, lin)
        assert state_of(card) is before


def test_a_card_whose_cohort_has_ended_is_refused(town):
    sell("harbor", city_card(2, validity={"ends_on": "2026-11-19"}))

    with pytest.raises(rules.CardExpired, match="2026-11-19"):
        activate(handed_out(town.harbor), holder(town.harbor.teller))


def test_a_double_submit_activates_once(town):
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor)

    first = activate(card, lin, request_id="r")
    assert activate(card, lin, request_id="r") == first
    assert Entry.objects.filter(event="card.activated").count() == 1
    assert len(inbox(lin.id)) == 1
    with pytest.raises(rules.AlreadyActive):
        activate(card, lin)


def test_new_cards_come_behind_those_a_holder_has(town):
    lin = holder(town.harbor.teller)
    cards = [active(shop, lin) for shop in (town.harbor, town.campus, town.harbor)]

    assert [card.id for card in queries.cards_of(lin.id, lin)] == [card.id for card in cards]
    assert [card.place for card in cards] == [1, 2, 3]


def test_staff_of_another_issuer_and_without_the_right_activate_nothing(town):
    card = handed_out(town.harbor)

    for by in (town.campus.teller, town.campus.kiosk, town.campus.program):
        with pytest.raises(rules.UnknownCard):
            activate(card, by)
    for by in (town.harbor.auditor, town.harbor.operator, only(town.harbor.program, "cards.view")):
        with pytest.raises(NotAllowed):
            activate(card, by)
    assert state_of(card) is State.HANDED_OUT


def test_a_visitor_who_has_not_signed_in_activates_nothing(town):
    card = handed_out(town.harbor)

    with pytest.raises(rules.UnknownCard):
        activate(card, VISITOR)
    with pytest.raises(rules.UnknownCard):
        activate(card, VISITOR, holder=holder(town.harbor.teller).id)


def test_a_refused_activation_leaves_nothing_behind(town):
    card = handed_out(town.harbor)
    Card.objects.update(state="closed")

    with pytest.raises(rules.CardEnded):
        activate(card, holder(town.harbor.teller))
    with pytest.raises(UnknownAccount):
        account_id(f"{card.id}/main")
    assert not Entry.objects.filter(event="card.activated").exists()
