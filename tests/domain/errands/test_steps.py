"""What each step of an activation asks, of whom, and what it refuses."""

from datetime import timedelta

import pytest

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import OPERATOR, Shop, holder
from tests.domain.errands.walking import (
    ALL_STEPS,
    LIN,
    PIN,
    WITH_FACE,
    Walk,
    newest_code,
    shop_with,
)
from tests.domain.people.folks import EMAIL, OTHER_PHONE, PHONE, proven, wrong
from yika.domain.cards.actions import activate_card
from yika.domain.cards.queries import pin_of
from yika.domain.cards.rules import PinLength, WrongPrintedCode
from yika.domain.errands import queries
from yika.domain.errands.actions import expire_errand
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.asks import AskKind
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.views import StepState
from yika.domain.ledger import queries as ledger
from yika.domain.ledger import verify
from yika.domain.ledger.actions import change_state, open_account, open_purses, post_by_hand
from yika.domain.ledger.rules import AccountFrozen
from yika.domain.ledger.rules import State as AccountState
from yika.domain.people import queries as people
from yika.domain.people.rules import ContactTaken, WeakSecret, WrongCode
from yika.domain.people.rules.codes import CodeUsed
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor, NotAllowed
from yika.kit.errors import Invalid
from yika.kit.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return shop_with(ALL_STEPS, optional=("test-transaction",))[1]


@pytest.fixture
def lin(shop: Shop) -> Actor:
    """Has a name and a proven phone."""
    person = holder(OPERATOR)
    proven(person.id, PHONE)
    return person


def begun(by: Actor, shop: Shop) -> Walk:
    return Walk(by, shop, town.handed_out(shop)).begin()


