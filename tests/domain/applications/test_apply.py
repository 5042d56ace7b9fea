"""Applying for a card: the errand that has no card yet, and what it leads to."""

from datetime import timedelta

import pytest

from tests.domain.applications.counterside import (
    HOME,
    POLICY,
    SENT,
    Applying,
    applied,
    collect,
    lin,
    offering,
)
from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, city_card
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import (
    AlreadyApplied,
    NotOffered,
    NotThisWay,
    OutletNotOpen,
    Receipt,
    State,
    UnknownApplication,
    Way,
)
from yika.domain.cards import actions as cards
from yika.domain.cards.queries import card, cards_of, free_cards
from yika.domain.cards.rules import KeptForAnother
from yika.domain.errands import actions as errands
from yika.domain.errands import queries as errand_queries
from yika.domain.errands.rules.plan import State as ErrandState
from yika.domain.errands.rules.views import Told
from yika.domain.messages.models import Message
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return offering()


def told(template: str) -> int:
    return Message.objects.filter(template=template, way="inbox").count()


def test_somebody_applies_and_reads_what_he_asks_for(shop: Shop) -> None:
    person = lin()
    walk = Applying(person).prove()
    assert walk.view.card is None
    assert walk.view.name.en == "City card"
    assert walk.next == "receive"  # no stock, so there is no number to choose

    walk.give("receive", where="send", **HOME)
    assert walk.view.next
    lines = {line.label: line.value for line in walk.view.next.tells}
    assert lines["We send it to"] == f"林晚, {HOME['address']}"
    assert Told("What it costs", "Nothing", literal=False) in walk.view.next.tells
    walk.give("confirm", right=True)
    assert walk.view.state is ErrandState.DONE

    [mine] = queries.applications_of(person.id, by=person)
    assert (mine.state, mine.case) == (State.SUBMITTED, walk.view.case)
    assert mine.receipt.address == HOME["address"]
    assert mine.due_at == NOW + timedelta(days=5)
    assert told("application-received") == 1
    seen = queries.application(mine.id, by=shop.teller)
    assert seen.receipt.address == ""
    assert HOME["address"] not in repr(seen)


def test_a_kiosk_takes_the_application_of_somebody_nobody_knows(shop: Shop) -> None:
    walk = Applying(shop.kiosk)
    walk.give("profile", name="吴桐", phone="139 1234 0001", language="zh-hans").prove()
    assert walk.view.next
    [where] = [ask for ask in walk.view.next.asks if ask.name == "where"]
    assert where.choices[0].value == shop.outlet
    view = walk.finish(shop.outlet)
    assert view.holder == walk.view.holder
    at_kiosk = queries.find_application(view.case, by=shop.kiosk)
    assert (at_kiosk.holder, at_kiosk.masked_address) == ("", "")
    with pytest.raises(UnknownApplication):
        queries.application(view.id, by=shop.kiosk)


def test_the_open_errand_is_given_again_and_two_people_do_not_meet(shop: Shop) -> None:
    one, other = lin(), lin(2)
    assert Applying(one).view.id == Applying(one).view.id
    assert Applying(one).view.id != Applying(other).view.id
    assert Applying(shop.kiosk).view.id != Applying(shop.kiosk).view.id


def test_a_second_application_is_refused_with_the_number_of_the_first(shop: Shop) -> None:
    person = lin()
    first = applied(shop, person)
    with pytest.raises(AlreadyApplied, match=first.case):
        Applying(person)
    # begun at a kiosk by somebody who turns out to be the same
    walk = Applying(shop.kiosk)
    walk.give("profile", name="林晚", phone="138 1234 2046", language="zh-hans")
    with pytest.raises(AlreadyApplied):
        walk.prove()


@pytest.mark.parametrize("about", ["harbor/none", "nowhere/city", "harbor", "", "/", "campus/city"])
def test_what_is_not_offered_cannot_be_applied_for(shop: Shop, about: str) -> None:
    with pytest.raises(NotOffered) as refused:
        Applying(lin(), about)
    trouble = errand_queries.find_case(str(refused.value.facts["case"]), by=town.OPERATOR, now=NOW)
    assert trouble.trouble
    assert trouble.trouble.code == "application.not_offered"


