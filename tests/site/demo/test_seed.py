"""The demo: seeded through actions only, as often as one likes, never in production."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from yika.domain.cards import queries
from yika.domain.identity.models import CheckResult
from yika.domain.journal.models import Entry
from yika.domain.ledger import queries as ledger
from yika.domain.ledger.verify import faults
from yika.domain.people.queries import verified_login
from yika.domain.staff.rules import Role
from yika.products.load import catalogue
from yika.site.demo import cast
from yika.site.demo.seed import NotForProduction, seed

pytestmark = pytest.mark.django_db


def test_true_data_is_never_mixed_with_the_demo(now: datetime, tmp_path: Path) -> None:
    config = replace(settings.CONFIG, environment="production")
    production = override_settings(CONFIG=config, YIKA_HOME=tmp_path)
    with production, pytest.raises(NotForProduction):
        seed(now=now, days=3, people=3)
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def seeded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[datetime]:
    """A demo that was seeded a moment ago; gone when the last test has looked at it."""
    now = datetime.now(UTC)
    with (
        django_db_blocker.unblock(),
        override_settings(YIKA_HOME=tmp_path_factory.mktemp("demo")),
        transaction.atomic(),
    ):
        seed(now=now, days=3, people=3)
        yield now
        transaction.set_rollback(True)


def test_a_face_was_compared_and_waits_for_a_reviewer(seeded: datetime) -> None:
    rows = CheckResult.objects.filter(name="face", verification__state="in-review")
    found = [(row.reason, row.engine) for row in rows]
    assert found
    assert set(found) == {("face_similar", "simulated-faces")}


def test_every_shipped_kind_of_card_is_sold_by_somebody(seeded: datetime) -> None:
    sold = {
        edition.product.code
        for issuer in cast.ISSUERS
        for edition in queries.editions(issuer)
        if edition.approved_by
    }
    assert sold == set(catalogue())


def test_editions_were_proposed_and_approved_by_two_people(seeded: datetime) -> None:
    for edition in queries.editions("rivertown-transit"):
        assert edition.approved_by
        assert edition.proposed_by != edition.approved_by
    assert verified_login(cast.handle("rivertown-transit", Role.OPERATOR), cast.PASSWORD)


def test_seeding_again_changes_nothing(seeded: datetime) -> None:
    before = Entry.objects.count()
    seed(now=seeded + timedelta(days=3), days=3, people=3)
    assert Entry.objects.count() == before


def test_the_books_of_the_demo_balance_and_their_days_are_closed(seeded: datetime) -> None:
    book = ledger.book("rivertown-transit")
    last = ledger.last_closed_day(book)
    assert last
    assert (cast.day(seeded) - last).days == 1
    lines = ledger.trial_balance("rivertown-transit", last)
    assert lines
    assert list(faults()) == []


def test_the_desk_shows_who_may_sign_in_and_what_can_be_tried(
    seeded: datetime, client: Client
) -> None:
    shown = client.get("/demo").content.decode()
    for issuer in cast.ISSUERS:
        assert cast.handle(issuer, Role.TELLER) in shown
    machines = re.findall(r'name="machine" value="(dev_\w+)"', shown)
    assert len(machines) == sum(len(about.outlets) for about in cast.ISSUERS.values())
    paired = client.post("/demo", {"machine": machines[0]})
    assert paired.headers["Location"].startswith("/kiosk/pair?code=")


def test_the_books_begin_on_the_day_it_is_where_the_issuers_are() -> None:
    """After midnight there it is still the day before by the clock of the world."""
    assert cast.day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)).isoformat() == "2026-11-20"
    assert cast.day(datetime(2026, 11, 20, 16, 1, tzinfo=UTC)).isoformat() == "2026-11-21"
