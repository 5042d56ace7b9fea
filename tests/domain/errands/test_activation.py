"""What may be activated, by whom, and what is said to whom it may not."""

from datetime import date, timedelta

import pytest

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import OPERATOR, Shop, Town, ask, holder
from tests.domain.errands.walking import ALL_STEPS, LIN, Walk, shop_with
from tests.domain.people.folks import PHONE, proven
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import (
    AlreadyActive,
    CardBlocked,
    CardEnded,
    CardExpired,
    CardView,
    NotHandedOut,
    OtherHolder,
    State,
    UnknownCard,
)
from yika.domain.errands import queries
from yika.domain.errands.models import Errand, FailedBegin
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.views import ErrandLine
from yika.domain.people.rules import UnknownHolder
from yika.kit.actor import Actor
from yika.kit.errors import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return shop_with(ALL_STEPS, optional=("test-transaction",))[0]


@pytest.fixture
def shop(place: Town) -> Shop:
    return place.harbor


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(OPERATOR)
    proven(person.id, PHONE)
    return person


def refused(by: Actor, shop: Shop, card: CardView, **more: object) -> Refusal:
    """Why he may not begin; he is always given a case number and the hotline."""
    with pytest.raises(Refusal) as told:
        Walk(by, shop, card, now=more.pop("now", NOW)).begin(**more)
    assert told.value.facts["hotline"] == "400 800 1234"
    found = queries.find_case(str(told.value.facts["case"]), by=shop.teller, now=NOW)
    assert found.trouble
    assert (found.trouble.code, found.trouble.card) == (told.value.code, card.id)
    return told.value


def test_a_card_that_is_in_use_is_refused(shop: Shop, lin: Actor) -> None:
    card = town.active(shop, lin)
    assert isinstance(refused(lin, shop, card), AlreadyActive)
    assert isinstance(refused(holder(OPERATOR, "吴明"), shop, card), OtherHolder)
    assert isinstance(refused(shop.kiosk, shop, card), AlreadyActive)


def test_a_card_of_somebody_else_is_refused_before_it_is_active_too(shop: Shop, lin: Actor) -> None:
    card = town.handed_out(shop, to=holder(shop.teller, "吴明"))
    assert isinstance(refused(lin, shop, card), OtherHolder)


def test_a_blocked_a_closed_and_a_destroyed_card_are_refused(shop: Shop, lin: Actor) -> None:
    blocked = town.handed_out(shop)
    cards.block_card(card=blocked.id, reason="suspicion", **ask(shop.supervisor))
    assert isinstance(refused(lin, shop, blocked), CardBlocked)
    [destroyed] = town.stocked(shop, 1)
    cards.destroy_cards(cards=[destroyed.id], reason="damaged", **ask(shop.supervisor))
    assert isinstance(refused(lin, shop, destroyed), CardEnded)


def test_a_card_that_was_not_handed_out_is_refused(shop: Shop, lin: Actor) -> None:
    [card] = town.stocked(shop, 1)
    assert isinstance(refused(lin, shop, card), NotHandedOut)
    assert isinstance(refused(shop.kiosk, shop, card), NotHandedOut)


def test_a_card_whose_term_is_over_is_refused(shop: Shop, lin: Actor) -> None:
    policy = {"steps": ["possession"], "expires": "7 days"}
    town.sell("harbor", town.city_card(3, activation=policy, validity={"ends_on": "2026-11-30"}))
    card = town.handed_out(shop)
    late = NOW + timedelta(days=30)
    assert isinstance(refused(lin, shop, card, now=late), CardExpired)


def test_a_card_of_a_kind_without_activation_is_refused(shop: Shop, lin: Actor) -> None:
    town.sell("harbor", town.city_card(3, activation=None), on=date(2026, 11, 20))
    card = town.handed_out(shop)
    assert isinstance(refused(lin, shop, card), refusals.NothingToActivate)


def test_the_faces_of_another_issuer_do_not_know_the_card(place: Town, shop: Shop) -> None:
    card = town.handed_out(shop)
    other = place.campus
    for stranger in (other.kiosk, other.teller, other.program):
        assert isinstance(refused(stranger, shop, card), UnknownCard)
    assert not Errand.objects.exists()


def test_no_such_card_is_a_trouble_of_nobody(shop: Shop, lin: Actor) -> None:
    card = town.handed_out(shop)
    walk = Walk(lin, shop, card)
    for nonsense in ("card_zzz", "x" * 300, "card_01kaf0000000000000000000ca", "\0\ud800"):
        walk.card = type("Card", (), {"id": nonsense})()  # type: ignore[assignment]
        with pytest.raises(UnknownCard) as told:
            walk.begin()
        assert told.value.facts["hotline"] == ""
    assert FailedBegin.objects.count() == 4


def test_staff_serve_only_people_their_issuer_knows(shop: Shop, lin: Actor) -> None:
    card = town.handed_out(shop)
    assert isinstance(refused(shop.teller, shop, card, holder=lin.id), UnknownHolder)
    known = holder(shop.teller, "吴明")
    walk = Walk(shop.teller, shop, card).begin(holder=known.id)
    assert walk.view.holder_name == "吴*"


def test_whoever_turns_out_to_be_somebody_else_is_refused_when_that_is_known(
    shop: Shop, lin: Actor
) -> None:
    card = town.handed_out(shop, to=holder(shop.teller, "吴明"))
    walk = Walk(shop.kiosk, shop, card).begin().prove_possession().give("profile", **LIN)
    with pytest.raises(OtherHolder):
        walk.prove_contact()
    assert walk.look().view.trouble == OtherHolder.code
    assert walk.view.holder == ""


def test_a_card_blocked_meanwhile_is_not_activated(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().prove_contact()
    cards.block_card(card=walk.card.id, reason="suspicion", **ask(shop.supervisor))
    with pytest.raises(Refusal):
        walk.choose_pin()
    assert walk.look().next == "pin"
    assert town.state_of(walk.card) is State.BLOCKED


def test_the_holder_finds_what_is_open_on_his_pages(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession()
    [line] = queries.open_errands(by=lin, now=walk.now)
    assert isinstance(line, ErrandLine)
    assert (line.id, line.card, line.next) == (
        walk.view.id,
        walk.card.id,
        "Enter the code we send you",
    )
    assert walk.view.card
    assert walk.view.card.number == walk.card.masked_number
