"""A card is reported lost on any face: only by who has shown that it is his, and only once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, Town, holder, without
from tests.domain.errands.walking import fresh
from tests.domain.people.folks import PHONE, proven, told
from yika.domain.cards import actions as cards
from yika.domain.cards import queries as known
from yika.domain.cards.rules import CardView, OtherHolder, State, UnknownCard
from yika.domain.cards.rules.stops import (
    AlreadyReported,
    Credential,
    LossNotTaken,
    LossOfNobody,
    LostInFuture,
    StopKind,
)
from yika.domain.errands import actions
from yika.domain.errands.rules.refusals import IsDone, NotHere
from yika.domain.errands.rules.views import ErrandView
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

LATER = NOW + timedelta(hours=1)
TEMPORARY = {"steps": ["loss-report"], "expires": "1 day", "temporary": "7 days"}
PARTS = TEMPORARY | {"parts": ["plastic", "phone"]}


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Each test begins with the town as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = town.open_town()
        town.sell("harbor", town.city_card(2, loss=PARTS))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def shop(both: Town, db: None) -> Shop:
    return both.harbor


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(shop.teller)
    proven(person.id, PHONE)
    return person


@pytest.fixture
def card(shop: Shop, lin: Actor) -> CardView:
    return town.active(shop, lin)


def begin(card: CardView, by: Actor, **more: Any) -> ErrandView:
    return actions.begin_errand(
        kind="loss", card=card.id, by=by, now=LATER, request_id=fresh(), **more
    )


def give(view: ErrandView, by: Actor, **given: str) -> ErrandView:
    return actions.take_step(
        errand=view.id,
        step="loss-report",
        given=given,
        version=view.version,
        by=by,
        now=LATER,
        request_id=fresh(),
    )


def asked(view: ErrandView) -> dict[str, tuple[str, tuple[str, ...]]]:
    assert view.next
    return {
        ask.name: (ask.value, tuple(one.value for one in ask.choices)) for ask in view.next.asks
    }


def look(card: CardView) -> CardView:
    return known.card(card.id, town.OPERATOR)


def test_the_holder_stops_his_card_in_one_step(card: CardView, lin: Actor) -> None:
    view = begin(card, lin)
    assert [step.name for step in view.steps] == ["loss-report"]
    done = give(view, lin, how="temporary", part="all", lost_on="2026-11-19", note="In bus 12?")
    assert not done.is_open

    now = look(card)
    [stop] = now.stops
    assert (now.state, stop.kind) == (State.BLOCKED, StopKind.LOSS_TEMPORARY)
    assert (stop.note, stop.channel) == ("In bus 12?", "web")
    assert stop.lost_at
    assert stop.lost_at.isoformat() == "2026-11-18T16:00:00+00:00"
    assert len(told("loss-temporary")) == 2


def test_only_what_the_policy_leaves_open_is_asked(card: CardView, lin: Actor, shop: Shop) -> None:
    shown = asked(begin(card, lin))
    assert shown["how"] == ("temporary", ("temporary", "formal"))
    assert shown["part"] == ("all", ("all", "plastic", "phone"))

    town.sell("harbor", town.city_card(3, loss={"steps": ["loss-report"], "expires": "1 day"}))
    plain = town.active(shop, lin)
    view = begin(plain, lin)
    assert set(asked(view)) == {"lost_on", "note"}
    give(view, lin)
    assert [stop.kind for stop in look(plain).stops] == [StopKind.LOSS_FORMAL]


def test_what_stops_when_is_told_before_anything_is_pressed(shop: Shop, lin: Actor) -> None:
    offline = {"en": "Buses", "zh-hans": "公交车"}
    policy = TEMPORARY | {"window": "1 day", "offline": offline, "undo": "counter"}
    town.sell("harbor", town.city_card(3, loss=policy))
    view = begin(town.active(shop, lin), lin)
    assert view.next
    lines = {line.label: line.value for line in view.next.tells}
    assert lines["They know of it from"] == LATER + timedelta(days=1)
    assert lines["A report for a time ends"] == LATER + timedelta(days=7)
    assert lines["Not stopped at once"].en == "Buses"  # type: ignore[union-attr]
    assert "any other at a counter" in str(lines["When you find it again"])


def test_one_part_can_be_reported_after_the_other(card: CardView, lin: Actor) -> None:
    give(begin(card, lin), lin, how="formal", part="plastic")
    assert look(card).state is State.ACTIVE
    give(begin(card, lin), lin, how="formal", part="phone")
    assert look(card).state is State.BLOCKED
    assert {stop.credential for stop in look(card).stops} == {Credential.PLASTIC, Credential.PHONE}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"part": "all"}, "how"),
        ({"how": "for ever", "part": "all"}, "how"),
        ({"how": "formal", "part": "chip"}, "part"),
        ({"how": "formal", "part": "all", "lost_on": "yesterday"}, "lost_on"),
        ({"how": "formal", "part": "all", "note": "x" * 301}, "note"),
        ({"how": "formal", "part": "all", "card": "card_x"}, "card"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    card: CardView, lin: Actor, given: dict[str, str], field: str
) -> None:
    view = begin(card, lin)
    with pytest.raises(Invalid) as refused:
        give(view, lin, **given)
    assert [fault.where for fault in refused.value.faults] == [field]
    assert look(card).stops == ()


def test_nothing_is_lost_in_the_future(card: CardView, lin: Actor) -> None:
    with pytest.raises(LostInFuture):
        give(begin(card, lin), lin, how="formal", part="all", lost_on="2026-11-21")


def test_somebody_elses_card_does_not_exist(card: CardView, shop: Shop, both: Town) -> None:
    with pytest.raises(UnknownCard):
        begin(card, holder(shop.teller))
    with pytest.raises(UnknownCard):
        begin(card, both.campus.teller)
    with pytest.raises(OtherHolder):
        begin(card, shop.teller, holder=holder(shop.teller).id)
    with pytest.raises(NotAllowed):
        begin(card, without(shop.teller, Right.CARDS_REPORT_LOSS))


def test_a_machine_reports_nothing_by_itself(card: CardView, shop: Shop, lin: Actor) -> None:
    with pytest.raises(NotHere):
        begin(card, shop.kiosk)
    here = Actor(ActorKind.HOLDER, lin.id, Channel.KIOSK)
    give(begin(card, here), here, how="formal", part="all")
    assert [stop.channel for stop in look(card).stops] == ["kiosk"]


def test_staff_report_for_a_customer_also_on_the_telephone(
    card: CardView, shop: Shop, lin: Actor
) -> None:
    phone = replace(shop.teller, channel=Channel.HOTLINE)
    view = begin(card, phone, holder=lin.id)
    give(view, phone, how="formal", part="all")
    assert [stop.channel for stop in look(card).stops] == ["hotline"]


def test_what_is_reported_is_not_reported_again(card: CardView, lin: Actor) -> None:
    view = begin(card, lin)
    give(view, lin, how="temporary", part="all")
    with pytest.raises(AlreadyReported) as refused:
        begin(card, lin)
    assert refused.value.facts["case"]
    with pytest.raises(IsDone):
        give(view, lin, how="temporary", part="all")


def test_what_was_reported_elsewhere_meanwhile_is_told_and_stops_once(
    card: CardView, lin: Actor, shop: Shop
) -> None:
    view = begin(card, lin)
    cards.report_loss(card=card.id, formal=False, **town.ask(shop.teller, now=LATER))
    with pytest.raises(AlreadyReported):
        give(view, lin, how="temporary", part="all")
    assert len(look(card).stops) == 1


def test_cards_of_nobody_and_cards_like_cash_say_so_before_anything(shop: Shop, lin: Actor) -> None:
    nobodys = cards.activate_card(card=town.handed_out(shop).id, **town.ask(shop.teller))
    with pytest.raises(LossOfNobody):
        begin(nobodys, shop.teller)
    town.sell("harbor", town.city_card(3, loss=None))
    with pytest.raises(LossNotTaken):
        begin(town.active(shop, lin), lin)
