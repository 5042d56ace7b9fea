"""What a campaign asks of a holder stands on his first page, with the card, and at a kiosk."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.channels.common.asking.campaigns import reminders
from yika.domain.campaigns.actions import advance_campaign, plan_campaign, start_campaign
from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.states import CardState, Stage
from yika.domain.cards import actions as cards
from yika.domain.journal.models import DueWork
from yika.domain.machines.rules import MachineKind
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city(count=6)
        transaction.set_rollback(True)


@pytest.fixture
def shop(city: story.City, db: None) -> story.Shop:
    return city.transit


@pytest.fixture
def lin(client: Client, shop: story.Shop) -> story.Person:
    client.cookies["yika_language"] = "en"
    person = story.holder()
    story.come_in(client, person)
    cards.activate_card(card=shop.card_ids[0], **story.asking(person.actor))
    return person


def asked(shop: story.Shop) -> None:
    """A campaign with these cards in it."""
    last = story.moment().date() + timedelta(days=60)
    campaign = plan_campaign(
        issuer_code=shop.code,
        product="transit-adult",
        deadline=last,
        warns=[30, 3],
        loading_after=0,
        spending_after=30,
        **story.asking(shop.staff[Role.SUPERVISOR].actor),
    )
    start_campaign(campaign=campaign.id, **story.asking())
    advance_campaign(key=DueWork.objects.get(kind="campaigns.advance").key, now=story.moment())


def told(client: Client, shop: story.Shop) -> Mapping[str, str]:
    pages = {"home": "/cards", "card": f"/cards/{shop.card_ids[0]}"}
    return {name: client.get(page).content.decode() for name, page in pages.items()}


def test_nothing_is_said_without_a_campaign(
    client: Client, shop: story.Shop, lin: story.Person
) -> None:
    assert not any("Prove your name" in page for page in told(client, shop).values())


def test_it_says_by_when_and_what_then_and_leads_to_the_errand(
    client: Client, shop: story.Shop, lin: story.Person
) -> None:
    asked(shop)
    begin = f"/me/identity/cards/{shop.card_ids[0]}"

    for name, page in told(client, shop).items():
        assert "Prove your name by" in page, name
        assert "it can no longer be topped up" in page, name
        assert begin in page, name

    assert "/errands/err_" in str(client.post(begin)["Location"])


def test_what_is_restricted_is_said_as_it_is(
    client: Client, shop: story.Shop, lin: story.Person
) -> None:
    asked(shop)
    CampaignCard.objects.update(state=CardState.LOADING.value, stage=Stage.LOADING)
    page = told(client, shop)["card"]
    assert "It cannot be topped up until your name is proven." in page
    assert "it can no longer be used to pay" in page

    CampaignCard.objects.update(state=CardState.SPENDING.value, stage=Stage.SPENDING)
    assert "It does not work any more" in told(client, shop)["home"]
    CampaignCard.objects.update(
        state=CardState.EXCEPTED.value, excepted_until=story.moment() + timedelta(days=90)
    )
    assert "You have time until" in told(client, shop)["home"]
    CampaignCard.objects.update(state=CardState.KNOWN.value, next_at=None)
    assert "Prove your name" not in told(client, shop)["home"]


def test_after_the_last_day_it_says_that_it_is_over(shop: story.Shop, lin: story.Person) -> None:
    asked(shop)
    CampaignCard.objects.update(state=CardState.UNREACHED.value)

    [found] = reminders(lin.actor.id, by=lin.actor, now=later())

    assert found.urgent
    assert found.title == "Prove your name"
    assert found.lines[-1].startswith("The last day was")


def later() -> datetime:
    return story.moment() + timedelta(days=80)


def test_a_kiosk_is_told_of_its_own_issuer_alone(city: story.City, lin: story.Person) -> None:
    shop, other = city.transit, city.campus
    asked(shop)
    by = {one.code: one.machines[MachineKind.KIOSK].actor for one in (shop, other)}
    now = story.moment()

    assert len(reminders(lin.actor.id, by=by[shop.code], now=now)) == 1
    assert reminders(lin.actor.id, by=by[other.code], now=now) == []
    stranger = story.holder("13800000009")
    assert reminders(lin.actor.id, by=stranger.actor, now=now) == []
