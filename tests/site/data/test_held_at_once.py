"""A hold that is placed while a sweep runs: whoever comes second sees what the first has done."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.domain.enquiries.conftest import employed
from tests.domain.identity.rights.kept import picture, verification
from tests.domain.identity.rights.test_consents import give, withdraw
from tests.domain.issuers.samples import harbor
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.folks import NOW, fresh, himself, registered
from yika.domain.identity.actions.retention import destroying, place_hold, sweep_consents
from yika.domain.identity.models import Consent, RetentionHold
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import file_facts
from yika.kit.actor import WORKER, Actor
from yika.site.data.sweeping import Report, sweep_data

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
DAY = timedelta(days=1)
OVER = NOW + 1100 * DAY
A_WHILE = 0.3


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


@pytest.fixture
def keeper() -> Actor:
    harbor(NOW)
    return employed(Role.SUPERVISOR, "rui.one")


def alone(doing: Callable[[], Any]) -> Any:
    """With a connection of its own."""
    try:
        return doing()
    finally:
        connection.close()


def hold(holder: Actor, by: Actor) -> None:
    until = OVER + DAY
    place_hold(
        holder=holder.id, reason="At court", until=until, by=by, now=OVER, request_id=fresh()
    )


def somebody() -> Actor:
    """Of whom a consent and a picture are over."""
    him = himself(registered())
    give(him)
    withdraw(him)
    return him


def sweep() -> Report:
    return sweep_data(by=WORKER, now=OVER, request_id=fresh())


def test_a_hold_on_its_way_spares_what_the_sweep_would_find(
    keeper: Actor, pool: ThreadPoolExecutor
) -> None:
    him = somebody()
    made = picture(verification(him, NOW), purge_after=NOW + DAY)
    with transaction.atomic():
        hold(him, keeper)
        swept: Future[Report] = pool.submit(alone, sweep)
        time.sleep(A_WHILE)
        assert not swept.done()

    assert swept.result(60).destroyed == {}
    assert Consent.objects.count() == 1
    assert file_facts(made.file).purged_at is None


def test_a_hold_waits_for_the_portion_under_way_and_nothing_goes_after_it(
    keeper: Actor, pool: ThreadPoolExecutor
) -> None:
    somebody()
    later = himself(registered(name="Wang"))
    with destroying(OVER) as held:
        placed = pool.submit(alone, lambda: hold(later, keeper))
        time.sleep(A_WHILE)
        assert not placed.done()
        assert sweep_consents(before=OVER, spared=held, dry_run=False).count == 1
    placed.result(60)

    give(later)
    withdraw(later)
    assert sweep().destroyed == {}
    assert RetentionHold.objects.count() == 1
    assert Consent.objects.count() == 1
