"""From an application to a card in its holder's hands, and everything that can go wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.applications.counterside import (
    HOME,
    SENT,
    accepted,
    applied,
    collect,
    lin,
    offering,
    put_aside,
)
from tests.domain.cards import town
from tests.domain.cards.samples import NOW, product
from tests.domain.cards.town import Shop, ask, state_of
from yika.domain.applications import actions, queries
from yika.domain.applications.models import Application
from yika.domain.applications.rules import (
    Act,
    CarrierNeeded,
    DocumentNeeded,
    NoAddress,
    NoCardYet,
    NoSuchStep,
    NotThisWay,
    OtherKind,
    OtherOutlet,
    ReasonUnknown,
    Receipt,
    RequestReused,
    State,
    UnknownApplication,
    Way,
)
from yika.domain.cards import actions as cards
from yika.domain.cards.queries import card, free_cards
from yika.domain.cards.rules import KeptForAnother, NotInStock
from yika.domain.cards.rules import State as CardState
from yika.domain.journal.models import Entry
from yika.domain.messages.models import Message
from yika.kit.actor import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return offering()


def sent(shop: Shop, person: object) -> str:
    view = put_aside(shop, person, SENT)  # type: ignore[arg-type]
    told = {"carrier": "SF Express", "tracking": "SF 123"}
    return actions.send_card(application=view.id, **told, **ask(shop.operator)).id


def templates() -> list[str]:
    rows = Message.objects.filter(template__startswith="application-", way="inbox")
    return [row.template for row in rows.order_by("id")]


def test_it_is_put_aside_made_ready_and_handed_over(shop: Shop) -> None:
    person = lin()
    view = put_aside(shop, person)
    with pytest.raises(KeptForAnother):
        cards.hand_out(card=view.card, **ask(shop.teller))
    view = actions.ready_to_collect(application=view.id, **ask(shop.teller))
    assert view.collect_until == NOW + timedelta(days=30)

    with pytest.raises(DocumentNeeded):
        actions.give_at_counter(application=view.id, **ask(shop.teller))
    who = ask(shop.teller)
    done = actions.give_at_counter(application=view.id, document="passport", **who)
    again = actions.give_at_counter(application=view.id, document="passport", **who)
    assert done == again
    assert (done.state, state_of(card(view.card, town.OPERATOR))) == (
        State.COLLECTED,
        CardState.HANDED_OUT,
    )
    assert card(view.card, town.OPERATOR).holder == person.id
    assert [line.act for line in queries.history(view.id, by=person)] == [
        Act.SUBMITTED,
        Act.ACCEPTED,
        Act.CARD_CHOSEN,
        Act.READIED,
        Act.COLLECTED,
    ]
    assert templates() == ["application-received", "application-accepted", "application-ready"]
    active = cards.activate_card(card=view.card, **ask(person))
    assert active.state is CardState.ACTIVE


def test_it_is_sent_by_who_hands_out_nothing_else(shop: Shop) -> None:
    person = lin()
    with pytest.raises(NotAllowed):
        cards.hand_out(card=town.stocked(shop, 1)[0].id, **ask(shop.operator))
    view = queries.application(sent(shop, person), by=person)
    assert (view.state, view.carrier, view.tracking) == (State.SENT, "SF Express", "SF123")
    delivered = actions.note_delivered(application=view.id, **ask(person))
    assert (delivered.state, delivered.receipt.address) == (State.DELIVERED, "")
    assert not Application.objects.exclude(address=None).exists()


def test_whoever_activates_it_has_it(shop: Shop) -> None:
    person = lin()
    found = sent(shop, person)
    view = queries.application(found, by=person)
    cards.activate_card(card=view.card, **ask(person))
    actions.note_activated(card=view.card, **ask(person))
    assert queries.application(found, by=person).state is State.DELIVERED
    actions.note_activated(card=view.card, **ask(person))  # nothing more to note


def test_what_came_back_goes_to_a_corrected_address_or_is_collected(shop: Shop) -> None:
    person = lin()
    found = sent(shop, person)
    first = queries.application(found, by=person).card
    with pytest.raises(ReasonUnknown):
        actions.note_undeliverable(application=found, reason="rain", **ask(shop.teller))
    back = actions.note_undeliverable(
        application=found, reason="address-unknown", note="no bell", **ask(shop.teller)
    )
    assert (back.state, back.card) == (State.UNDELIVERABLE, "")
    assert state_of(card(first, town.OPERATOR)) is CardState.UNDELIVERABLE
    assert queries.history(found, by=person)[-1].note == "no bell"

    better = replace(SENT, address="New Street 1")
    again = actions.change_receipt(application=found, receipt=better, **ask(person))
    assert (again.state, again.receipt.address) == (State.ACCEPTED, "New Street 1")
    with pytest.raises(NoCardYet):
        actions.send_card(application=found, carrier="SF", tracking="1", **ask(shop.teller))
    number = card(first, town.OPERATOR).number
    actions.assign_card(application=found, card=number, **ask(shop.teller))  # it came back
    assert state_of(card(first, town.OPERATOR)) is CardState.IN_STOCK

    there = actions.change_receipt(application=found, receipt=collect(shop), **ask(shop.teller))
    assert (there.receipt.way, there.masked_address) == (Way.COLLECT, "")


def test_a_card_that_nobody_collects_is_put_back_once(shop: Shop) -> None:
    view = actions.ready_to_collect(application=put_aside(shop, lin()).id, **ask(shop.teller))
    assert view.collect_until
    early = view.collect_until - timedelta(days=1)
    assert actions.expire_application(application=view.id, now=early) == view.collect_until
    late = view.collect_until + timedelta(days=400)  # the worker was down
    assert actions.expire_application(application=view.id, now=late) is None
    assert actions.expire_application(application=view.id, now=late) is None
    assert queries.application(view.id, by=shop.teller).state is State.EXPIRED
    assert len(free_cards("harbor", "city", limit=6)) == 1
    assert templates().count("application-ended") == 1


def test_a_refusal_says_why_and_frees_the_card(shop: Shop) -> None:
    person = lin()
    view = put_aside(shop, person)
    with pytest.raises(ReasonUnknown):
        actions.refuse_application(application=view.id, reason="mood", **ask(shop.teller))
    actions.refuse_application(application=view.id, reason="has-one", **ask(shop.teller))
    told = queries.application(view.id, by=person)
    assert (told.state, told.reason) == (State.REFUSED, "has-one")
    assert len(free_cards("harbor", "city", limit=6)) == 1
    assert applied(shop, lin(2)).state is State.SUBMITTED


def test_only_what_the_table_says_can_be_done(shop: Shop) -> None:
    view = applied(shop, lin())
    for act in (actions.ready_to_collect, actions.note_delivered, actions.give_at_counter):
        with pytest.raises(NoSuchStep):
            act(application=view.id, **ask(shop.teller))
    on_its_way = sent(shop, lin(2))
    for act in (actions.withdraw_application, actions.accept_application):
        with pytest.raises(NoSuchStep):
            act(application=on_its_way, **ask(shop.teller))
    with pytest.raises(NoSuchStep):
        actions.change_receipt(application=on_its_way, receipt=SENT, **ask(shop.teller))


def test_what_does_not_fit_is_not_put_aside(shop: Shop) -> None:
    view = accepted(shop, lin())
    gone = town.handed_out(shop)
    with pytest.raises(NotInStock):
        actions.assign_card(application=view.id, card=gone.number, **ask(shop.teller))
    number = {"prefix": "99", "digits": 12, "check": "luhn"}
    town.sell("harbor", product(1, code="other", number=number))
    batch = cards.make_batch(issuer="harbor", product="other", count=1, **ask(shop.operator))
    with pytest.raises(OtherKind):
        actions.assign_card(application=view.id, card=batch.first_number, **ask(shop.teller))
    other = put_aside(shop, lin(2))
    with pytest.raises(NotThisWay):
        actions.send_card(application=other.id, carrier="a", tracking="b", **ask(shop.teller))
    mailed = put_aside(shop, lin(3), SENT)
    with pytest.raises(CarrierNeeded):
        actions.send_card(application=mailed.id, carrier="", tracking="b", **ask(shop.teller))


def test_another_one_put_aside_frees_the_first(shop: Shop) -> None:
    view = put_aside(shop, lin())
    [other] = town.stocked(shop, 1)
    actions.assign_card(application=view.id, card=other.number, **ask(shop.teller))
    assert [one.id for one in free_cards("harbor", "city", limit=6)] == [view.card]


def test_it_exists_for_its_holder_and_its_issuer_alone(shop: Shop) -> None:
    view = applied(shop, lin())
    foreign = replace(shop.teller, issuer="campus")
    for by in (foreign, lin(2), replace(shop.kiosk, issuer="campus"), shop.kiosk):
        with pytest.raises(UnknownApplication):
            queries.application(view.id, by=by)
    with pytest.raises(UnknownApplication):
        queries.find_application(view.case, by=replace(shop.kiosk, issuer="campus"))
    with pytest.raises(NotAllowed):
        actions.accept_application(application=view.id, **ask(shop.auditor))
    elsewhere = replace(shop.teller, outlet=shop.other_outlet)
    with pytest.raises(OtherOutlet):
        actions.accept_application(application=view.id, **ask(elsewhere))
    assert queries.applications(by=foreign, now=NOW) == []
    assert queries.applications(by=shop.auditor, now=NOW) != []
    assert queries.to_do(by=shop.teller, outlet=shop.other_outlet) == []


def test_an_address_is_shown_after_it_was_written_down_who_looked(shop: Shop) -> None:
    view = applied(shop, lin(), SENT)
    with pytest.raises(NotAllowed):
        actions.show_address(application=view.id, **ask(shop.auditor))
    other = applied(shop, lin(2))
    with pytest.raises(NoAddress):
        actions.show_address(application=other.id, **ask(shop.teller))


@pytest.mark.django_db(transaction=True)
def test_the_label_is_shown_to_who_sends_it() -> None:
    shop = offering()
    view = applied(shop, lin(), SENT)
    shown = actions.show_address(application=view.id, **ask(shop.operator))
    assert shown.address == HOME["address"]
    entry = Entry.objects.get(event="application.address_shown")
    assert (entry.subject, HOME["address"] in str(entry.facts)) == (view.id, False)


def test_a_request_is_used_for_one_thing(shop: Shop) -> None:
    view = applied(shop, lin())
    who = ask(shop.teller)
    actions.accept_application(application=view.id, **who)
    assert actions.accept_application(application=view.id, **who).state is State.ACCEPTED
    with pytest.raises(RequestReused):
        actions.withdraw_application(application=view.id, **who)


def test_what_waits_for_too_long_is_late(shop: Shop) -> None:
    view = applied(shop, lin())
    later = NOW + timedelta(days=6)
    assert view.is_late(later)
    assert not view.is_late(NOW)
    assert queries.late_count(by=shop.auditor, now=later) == 1
    assert [one.id for one in queries.applications(by=shop.auditor, now=later, late=True)] == [
        view.id
    ]
    elsewhere = Receipt(way=Way.COLLECT, outlet=shop.other_outlet)
    actions.change_receipt(application=view.id, receipt=elsewhere, **ask(shop.teller))
    assert queries.to_do(by=shop.teller, outlet=shop.other_outlet) != []
