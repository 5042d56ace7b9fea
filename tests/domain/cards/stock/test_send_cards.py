"""Cards travel to an outlet: the next so many, a range, or all that are left."""

import pytest

from tests.domain.cards.town import ask, make, only
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Card
from yika.domain.cards.rules import DeliveryState, Reason, State
from yika.domain.issuers.actions import close_outlet
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.journal.models import Entry
from yika.kit import ids
from yika.kit.actor import NotAllowed


def numbers(batch):
    return list(pieces(batch).values_list("number", flat=True))


def states(batch):
    return list(pieces(batch).values_list("state", flat=True))


def pieces(batch):
    return Card.objects.filter(batch=ids.read("bat", batch)).order_by("piece")


def send(shop, batch, *, by=None, request_id="", **what):
    return actions.send_cards(
        batch=batch, outlet=shop.outlet, **what, **ask(by or shop.operator, request_id)
    )


def test_the_next_so_many_cards_go(town):
    batch = make(town.harbor, 5)

    first = send(town.harbor, batch, count=2)
    second = send(town.harbor, batch, count=2)

    of = numbers(batch)
    assert (first.count, first.first_number, first.last_number) == (2, of[0], of[1])
    assert (second.first_number, second.last_number) == (of[2], of[3])
    assert (first.state, first.outlet) == (DeliveryState.ON_THE_WAY, town.harbor.outlet)
    assert states(batch) == ["sent"] * 4 + ["made"]


def test_a_range_of_numbers_goes(town):
    batch = make(town.harbor, 5)
    of = numbers(batch)

    sent = send(town.harbor, batch, first=f"{of[1][:4]} {of[1][4:]}", last=of[3])

    assert sent.count == 3
    assert states(batch) == ["made", "sent", "sent", "sent", "made"]


def test_without_a_number_all_that_are_left_go(town):
    batch = make(town.harbor, 5)
    send(town.harbor, batch, count=2)

    assert send(town.harbor, batch).count == 3
    with pytest.raises(rules.NotSoMany, match="Only 0 cards"):
        send(town.harbor, batch)


def test_destroyed_cards_between_are_left_out(town):
    batch = make(town.harbor, 4)
    second = queries.find_card(numbers(batch)[1], town.harbor.operator)
    actions.destroy_cards(cards=[second.id], reason="misprinted", **ask(town.harbor.operator))

    sent = send(town.harbor, batch, count=3)

    assert sent.count == 3
    assert states(batch) == ["sent", "destroyed", "sent", "sent"]


def test_each_card_gets_a_line_in_its_history(town):
    batch = make(town.harbor, 2)
    send(town.harbor, batch)

    card = queries.find_card(numbers(batch)[1], town.harbor.operator)
    born, sent = queries.history(card.id, town.harbor.operator)
    assert (born.before, born.after, born.actor) == (None, State.MADE, town.harbor.operator.id)
    assert (sent.before, sent.after, sent.reason) == (State.MADE, State.SENT, Reason.DELIVERY)
    assert (sent.actor, sent.channel) == (town.harbor.operator.id, "counter")
    assert card.outlet == town.harbor.outlet


@pytest.mark.parametrize("what", [{"count": 6}, {"count": 0}])
def test_more_than_there_are_or_none_is_refused(town, what):
    with pytest.raises((rules.NotSoMany, rules.CountOutOfRange)):
        send(town.harbor, make(town.harbor, 5), **what)


def test_a_range_must_be_of_this_batch_and_still_be_here(town):
    batch, other = make(town.harbor, 3), make(town.harbor, 3)
    of, others = numbers(batch), numbers(other)
    send(town.harbor, batch, count=1)

    for ends in ((of[1], others[0]), (of[0], of[2]), (of[2], of[1]), (of[1], ""), ("", of[1])):
        with pytest.raises(rules.NotInBatch):
            send(town.harbor, batch, first=ends[0], last=ends[1])
    assert states(batch) == ["sent", "made", "made"]


def test_a_repeat_sends_nothing_more(town):
    batch = make(town.harbor, 5)

    first = send(town.harbor, batch, count=2, request_id="r")
    assert send(town.harbor, batch, count=2, request_id="r") == first
    with pytest.raises(rules.CardRequestReused):
        actions.send_cards(
            batch=batch, outlet=town.harbor.other_outlet, **ask(town.harbor.operator, "r")
        )
    assert states(batch).count("sent") == 2


def test_cards_only_go_to_open_outlets_of_their_issuer(town):
    batch = make(town.harbor, 2)
    close_outlet(outlet=town.harbor.other_outlet, **ask())

    for outlet in (town.campus.outlet, town.harbor.other_outlet, "out_nonsense"):
        with pytest.raises(UnknownOutlet):
            actions.send_cards(batch=batch, outlet=outlet, **ask(town.harbor.operator))


def test_who_may_not_and_who_is_of_another_issuer_send_nothing(town):
    batch = make(town.harbor, 2)

    with pytest.raises(NotAllowed):
        send(town.harbor, batch, by=town.harbor.auditor)
    for by in (town.campus.operator, only(town.campus.operator, "cards.stock")):
        with pytest.raises(rules.UnknownBatch):
            send(town.harbor, batch, by=by)
    with pytest.raises(rules.UnknownBatch):
        send(town.harbor, "bat_nonsense")


def test_it_is_journaled(town):
    batch = make(town.harbor, 2)
    sent = send(town.harbor, batch)

    [entry] = Entry.objects.filter(event="delivery.sent")
    assert entry.subject == sent.id
    assert entry.facts == {"batch": batch, "outlet": town.harbor.outlet, "count": 2}
