"""What stands in somebody's name, shown at a kiosk to himself, and a time to bring his document."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from tests.domain.identity.rights import kept
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import CardView
from yika.domain.identity.rules.review.states import State
from yika.domain.issuers.rules import Service
from yika.domain.machines.rules import MachineKind
from yika.domain.outlets.actions import offer_service
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.rules import Offer
from yika.kit import ids

PHONE, OTHER = "13800000001", "13800000002"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = story.city()
        story.receive(made.transit)
        offer = Offer(
            outlet=made.transit.outlet,
            issuer=made.transit.code,
            service=Service.REAL_NAME,
            minutes=10,
            places=2,
            bookable=True,
            days_ahead=3,
            notice=0,
        )
        offer_service(offer=offer, **story.asking())
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def city(built: story.City, db: None) -> story.City:
    return built


@pytest.fixture
def kiosk(client: Client, city: story.City) -> Client:
    client.cookies["yika_language"] = "en"
    return story.come_in(client, city.transit.machines[MachineKind.KIOSK])


@pytest.fixture
def lin(city: story.City) -> story.Person:
    person = story.holder(PHONE)
    kept.verification(person.actor, story.moment(), state=State.IN_REVIEW, issuer=city.transit.code)
    return person


@pytest.fixture
def card(city: story.City, lin: story.Person) -> CardView:
    return cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))


def post(client: Client, address: str, **given: str) -> HttpResponse:
    return client.post(address, {"request_id": str(ids.new_id())} | given)


def proves(kiosk: Client, card: CardView, phone: str = PHONE) -> HttpResponse:
    asked = post(kiosk, "/kiosk/name", number=card.number, contact=phone)
    assert asked.headers["Location"] == "/kiosk/name/code"
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk/name/mine"
    return post(kiosk, "/kiosk/name/code", code=story.sent_code())


def test_checks_and_cards_are_shown_masked_and_forgotten(kiosk: Client, card: CardView) -> None:
    assert kiosk.get("/kiosk/name/mine").headers["Location"] == "/kiosk/name"
    assert proves(kiosk, card).headers["Location"] == "/kiosk/name/mine"
    page = kiosk.get("/kiosk/name/mine")
    text = page.content.decode()
    assert "Being checked" in text
    assert card.masked_number in text
    assert card.number not in text
    assert kept.NUMBER not in text
    assert page.headers["Cache-Control"] == "no-store"

    kiosk.get("/kiosk/end")
    assert kiosk.get("/kiosk/name/mine").headers["Location"] == "/kiosk/name"
    assert kiosk.get("/kiosk/name/code").headers["Location"] == "/kiosk"


def test_where_the_document_is_waited_for_there_is_a_number_and_a_time(
    kiosk: Client, card: CardView, lin: story.Person
) -> None:
    proves(kiosk, card)
    free = kiosk.get("/kiosk/name/mine").context["free"]
    booked = post(kiosk, "/kiosk/name/come", time=free["key"])
    assert free["day"] in booked.content.decode()
    row = Appointment.objects.get()
    assert ids.show("hld", row.holder) == lin.actor.id
    number = post(kiosk, "/kiosk/name/come", when="now")
    assert number.headers["Location"].startswith("/kiosk/come/number/")


def test_a_stranger_learns_nothing_and_gets_no_code(kiosk: Client, card: CardView) -> None:
    asked = post(kiosk, "/kiosk/name", number=card.number, contact=OTHER)
    assert asked.headers["Location"] == "/kiosk/name/code"
    assert post(kiosk, "/kiosk/name/code", code="000000").status_code in {404, 422}
    assert kiosk.get("/kiosk/name/mine").headers["Location"] == "/kiosk/name"
    assert post(kiosk, "/kiosk/name/come", when="now").headers["Location"] == "/kiosk/name"


def test_what_is_typed_wrongly_is_said_at_its_field(kiosk: Client, city: story.City) -> None:
    assert post(kiosk, "/kiosk/name", number="12", contact="").status_code == 422