def test_a_kind_that_was_taken_off_meanwhile_is_refused_at_the_end(shop: Shop) -> None:
    walk = Applying(lin()).prove().give("receive", where=shop.outlet)
    town.sell("harbor", city_card(3))
    with pytest.raises(NotOffered):
        walk.give("confirm", right=True)
    assert queries.applications(by=town.OPERATOR, now=NOW) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"where": "send", **HOME, "address": "x" * 10_000}, "address"),
        ({"where": "send", **HOME, "address": "x" * 201}, "address"),
        ({"where": "send", **HOME, "address": ""}, "address"),
        ({"where": "send", **HOME, "addressee": "x" * 61}, "addressee"),
        ({"where": "send", **HOME, "phone": "call me"}, "phone"),
        ({"where": "out_01kaf0000000000000000000zz"}, "where"),
        ({"where": "elsewhere"}, "where"),
        ({}, "where"),
    ],
)
def test_half_an_address_and_far_too_much_of_one_are_refused(
    shop: Shop,
    given: dict[str, str],
    field: str,
) -> None:
    walk = Applying(lin()).prove()
    with pytest.raises(Invalid) as invalid:
        walk.give("receive", **given)
    assert [fault.where for fault in invalid.value.faults] == [field]


def test_the_action_itself_refuses_what_the_form_would(shop: Shop) -> None:
    view = applied(shop, lin())
    who = town.ask(shop.teller)
    long = Receipt(way=Way.SEND, addressee="林", address="x" * 10_000, phone="12345")
    with pytest.raises(Invalid):
        actions.change_receipt(application=view.id, receipt=long, **who)
    foreign = Receipt(way=Way.COLLECT, outlet="out_01kaf0000000000000000000zz")
    with pytest.raises(OutletNotOpen):
        actions.change_receipt(application=view.id, receipt=foreign, **who)


def test_a_chosen_number_is_kept_for_its_holder_alone(shop: Shop) -> None:
    first, second = town.stocked(shop, 2)
    person = lin()
    walk = Applying(person).prove()
    assert walk.next == "choose-number"
    with pytest.raises(Invalid):
        walk.give("choose-number", card="card_01kaf0000000000000000000zz")
    walk.give("choose-number", card=first.id)
    with pytest.raises(KeptForAnother):
        cards.hand_out(card=first.id, **town.ask(shop.teller))
    assert cards_of(person.id, by=person) == []
    assert [one.id for one in free_cards("harbor", "city", limit=6)] == [second.id]
    view = walk.finish(shop.outlet)
    assert (view.card, view.number_chosen) == (first.id, True)

    actions.withdraw_application(application=view.id, **town.ask(person))
    assert len(free_cards("harbor", "city", limit=6)) == 2


def test_two_who_want_the_same_number_get_it_once(shop: Shop) -> None:
    [only] = town.stocked(shop, 1)
    one, other = Applying(lin()).prove(), Applying(lin(2)).prove()
    one.give("choose-number", card=only.id)
    with pytest.raises(Invalid):
        other.give("choose-number", card=only.id)


def test_an_errand_that_is_given_up_lets_the_number_go(shop: Shop) -> None:
    [only] = town.stocked(shop, 1)
    walk = Applying(lin()).prove().give("choose-number", card=only.id)
    later = NOW + timedelta(days=8)
    assert errands.expire_errand(errand=walk.view.id, now=later) is None
    assert [one.id for one in free_cards("harbor", "city", limit=6)] == [only.id]
    assert card(only.id, town.OPERATOR).holder == ""


def test_a_policy_without_sending_does_not_send(shop: Shop) -> None:
    town.sell("harbor", city_card(3, application=POLICY | {"ways": ["collect"], "review": False}))
    walk = Applying(lin()).prove()
    with pytest.raises(Invalid):
        walk.give("receive", where="send", **HOME)
    view = walk.finish(shop.outlet)
    assert view.state is State.ACCEPTED  # nobody has to look at it first
    with pytest.raises(NotThisWay):
        actions.change_receipt(application=view.id, receipt=SENT, **town.ask(shop.teller))


def test_the_same_errand_leads_to_one_application(shop: Shop) -> None:
    person = lin()
    walk = Applying(person).prove()
    view, errand = walk.finish(shop.outlet), walk.view
    again = actions.submit_application(
        errand=errand.id,
        case=view.case,
        about="harbor/city",
        holder=person.id,
        receipt=collect(shop),
        **town.ask(person),
    )
    assert again.id == view.id


def test_a_policy_that_asks_too_early_is_told_so() -> None:
    early = {"steps": ["choose-number", "possession", "one-time-code", "receive"]}
    faults = errand_queries.policy_faults(city_card(application=POLICY | early))
    assert [str(fault).partition(": application.steps: ")[2] for fault in faults] == [
        "`choose-number` needs somebody who is known: put `one-time-code` before it",
        "`possession` needs a card, which there is none of yet",
    ]


def test_a_fee_cannot_be_asked_for_yet() -> None:
    with pytest.raises(ValueError, match="expected a fee of zero"):
        city_card(application=POLICY | {"fee": "20.00 CNY"})