def faults(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {fault.where for fault in told.value.faults}


def moves(purse: str) -> list[ledger.MoveFacts]:
    return ledger.statement(purse)[0]


def pin_set(walk: Walk) -> bool:
    pin = pin_of(walk.card.id, OPERATOR, walk.now)
    return pin is not None and pin.is_set


class TestPossession:
    def test_a_wrong_code_is_refused_counted_and_told_to_whoever_helps(
        self, shop: Shop, lin: Actor
    ) -> None:
        walk = begun(lin, shop)
        with pytest.raises(WrongPrintedCode):
            walk.give("possession", code="2222-2222")
        assert walk.look().view.trouble == WrongPrintedCode.code
        assert walk.prove_possession().view.trouble == ""

    def test_after_too_many_wrong_codes_everybody_waits(self, shop: Shop, lin: Actor) -> None:
        walk = begun(lin, shop)
        for _ in range(5):
            with pytest.raises(WrongPrintedCode):
                walk.give("possession", code="2222-2222")
        with pytest.raises(TooManyTries):
            walk.prove_possession()
        assert walk.look().view.version == 1
        walk.now += timedelta(minutes=2)
        assert walk.prove_possession().next == "one-time-code"

    def test_staff_confirm_that_they_have_the_card_in_hand(self, shop: Shop) -> None:
        walk = begun(shop.teller, shop)
        assert walk.view.next
        assert [ask.kind for ask in walk.view.next.asks] == [AskKind.CONFIRM]
        with pytest.raises(Invalid) as told:
            walk.give("possession")
        assert faults(told) == {"in_hand"}
        with pytest.raises(Invalid):
            walk.give("possession", in_hand="false")
        assert walk.give("possession", in_hand="on").next == "profile"

    def test_nobody_else_can_simply_say_so(self, shop: Shop, lin: Actor) -> None:
        for by in (lin, shop.kiosk, shop.program):
            with pytest.raises(Invalid):
                begun(by, shop).give("possession", in_hand="on")


class TestProfile:
    def test_a_new_person_is_asked_for_a_name_and_a_way_to_reach_him(self, shop: Shop) -> None:
        walk = begun(shop.kiosk, shop).prove_possession()
        assert walk.view.next
        assert [ask.name for ask in walk.view.next.asks] == ["name", "phone", "email", "language"]
        with pytest.raises(Invalid) as told:
            walk.give("profile", name="林晚", language="en")
        assert faults(told) == {"phone"}
        with pytest.raises(Invalid) as told:
            walk.give("profile", name="<b>", phone="123", email="nobody", language="fr")
        assert faults(told) == {"language"}
        with pytest.raises(Invalid) as told:
            walk.give("profile", name="<b>", phone="123", email="nobody")
        assert faults(told) == {"name", "phone", "email"}

    def test_who_is_known_is_asked_nothing(self, shop: Shop, lin: Actor) -> None:
        walk = begun(lin, shop).prove_possession()
        states = {step.name: step.state for step in walk.view.steps}
        assert states["profile"] is StepState.KNOWN
        assert walk.view.back == ""

    def test_who_has_no_name_yet_is_asked_for_it_only(self, shop: Shop) -> None:
        first = begun(shop.kiosk, shop).prove_possession()
        first.give("profile", **LIN).prove_contact()
        nameless = people.holder(first.view.holder, now=NOW)
        assert nameless.name == "林晚"

    def test_a_holder_who_cannot_be_reached_is_asked_for_that(self, shop: Shop) -> None:
        person = holder(OPERATOR)
        walk = begun(person, shop).prove_possession()
        assert walk.view.next
        begins = {ask.name: ask.value for ask in walk.view.next.asks}
        assert begins == {"name": "林晚", "phone": "", "email": "", "language": "en"}
        walk.give("profile", name="林晚晚", email="Lin.Wan@example.com", language="zh-hans")
        assert people.holder(person.id, now=NOW).name == "林晚晚"
        walk.prove_contact()
        who = people.holder(person.id, now=walk.now)
        assert [contact.value for contact in who.contacts if contact.proven] == [EMAIL]


class TestOneTimeCode:
    def test_a_wrong_code_is_refused_and_the_right_one_still_taken(
        self, shop: Shop, lin: Actor
    ) -> None:
        walk = begun(lin, shop).prove_possession().send()
        code = newest_code()
        for number in (1, 2):
            with pytest.raises(WrongCode):
                walk.give("one-time-code", code=wrong(code, number))
        assert walk.give("one-time-code", code=f"{code[:3]} {code[3:]}").next == "pin"

    def test_only_the_newest_code_is_taken(self, shop: Shop, lin: Actor) -> None:
        walk = begun(lin, shop).prove_possession().send()
        old = newest_code()
        walk.send()
        if newest_code() != old:
            with pytest.raises(WrongCode):
                walk.give("one-time-code", code=old)
        assert walk.give("one-time-code", code=newest_code()).next == "pin"

    def test_codes_are_not_sent_without_end(self, shop: Shop, lin: Actor) -> None:
        walk = begun(lin, shop).prove_possession().send()
        walk.now -= timedelta(minutes=2)
        with pytest.raises(TooManyTries):
            walk.send()
        assert walk.look().view.trouble == TooManyTries.code

    @pytest.mark.usefixtures("lin")
    def test_a_contact_of_somebody_else_is_refused_clearly(self, shop: Shop) -> None:
        walk = begun(holder(OPERATOR, "吴明"), shop).prove_possession()
        walk.give("profile", name="吴明", phone=PHONE)
        walk.send()
        with pytest.raises(ContactTaken):
            walk.give("one-time-code", code=newest_code())
        walk.look().back().give("profile", name="吴明", phone=OTHER_PHONE).prove_contact()
        assert walk.next == "pin"

    def test_what_a_clerk_took_down_is_proven_now(self, shop: Shop) -> None:
        person = holder(shop.teller, phone=PHONE)
        walk = Walk(shop.teller, shop, town.handed_out(shop)).begin(holder=person.id)
        walk.give("possession", in_hand="on")
        assert walk.next == "one-time-code"
        walk.prove_contact()
        who = people.holder(person.id, now=walk.now)
        assert [contact.proven for contact in who.contacts] == [True]

    def test_where_nothing_is_known_the_contact_is_typed(self) -> None:
        shop = shop_with(["possession", "one-time-code"])[1]
        walk = begun(shop.kiosk, shop).prove_possession()
        assert walk.view.next
        assert walk.view.next.prepare
        assert [ask.kind for ask in walk.view.next.prepare] == [AskKind.TEXT]
        for nonsense in ({}, {"contact": "12"}, {"contact": "a@"}):
            with pytest.raises(Invalid) as told:
                walk.send(**nonsense)
            assert faults(told) == {"contact"}
        walk.send(contact="138 1234 2046").send()
        walk.give("one-time-code", code=newest_code())
        assert walk.view.state is State.DONE
        who = people.holder(walk.view.holder, now=walk.now)
        assert [contact.value for contact in who.contacts] == [PHONE]

    def test_a_code_is_used_once(self, shop: Shop, lin: Actor) -> None:
        one = begun(lin, shop).prove_possession().send()
        code = newest_code()
        stale = one.view
        one.give("one-time-code", code=code)
        one.view = stale
        with pytest.raises((CodeUsed, refusals.TakenMeanwhile)):
            one.give("one-time-code", code=code)


class TestPin:
    def test_a_weak_pin_is_refused_with_the_reason(self, shop: Shop, lin: Actor) -> None:
        walk = begun(lin, shop).prove_possession().prove_contact()
        assert walk.view.next
        assert [ask.max_length for ask in walk.view.next.asks] == [6, 6]
        for weak in ("123456", "111111", "342046", walk.card.number[-6:]):
            with pytest.raises(WeakSecret):
                walk.choose_pin(weak)
        for bad in ("73941", "7394155"):
            with pytest.raises((Invalid, PinLength)):
                walk.choose_pin(bad)
        with pytest.raises(Invalid) as told:
            walk.give("pin", pin=PIN, again="739416")
        assert faults(told) == {"again"}
        assert PIN not in str(told.value)
        assert walk.choose_pin().view.state is State.DONE

    def test_an_errand_that_comes_to_nothing_leaves_no_pin(self) -> None:
        shop = shop_with(["possession", "pin", "profile", "one-time-code"])[1]
        walk = begun(shop.kiosk, shop).prove_possession().choose_pin()
        assert pin_set(walk)
        walk.back()
        assert not pin_set(walk)
        walk.choose_pin().withdraw()
        assert not pin_set(walk)

    def test_a_card_that_is_in_use_by_then_keeps_its_pin(self) -> None:
        shop = shop_with(["possession", "pin", "profile", "one-time-code"])[1]
        walk = begun(shop.kiosk, shop).prove_possession().choose_pin()
        activate_card(card=walk.card.id, **town.ask(OPERATOR))
        expire_errand(errand=walk.view.id, now=NOW + timedelta(days=8))
        assert pin_set(walk)

    def test_a_card_of_a_kind_without_pin_asks_for_none(self) -> None:
        place = town.open_town()
        steps = {"steps": ["possession", "pin"], "expires": "7 days"}
        town.sell("harbor", town.city_card(2, activation=steps, pin=None))
        walk = begun(place.harbor.kiosk, place.harbor).prove_possession()
        assert [step.state for step in walk.view.steps] == [StepState.DONE, StepState.KNOWN]
        assert walk.view.state is State.DONE


class TestFaceCheck:
    def test_only_staff_at_a_counter_compare_faces_and_two_documents_do_as_well(self) -> None:
        _, shop = shop_with(WITH_FACE)
        walk = begun(shop.teller, shop).give("possession", in_hand="on")
        walk.give("profile", **LIN).prove_contact()
        with pytest.raises(Invalid) as told:
            walk.give("face-check", document="passport", how="papers", second="passport")
        assert faults(told) == {"second"}
        walk.give("face-check", document="passport", how="papers", second="resident-id")
        assert walk.next == "pin"
        kept = queries.evidence(walk.view.id, by=shop.auditor).values()
        assert {
            "document": "passport",
            "how": "papers",
            "by": shop.teller.id,
            "second": "resident-id",
        } in kept

        other = begun(shop.kiosk, shop).prove_possession()
        other.give("profile", **LIN | {"phone": OTHER_PHONE}).prove_contact()
        with pytest.raises(refusals.NotHere):
            other.give("face-check", document="passport", how="face")

    def test_a_clerk_without_the_right_compares_nothing(self) -> None:
        _, shop = shop_with(WITH_FACE)
        walk = begun(shop.teller, shop).give("possession", in_hand="on")
        walk.by = town.only(shop.teller, "errands.view")
        with pytest.raises(NotAllowed):
            walk.give("profile", **LIN)


class TestTrial:
    def done(self, shop: Shop, lin: Actor) -> Walk:
        walk = begun(lin, shop).prove_possession().prove_contact().choose_pin()
        assert walk.view.state is State.DONE
        return walk

    def test_an_empty_purse_gets_the_smallest_amount_and_gives_it_back(
        self, shop: Shop, lin: Actor
    ) -> None:
        walk = self.done(shop, lin).give("test-transaction")
        purse = f"{walk.card.id}/main"
        assert [str(move.amount) for move in moves(purse)] == ["-0.01 CNY", "0.01 CNY"]
        assert ledger.balance(purse) == ledger.balance("harbor/test/CNY") == Money(0, "CNY")
        assert list(verify.faults()) == []

    def test_a_full_purse_gives_first_and_gets_it_back(self, shop: Shop, lin: Actor) -> None:
        walk = self.done(shop, lin)
        purse = f"{walk.card.id}/main"
        who = town.ask(OPERATOR)
        open_account(issuer="harbor", heading="cash", unit="CNY", name="cash", **who)
        full = Money.parse("1000.00 CNY")
        post_by_hand(moves=[("cash", purse, full)], reason="top-up", **town.ask(OPERATOR))
        walk.give("test-transaction")
        assert ledger.balance(purse) == full
        assert list(verify.faults()) == []

    def test_a_frozen_purse_is_left_alone_and_the_card_stays_active(
        self, shop: Shop, lin: Actor
    ) -> None:
        walk = self.done(shop, lin)
        change_state(
            account=f"{walk.card.id}/main",
            state=AccountState.FROZEN,
            reason="test",
            **town.ask(OPERATOR),
        )
        with pytest.raises(AccountFrozen):
            walk.give("test-transaction")
        assert walk.look().view.state is State.DONE
        assert walk.skip("test-transaction").view.next is None

    def test_repeated_it_moves_nothing_twice(self, shop: Shop, lin: Actor) -> None:
        walk = self.done(shop, lin)
        open_purses(
            issuer="harbor",
            product=town.city_card(2),
            card=walk.card.id,
            **town.ask(OPERATOR),
        )
        walk.give("test-transaction")
        with pytest.raises(refusals.IsDone):
            walk.give("test-transaction")
        assert len(moves(f"{walk.card.id}/main")) == 2
        assert pin_of(walk.card.id, lin, walk.now)
