"""A delivery is counted by who does not know what was sent, and differences are settled."""

import pytest

from tests.domain.cards.town import ask, make, staff
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Delivery
from yika.domain.cards.rules import DeliveryState, State
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import Role
from yika.kit.actor import NotAllowed


@pytest.fixture
def sent(town):
    """A delivery of five cards on its way to the outlet in the harbor."""
    return actions.send_cards(
        batch=make(town.harbor, 5), outlet=town.harbor.outlet, **ask(town.harbor.operator)
    )


def count(town, delivery, counted, *, by=None, request_id=""):
    by = by or town.harbor.teller
    return actions.count_delivery(delivery=delivery.id, counted=counted, **ask(by, request_id))


def settle(town, delivery, missing, *, reason="missing", by=None, request_id="", **more):
    by = by or town.harbor.teller
    return actions.settle_delivery(
        delivery=delivery.id, missing=missing, reason=reason, **more, **ask(by, request_id)
    )


def states(town, delivery):
    return queries.batch(delivery.batch, town.harbor.operator).states


def number_of(town, delivery, place):
    cards = queries.cards(town.harbor.operator, batch=delivery.batch)
    return sorted(card.number for card in cards)[place]


def test_who_is_to_count_does_not_see_what_was_sent(town, sent):
    seen = queries.delivery(sent.id, town.harbor.teller)

    assert (seen.count, seen.first_number, seen.last_number, seen.difference) == (None,) * 4
    assert queries.delivery(sent.id, town.harbor.operator).count == 5
    assert queries.deliveries(town.harbor.teller)[0].count is None


def test_a_count_that_agrees_puts_all_cards_in_stock(town, sent):
    counted = count(town, sent, 5)

    assert (counted.state, counted.counted, counted.difference) == (DeliveryState.RECEIVED, 5, 0)
    assert counted.count == 5
    assert states(town, sent) == {State.IN_STOCK: 5}
    [line] = queries.stock(town.harbor.teller)
    assert (line.outlet, line.product, line.states) == (
        town.harbor.outlet, "city", {State.IN_STOCK: 5},
    )  # fmt: skip


def test_a_difference_keeps_the_cards_waiting_and_may_be_counted_again(town, sent):
    differs = count(town, sent, 4)

    assert (differs.state, differs.difference) == (DeliveryState.DIFFERS, -1)
    assert states(town, sent) == {State.SENT: 5}
    assert count(town, sent, 5).state is DeliveryState.RECEIVED
    assert [entry.facts["difference"] for entry in counts()] == [-1, 0]


def counts():
    return Entry.objects.filter(event="delivery.counted").order_by("id")


def test_missing_cards_are_named_and_the_others_are_in_stock(town, sent):
    count(town, sent, 4)
    missing = number_of(town, sent, 2)

    settled = settle(town, sent, [missing])

    assert (settled.state, settled.reason) == (DeliveryState.SETTLED, "missing")
    assert settled.difference == -1
    assert states(town, sent) == {State.IN_STOCK: 4, State.UNDELIVERABLE: 1}
    card = queries.find_card(missing, town.harbor.teller)
    last = queries.history(card.id, town.harbor.teller)[-1]
    assert (last.after, last.reason) == (State.UNDELIVERABLE, "missing")


def test_too_many_cards_are_settled_without_naming_one(town, sent):
    count(town, sent, 6)

    settle(town, sent, [], reason="other", note="One card of the last delivery was in the box.")

    assert states(town, sent) == {State.IN_STOCK: 5}
    assert b"box" not in bytes(Delivery.objects.get().note)


def test_a_settlement_names_as_many_cards_as_are_short(town, sent):
    count(town, sent, 3)
    first = number_of(town, sent, 0)

    for missing in ([], [first], [first, f"{first[:4]} {first[4:]}"]):
        with pytest.raises(rules.MissingUnnamed):
            settle(town, sent, missing)
    with pytest.raises(rules.UnknownCard):
        settle(town, sent, [first, "3104000000000000"])
    assert states(town, sent) == {State.SENT: 5}


def test_a_settlement_needs_a_listed_reason_and_words_for_any_other(town, sent):
    count(town, sent, 4)
    missing = [number_of(town, sent, 0)]

    with pytest.raises(rules.ReasonUnknown):
        settle(town, sent, missing, reason="rain")
    with pytest.raises(rules.NoteNeeded):
        settle(town, sent, missing, reason="other")


def test_a_count_and_a_settlement_may_be_repeated_by_the_same_request(town, sent):
    assert count(town, sent, 4, request_id="c") == count(town, sent, 4, request_id="c")
    missing = [number_of(town, sent, 0)]
    assert settle(town, sent, missing, request_id="s") == settle(
        town, sent, missing, request_id="s"
    )
    assert counts().count() == 1
    with pytest.raises(rules.AlreadyCounted):
        count(town, sent, 5)
    with pytest.raises(rules.NothingToSettle):
        settle(town, sent, missing)


def test_a_delivery_is_counted_at_its_own_outlet(town, sent):
    elsewhere = staff("harbor", Role.TELLER, town.harbor.other_outlet)

    with pytest.raises(rules.OtherOutlet):
        count(town, sent, 5, by=elsewhere)
    assert queries.deliveries(elsewhere) == []
    count(town, sent, 5, by=town.harbor.operator)


def test_who_may_not_and_who_is_of_another_issuer_count_nothing(town, sent):
    with pytest.raises(NotAllowed):
        count(town, sent, 5, by=town.harbor.auditor)
    with pytest.raises(rules.UnknownDelivery):
        count(town, sent, 5, by=town.campus.teller)
    with pytest.raises(rules.UnknownDelivery):
        queries.delivery(sent.id, town.campus.teller)


@pytest.mark.parametrize("counted", [-1, 10**9])
def test_a_count_that_cannot_be_is_refused(town, sent, counted):
    with pytest.raises(rules.CountOutOfRange):
        count(town, sent, counted)
