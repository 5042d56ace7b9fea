"""The small city, built once for each file of tests, and browsers of its staff."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.cards.queries import find_card
from yika.domain.people import actions as people
from yika.domain.staff.rules import Role
from yika.kit import ids


@dataclass
class Clerk:
    """A member of staff before the counter. He reads English."""

    person: story.Person
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        story.come_in(self.client, self.person)
        self.client.cookies["yika_language"] = "en"

    def get(self, address: str) -> "Page":
        return Page(self.client.get(address))

    def post(self, address: str, /, request_id: str = "", **given: str) -> "Page":
        sent = {"request_id": request_id or str(ids.new_id())} | given
        return Page(self.client.post(address, sent))

    def does(self, address: str, /, **given: str) -> "Page":
        """Presses the button of a sheet whose line he has read."""
        return self.post(address, do="act", **given)

    def checks(self, address: str, /, **given: str) -> "Page":
        return self.post(address, do="check", **given)

    def finds(self, text: str, serving: str = "") -> "Page":
        return self.post("/counter/find" + (f"?for={serving}" if serving else ""), q=text)


@dataclass
class Page:
    """What came back."""

    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def onward(self) -> str:
        """Where it leads."""
        assert self.status == 303, self.text
        return self.response.headers["Location"]

    @property
    def text(self) -> str:
        return self.response.content.decode()

    @property
    def offers(self) -> set[str]:
        """The names of the operations that it shows."""
        return {one.operation.name for one in self.context["offers"]}

    @property
    def context(self) -> Any:
        return self.response.context  # type: ignore[attr-defined]

    @property
    def hidden(self) -> dict[str, str]:
        """What its form keeps."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.text)
        return dict(found)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Two issuers. Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city()
        transaction.set_rollback(True)


@pytest.fixture
def shop(city: story.City, db: None) -> story.Shop:
    return city.transit


@pytest.fixture
def campus(city: story.City, db: None) -> story.Shop:
    """An issuer whose cards have a PIN."""
    return city.campus


@pytest.fixture
def teller(shop: story.Shop) -> Clerk:
    return Clerk(shop.staff[Role.TELLER])


def register(shop: story.Shop, name: str = "Lin Wan", phone: str = "13800001111") -> str:
    """Somebody who has come in."""
    clerk = shop.staff[Role.TELLER].actor
    return people.register_holder(name=name, language="en", phone=phone, **story.asking(clerk))


def in_stock(shop: story.Shop, place: int = 0) -> str:
    """A card that nobody has yet."""
    return find_card(shop.stock[place].number, by=shop.staff[Role.TELLER].actor).id


def given_to(shop: story.Shop, holder: str, place: int = 0) -> str:
    """A card that was handed out to somebody."""
    card, clerk = in_stock(shop, place), shop.staff[Role.TELLER].actor
    cards.hand_out(card=card, holder=holder, **story.asking(clerk))
    return card


def state(shop: story.Shop, card: str) -> str:
    return queries.card(card, shop.staff[Role.TELLER].actor).state.value
