"""The small city with something to review, and browsers of its staff."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from tests.domain.identity.verifying.desk import card, picture, policy
from yika.domain.identity import actions
from yika.domain.staff.rules import Role
from yika.kit import ids


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
def reviewer(shop: story.Shop) -> "Desk":
    return Desk(shop.staff[Role.REVIEWER])


@pytest.fixture
def supervisor(shop: story.Shop) -> "Desk":
    return Desk(shop.staff[Role.SUPERVISOR])


class Desk:
    """A member of staff before the review desk. He reads English."""

    def __init__(self, person: story.Person) -> None:
        self.person, self.client = person, Client()
        story.come_in(self.client, person)
        self.client.cookies["yika_language"] = "en"

    def get(self, address: str) -> HttpResponse:
        return self.client.get(address)

    def post(self, address: str, **given: Any) -> HttpResponse:
        return self.client.post(address, {"request_id": str(ids.new_id())} | given)

    def does(self, found: str, deed: str, **given: Any) -> HttpResponse:
        """Presses a button of the page as it stands now."""
        view = self.get(f"/review/{found}").context["view"]
        return self.post(f"/review/{found}/{deed}", version=view.version, **given)

    def takes(self, found: str) -> HttpResponse:
        return self.post(f"/review/{found}/take")


def text(response: HttpResponse) -> str:
    return response.content.decode()


def submitted(shop: story.Shop, serial: int = 1, subject: str = "", **rule: Any) -> str:
    """What somebody gave to prove who he is, waiting for a reviewer."""
    person = story.holder(f"138111100{serial:02}")
    begun = actions.begin_verification(
        holder=person.actor.id,
        issuer=shop.code,
        product="transit-adult",
        edition=1,
        real_name=policy(**rule),
        document="resident-id",
        subject=subject,
        **story.asking(person.actor),
    )
    about = {"verification": begun.id}
    for place, (_, side) in enumerate(begun.missing):
        content = picture(place + 1)
        actions.add_picture(**about, side=side, content=content, **story.asking(person.actor))
    actions.give_fields(**about, fields=card(serial), **story.asking(person.actor))
    actions.submit_verification(**about, **story.asking(person.actor))
    return begun.id
