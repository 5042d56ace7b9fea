"""A lost card is reported at a kiosk: proven by a code, and forgotten at the end of the visit."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView, State
from yika.domain.machines.rules import MachineKind
from yika.kit import ids

PHONE = "13800000001"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city()
        transaction.set_rollback(True)


@pytest.fixture
def city(built: story.City, db: None) -> story.City:
    return built


@pytest.fixture
def kiosk(client: Client, city: story.City) -> Client:
    client.cookies["yika_language"] = "en"
    return story.come_in(client, city.transit.machines[MachineKind.KIOSK])


@pytest.fixture
def card(city: story.City) -> CardView:
    lin = story.holder(PHONE)
    return cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))


def post(client: Client, address: str, **given: str) -> HttpResponse:
    return client.post(address, {"request_id": str(ids.new_id())} | given)


def proves(kiosk: Client, card: CardView) -> HttpResponse:
    asked = post(kiosk, "/kiosk/loss", number=card.number, contact=PHONE)
    assert asked.headers["Location"] == "/kiosk/loss/code"
    return post(kiosk, "/kiosk/loss/code", code=story.sent_code())


def test_a_visitor_proves_that_the_card_is_his_and_stops_it(kiosk: Client, card: CardView) -> None:
    assert proves(kiosk, card).headers["Location"] == "/kiosk/visit"
    view = kiosk.get("/kiosk/visit").context["view"]
    given = {"step": "loss-report", "version": str(view.version), "how": "formal"}
    done = post(kiosk, "/kiosk/visit", do="take", **given)
    assert done.headers["Location"] == "/kiosk/loss/done"
    page = kiosk.get("/kiosk/loss/done").content.decode()
    assert view.case in page
    assert card.number not in page
    found = queries.card(card.id, story.OPERATOR)
    assert (found.state, found.stops[0].channel) == (State.BLOCKED, "kiosk")

    kiosk.get("/kiosk/end")
    for address in ("/kiosk/visit", "/kiosk/loss/done", "/kiosk/loss/code"):
        assert kiosk.get(address).headers["Location"] == "/kiosk"

    # Whoever comes back sees how it stands, and reports nothing twice.
    assert proves(kiosk, card).headers["Location"] == "/kiosk/loss/done"
    assert kiosk.get("/kiosk/loss/done").status_code == 200
    assert len(queries.card(card.id, story.OPERATOR).stops) == 1


def test_help_in_between_leads_back_to_the_code(kiosk: Client, card: CardView) -> None:
    post(kiosk, "/kiosk/loss", number=card.number, contact=PHONE)
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk/loss/code"


def test_nobody_gets_further_without_the_code(
    kiosk: Client, city: story.City, card: CardView
) -> None:
    story.arrived()
    foreign = queries.card(city.campus.card_ids[0], story.OPERATOR)
    for number, phone in ((card.number, "13800000002"), (foreign.number, PHONE)):
        post(kiosk, "/kiosk/loss", number=number, contact=phone)
        assert post(kiosk, "/kiosk/loss/code", code="000000").status_code == 422
    assert story.arrived() == []
    assert kiosk.get("/kiosk/loss/done").headers["Location"] == "/kiosk"
    assert queries.card(card.id, story.OPERATOR).stops == ()


def test_what_was_shown_at_one_kiosk_is_of_no_use_at_another(
    kiosk: Client, city: story.City, card: CardView
) -> None:
    proves(kiosk, card)
    story.come_in(kiosk, story.pair(city.transit.code, MachineKind.KIOSK, city.transit.outlet))
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk"
