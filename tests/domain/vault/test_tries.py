"""Counting tries: many at once, in the dark, and through changes of the clock and the keys."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import shared_database
from yika.domain.vault.actions import (
    check_tries,
    count_try,
    forget_tries,
    spend_try,
    sweep_tries,
)
from yika.domain.vault.models import TryCount
from yika.domain.vault.rules import Allowance, TooManyTries
from yika.kit.keyring import Keyring

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THREE = Allowance(free=3, window=HOUR)
PHONE = {"scope": "code.send", "subject": "+8613800138000"}


def spend(now: datetime, allowance: Allowance = THREE) -> None:
    spend_try(**PHONE, allowance=allowance, now=now)


@pytest.mark.django_db
def test_only_so_many_tries_can_be_spent(now: datetime) -> None:
    for _ in range(3):
        spend(now)

    with pytest.raises(TooManyTries) as refused:
        spend(now)
    assert refused.value.facts["wait_seconds"] == 3600
    assert TryCount.objects.get().used == 3
    spend(now + HOUR)


@pytest.mark.django_db
def test_who_spends_a_try_is_told_how_many_that_makes(now: datetime) -> None:
    told = [spend_try(**PHONE, allowance=THREE, now=now + HOUR / 10 * turn) for turn in range(2)]

    assert [one.used for one in told] == [1, 2]
    assert {one.since for one in told} == {now}


@pytest.mark.django_db
def test_looking_spends_nothing(now: datetime) -> None:
    for _ in range(9):
        check_tries(**PHONE, allowance=THREE, now=now)
    assert not TryCount.objects.exists()

    for _ in range(3):
        count_try(**PHONE, allowance=THREE, now=now)
    with pytest.raises(TooManyTries):
        check_tries(**PHONE, allowance=THREE, now=now)


@pytest.mark.django_db
def test_each_subject_and_each_scope_has_tries_of_its_own(now: datetime) -> None:
    for _ in range(3):
        spend(now)

    spend_try(scope="code.send", subject="+8613800138001", allowance=THREE, now=now)
    spend_try(scope="sign-in", subject=PHONE["subject"], allowance=THREE, now=now)


@pytest.mark.django_db
def test_a_success_begins_anew(now: datetime) -> None:
    for _ in range(3):
        spend(now)

    forget_tries(**PHONE)

    spend(now)
    assert TryCount.objects.get().used == 1


@pytest.mark.django_db
def test_nobody_can_read_from_the_table_who_was_tried(now: datetime) -> None:
    spend(now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_trycount")
        stored = repr([bytes(one) if isinstance(one, memoryview) else one for one in cursor])
    assert "138001" not in stored


@pytest.mark.django_db
def test_a_new_index_key_forgives_nothing(now: datetime, keyring_file: Path) -> None:
    for _ in range(3):
        spend(now)
    Keyring.load(keyring_file).with_new("index").save(keyring_file)

    with pytest.raises(TooManyTries):
        spend(now)
    with pytest.raises(TooManyTries):
        check_tries(**PHONE, allowance=THREE, now=now)
    forget_tries(**PHONE)
    assert not TryCount.objects.exists()


@pytest.mark.django_db
def test_the_sweep_drops_what_means_nothing_any_more(now: datetime) -> None:
    spend(now)
    locked = Allowance(free=1, window=HOUR, lock_after=1, lock=DAY)
    spend_try(scope="pin", subject="card", allowance=locked, now=now)

    assert sweep_tries(now=now + HOUR - timedelta(seconds=1)) == 0
    assert sweep_tries(now=now + HOUR) == 1
    assert TryCount.objects.get().scope == "pin"
    assert sweep_tries(now=now + DAY) == 1


@pytest.mark.django_db
def test_the_sweep_takes_a_few_at_a_time(now: datetime) -> None:
    for number in range(3):
        spend_try(scope="pin", subject=str(number), allowance=THREE, now=now)

    assert [sweep_tries(now=now + DAY, limit=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.django_db
def test_after_the_clock_was_set_back_the_sweep_lets_waits_end(now: datetime) -> None:
    for _ in range(3):
        spend(now + 365 * DAY)
    with pytest.raises(TooManyTries):
        spend(now)

    assert sweep_tries(now=now) == 1

    with pytest.raises(TooManyTries):
        spend(now)
    spend(now + HOUR)


@pytest.mark.django_db(transaction=True)
def test_a_count_outlives_the_refusal_that_follows_it(now: datetime) -> None:
    class Wrong(Exception):
        pass

    def guess() -> None:
        spend(now)
        with transaction.atomic():
            raise Wrong

    with pytest.raises(Wrong):
        guess()
    assert TryCount.objects.get().used == 1


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def at_once(count: int, duty: Callable[[int], object]) -> list[BaseException]:
    """Several threads begin together; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(count)

    def run(number: int) -> None:
        start.wait(30)
        try:
            duty(number)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.usefixtures("shared")
@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_more_tries_than_there_are(now: datetime) -> None:
    raised = at_once(8, lambda _: spend(now))

    assert [isinstance(one, TooManyTries) for one in raised] == [True] * 5
    assert TryCount.objects.get().used == 3


@pytest.mark.usefixtures("shared")
@pytest.mark.django_db(transaction=True)
def test_of_many_counted_at_once_none_is_lost(now: datetime) -> None:
    def count(_: int) -> None:
        for _ in range(5):
            count_try(**PHONE, allowance=THREE, now=now)

    assert at_once(6, count) == []
    assert TryCount.objects.get().used == 30


@pytest.mark.usefixtures("shared")
@pytest.mark.django_db(transaction=True)
def test_counting_forgetting_and_sweeping_at_once_trip_over_nothing(now: datetime) -> None:
    def one_of_each(number: int) -> None:
        for _ in range(5):
            if number % 3 == 0:
                forget_tries(**PHONE)
            elif number % 3 == 1:
                sweep_tries(now=now + DAY)
            else:
                count_try(**PHONE, allowance=THREE, now=now)

    assert at_once(6, one_of_each) == []
