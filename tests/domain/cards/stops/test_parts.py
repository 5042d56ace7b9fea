"""Of a card on plastic and on a phone, each can be lost alone; policy says what is offered."""

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.stops.lost import (
    PARTED,
    found,
    freeze,
    other_shop,
    purse_of,
    report,
    with_holder,
)
from tests.domain.cards.town import LOSS, handed_out
from yika.domain.cards import queries
from yika.domain.cards.rules import State, stops


def test_a_lost_plastic_card_leaves_the_one_on_the_phone_in_use(town):
    shop = other_shop(town, loss=PARTED)
    card, lin = with_holder(shop)
    lost = report(card, lin, credential="plastic")

    assert (lost.state, lost.standing.code) == (State.ACTIVE, "plastic-lost")
    assert purse_of(card) == "open"
    assert queries.stop_list(shop.operator).lines[0].stopped == ("plastic:all",)

    both = report(card, lin, credential="phone")
    assert both.state is State.BLOCKED
    assert purse_of(card) == "frozen"
    plastic = next(stop for stop in both.stops if stop.credential == "plastic")
    back = found(plastic.id, lin)
    assert (back.state, back.standing.code) == (State.ACTIVE, "phone-lost")
    with pytest.raises(stops.AlreadyReported):
        report(card, lin, credential="phone")
    assert len(report(card, lin, credential="all", formal=True).stops) == 2


def test_a_card_like_cash_is_not_reported(town):
    card, lin = with_holder(other_shop(town, loss=None, freeze=None))

    with pytest.raises(stops.LossNotTaken):
        report(card, lin)
    with pytest.raises(stops.LossNotTaken):
        queries.loss_offer(card.id, lin, now=NOW)
    with pytest.raises(stops.FreezeNotOffered):
        freeze(card, lin)


def test_policy_sends_the_holder_to_a_counter_and_staff_may_report_a_card_without_a_name(town):
    strict = {key: LOSS[key] for key in ("steps", "expires")} | {"undo": "counter", "unnamed": True}
    shop = other_shop(town, loss=strict)
    card, lin = with_holder(shop)
    with pytest.raises(stops.OnlyFormal):
        report(card, lin)
    [stop] = report(card, lin, formal=True).stops

    assert stop.everywhere_at == stop.since
    with pytest.raises(stops.UndoneAtCounter):
        found(stop.id, lin)
    assert found(stop.id, shop.teller).state is State.ACTIVE
    assert report(handed_out(shop), shop.teller, formal=True).state is State.BLOCKED
