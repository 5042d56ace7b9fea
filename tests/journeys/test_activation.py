"""Whole stories of activating a card, on every face and over several."""

from datetime import timedelta

import pytest
from django.apps import apps

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, holder
from tests.domain.errands.walking import ALL_STEPS, LIN, PIN, WITH_FACE, Walk, shop_with
from tests.domain.people.folks import EMAIL, PHONE, himself, proven, told
from yika.domain.cards.queries import card, pin_of
from yika.domain.cards.rules import State as CardState
from yika.domain.errands import queries
from yika.domain.errands.rules.plan import State
from yika.domain.ledger import queries as ledger
from yika.domain.ledger import verify
from yika.domain.people import queries as people
from yika.kit.actor import Actor, Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    """Sells a card with everything; the trial at the end may be left out."""
    return shop_with(ALL_STEPS, optional=("test-transaction",))[1]


@pytest.fixture
def lin(shop: Shop) -> Actor:
    """Has an account with a proven phone and has said her name; the harbor does not know her."""
    stranger = holder(town.OPERATOR)
    proven(stranger.id, PHONE)
    return stranger


def test_on_the_web_a_signed_in_holder_activates_her_card(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin()
    assert walk.view.holder_name == "林晚"
    walk.prove_possession()
    assert walk.next == "one-time-code"  # who she is is known
    walk.prove_contact().choose_pin()

    assert walk.view.state is State.DONE
    seen = card(walk.card.id, lin)
    assert (seen.state, seen.holder) == (CardState.ACTIVE, lin.id)
    pin = pin_of(walk.card.id, lin, walk.now)
    assert pin
    assert pin.is_set
    assert told("card-activated") == [PHONE, "inbox"]

    before = ledger.balance(f"{walk.card.id}/main")
    walk.give("test-transaction")
    assert walk.view.next is None
    assert ledger.balance(f"{walk.card.id}/main") == before
    assert len(ledger.statement(f"{walk.card.id}/main")[0]) == 2
    assert list(verify.faults()) == []


def test_at_a_kiosk_a_stranger_becomes_a_holder(shop: Shop) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin()
    walk.prove_possession().give("profile", **LIN).prove_contact().choose_pin()

    assert walk.view.state is State.DONE
    who = people.holder(walk.view.holder, now=walk.now)
    assert (who.name, who.language) == ("林晚", "zh-hans")
    assert [(contact.value, contact.proven) for contact in who.contacts] == [(PHONE, True)]
    assert people.seen_holder(who.id, shop.teller).masked_name == "林*"
    assert card(walk.card.id, himself(who.id)).state is CardState.ACTIVE
    walk.skip("test-transaction")
    assert walk.view.next is None


def test_at_a_kiosk_somebody_who_has_an_account_is_recognized(shop: Shop, lin: Actor) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin()
    walk.prove_possession().give("profile", **LIN | {"name": "阿伟"}).prove_contact()

    assert walk.view.holder == lin.id
    assert walk.view.holder_name == "林*"
    assert people.holder(lin.id, now=walk.now).name == "林晚"  # her name stays hers
    walk.choose_pin()
    assert card(walk.card.id, lin).holder == lin.id


def test_at_the_counter_a_walk_in_is_served(shop: Shop) -> None:
    walk = Walk(shop.teller, shop, town.handed_out(shop)).begin()
    walk.give("possession", in_hand="on").give("profile", **LIN).prove_contact().choose_pin()

    assert walk.view.state is State.DONE
    assert walk.view.holder_name == "林*"


def test_at_the_counter_a_known_holder_chooses_where_her_code_goes(shop: Shop, lin: Actor) -> None:
    proven(lin.id, EMAIL, now=NOW - timedelta(days=9))
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession()
    ticket = walk.hand_over()
    assert told("errand-waits") == [PHONE, EMAIL, "inbox"]
    walk = walk.pick_up(ticket.code, shop.teller)
    assert walk.view.next
    assert walk.view.next.prepare
    masked = [choice.label for choice in walk.view.next.prepare[0].choices]
    assert masked == ["l***@example.com", "138 **** 2046"]
    mail = walk.view.next.prepare[0].choices[0].value
    sent = walk.send(contact=mail).view.next
    assert sent
    assert sent.prepared
    assert sent.prepared.masked == "l***@example.com"
    assert walk.send().view.next == walk.look().view.next  # again, to the same place
    assert walk.view.next.prepared.masked == "l***@example.com"


def test_a_program_activates_for_a_customer_of_its_own(shop: Shop) -> None:
    walk = Walk(shop.program, shop, town.handed_out(shop)).begin()
    walk.prove_possession().give("profile", **LIN).prove_contact().choose_pin()
    assert walk.view.state is State.DONE


def test_begun_on_the_web_the_face_is_compared_at_the_counter_and_the_pin_chosen_at_home() -> None:
    _, shop = shop_with(WITH_FACE)
    lin = holder(town.OPERATOR)
    proven(lin.id, PHONE)
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().prove_contact()
    assert walk.view.next
    assert not walk.view.next.can_here
    assert walk.view.next.faces == (Channel.COUNTER,)
    assert walk.view.next.elsewhere

    found = queries.find_case(walk.view.case, by=shop.teller, now=walk.now).errand
    assert found
    assert found.holder_name == "林*"
    clerk = Walk(shop.teller, shop, walk.card, now=walk.now)
    clerk.view = found
    clerk.give("face-check", document="resident-id", how="face")

    walk.look().choose_pin()
    assert walk.view.state is State.DONE
    channels = [step.channel for step in walk.view.steps if step.channel]
    assert channels.count(Channel.COUNTER) == 1


def test_left_at_a_kiosk_and_continued_on_the_phone(shop: Shop, lin: Actor) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin()
    walk.prove_possession().give("profile", **LIN)
    phone = walk.pick_up(walk.hand_over().token, lin)
    assert phone.view.holder == lin.id
    phone.prove_contact().choose_pin()
    assert card(phone.card.id, lin).holder == lin.id


def test_a_mistyped_number_is_mended_by_going_back(shop: Shop) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin().prove_possession()
    walk.give("profile", **LIN | {"phone": "139 1234 5678"}).send()
    assert walk.view.back == "profile"
    walk.back().give("profile", **LIN).prove_contact()
    who = people.holder(walk.view.holder, now=walk.now)
    assert [contact.value for contact in who.contacts] == [PHONE]


def test_several_cards_come_under_one_account(shop: Shop, lin: Actor) -> None:
    for _ in range(2):
        walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession()
        walk.now += timedelta(hours=1)
        walk.prove_contact().choose_pin().skip("test-transaction")
    assert people.seen_holder(lin.id, shop.teller).id == lin.id


def test_nothing_of_what_was_given_stays_in_the_open(shop: Shop) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin()
    walk.prove_possession().give("profile", **LIN).prove_contact().choose_pin()
    secrets = ["林晚", "13812342046", PIN]
    kept = [*apps.get_app_config("errands").get_models(), apps.get_model("journal", "Entry")]
    for model in kept:
        for row in model.objects.values():
            assert not [secret for secret in secrets if secret in str(row)], row
