"""The demo: seeded through actions only, as often as one likes, never in production."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from yika.domain.cards import queries
from yika.domain.journal.models import Entry
from yika.domain.ledger import queries as ledger
from yika.domain.ledger.verify import faults
from yika.domain.people.queries import verified_login
from yika.domain.staff.rules import Role
from yika.products.load import catalogue
from yika.site.demo import cast
from yika.site.demo.seed import NotForProduction, seed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path) -> object:
    with override_settings(YIKA_HOME=tmp_path):
        yield


def test_every_shipped_kind_of_card_is_sold_by_somebody(now: datetime) -> None:
    seed(now=now, days=3, people=3)
    sold = {
        edition.product.code
        for issuer in cast.ISSUERS
        for edition in queries.editions(issuer)
        if edition.approved_by
    }
    assert sold == set(catalogue())


def test_editions_were_proposed_and_approved_by_two_people(now: datetime) -> None:
    seed(now=now, days=3, people=3)
    for edition in queries.editions("rivertown-transit"):
        assert edition.approved_by
        assert edition.proposed_by != edition.approved_by
    assert verified_login(cast.handle("rivertown-transit", Role.OPERATOR), cast.PASSWORD)


def test_seeding_again_changes_nothing(now: datetime) -> None:
    seed(now=now, days=3, people=3)
    before = Entry.objects.count()
    seed(now=now + timedelta(days=3), days=3, people=3)
    assert Entry.objects.count() == before


def test_the_books_of_the_demo_balance_and_their_days_are_closed(now: datetime) -> None:
    seed(now=now, days=3, people=3)
    book = ledger.book("rivertown-transit")
    last = ledger.last_closed_day(book)
    assert last
    assert (now.date() - last).days == 1
    lines = ledger.trial_balance("rivertown-transit", last)
    assert lines
    assert list(faults()) == []


def test_true_data_is_never_mixed_with_the_demo(now: datetime) -> None:
    config = replace(settings.CONFIG, environment="production")
    with override_settings(CONFIG=config), pytest.raises(NotForProduction):
        seed(now=now, days=3, people=3)
    assert not Entry.objects.exists()


def test_the_desk_shows_who_may_sign_in_and_what_can_be_tried(client: Client) -> None:
    seed(now=datetime.now(UTC), days=3, people=3)
    shown = client.get("/demo").content.decode()
    for issuer in cast.ISSUERS:
        assert cast.handle(issuer, Role.TELLER) in shown
    machines = re.findall(r'name="machine" value="(dev_\w+)"', shown)
    assert len(machines) == sum(len(about.outlets) for about in cast.ISSUERS.values())
    paired = client.post("/demo", {"machine": machines[0]})
    assert paired.headers["Location"].startswith("/kiosk/pair?code=")
