"""Sealing: every row once, in order, in one chain, however many sealers there are."""

import threading
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from tests.domain.vault.shelf.models import Leaf, Page, write_leaf, write_pages
from yika.domain.vault import queries
from yika.domain.vault.actions import seal_rows
from yika.domain.vault.models import Seal
from yika.kit.errors import Unavailable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf", "keyring_file")]


def seals_of_pages() -> list[int | None]:
    return list(Page.objects.order_by("id").values_list("seal", flat=True))


def test_rows_are_covered_in_the_order_of_their_ids(now: datetime) -> None:
    pages = write_pages("one", "two", "three")
    assert seal_rows(Page, stream="pages", now=now, limit=2) == 2
    assert seals_of_pages() == [1, 1, None]
    seal = Seal.objects.get()
    assert (seal.stream, seal.number, seal.count, seal.previous) == ("pages", 1, 2, b"")
    assert (seal.first_row, seal.last_row) == (str(pages[0].pk), str(pages[1].pk))
    assert (seal.sealed_at, seal.key_version, len(seal.mac)) == (now, 1, 32)


def test_each_seal_names_the_one_before(now: datetime) -> None:
    write_pages("one", "two", "three")
    while seal_rows(Page, stream="pages", now=now, limit=1):
        pass
    first, second, third = Seal.objects.order_by("number")
    assert [seal.number for seal in (first, second, third)] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.mac, second.mac)
    assert queries.last_seal("pages") == queries.LastSeal("pages", 3, third.mac)


def test_with_nothing_to_seal_nothing_is_written(now: datetime) -> None:
    assert seal_rows(Page, stream="pages", now=now) == 0
    write_pages("one")
    seal_rows(Page, stream="pages", now=now)
    assert seal_rows(Page, stream="pages", now=now) == 0
    assert Seal.objects.count() == 1
    assert queries.last_seal("other") is None


def test_streams_count_for_themselves(now: datetime) -> None:
    write_pages("one")
    write_leaf(now)
    assert seal_rows(Page, stream="pages", now=now) == 1
    assert seal_rows(Leaf, stream="leaves", now=now) == 1
    assert set(Seal.objects.values_list("stream", "number")) == {("pages", 1), ("leaves", 1)}
    assert not list(queries.chain_faults(Leaf, stream="leaves"))


def test_a_row_that_committed_late_goes_into_a_later_seal(now: datetime) -> None:
    late, *_ = write_pages("late", "one", "two")
    Page.objects.filter(pk=late.pk).delete()
    seal_rows(Page, stream="pages", now=now)
    late.save(force_insert=True)
    assert seal_rows(Page, stream="pages", now=now) == 1
    assert seals_of_pages() == [2, 1, 1]
    assert not list(queries.chain_faults(Page, stream="pages"))


def test_a_clock_that_steps_back_does_not_matter(now: datetime) -> None:
    for step in range(3):
        write_pages("page")
        seal_rows(Page, stream="pages", now=now - timedelta(hours=step))
    assert not list(queries.chain_faults(Page, stream="pages"))


def test_many_rows_go_under_one_seal(now: datetime) -> None:
    write_pages(*map(str, range(1100)))
    assert seal_rows(Page, stream="pages", now=now, limit=1050) == 1050
    assert queries.unsealed_tail(Page) == 50
    assert not list(queries.chain_faults(Page, stream="pages"))


def test_a_seal_and_its_rows_are_written_together_or_not_at_all(now: datetime) -> None:
    write_pages("one")
    with transaction.atomic():
        seal_rows(Page, stream="pages", now=now)
        transaction.set_rollback(True)
    assert Seal.objects.count() == 0
    assert seals_of_pages() == [None]


def test_ids_that_are_uuids_are_sealed_in_their_order(now: datetime) -> None:
    leaves = [write_leaf(now) for _ in range(5)]
    seal_rows(Leaf, stream="leaves", now=now)
    seal = Seal.objects.get()
    assert UUID(seal.first_row) == min(leaf.id for leaf in leaves)
    assert UUID(seal.last_row) == max(leaf.id for leaf in leaves)
    assert not list(queries.chain_faults(Leaf, stream="leaves"))
    assert not list(queries.content_faults(Leaf, lambda leaf: leaf.content))


def test_the_version_of_the_key_goes_with_the_seal(now: datetime, keyring_file: object) -> None:
    write_pages("one")
    seal_rows(Page, stream="pages", now=now)
    queries.keyring().with_new("seal").save(keyring_file)
    write_pages("two")
    seal_rows(Page, stream="pages", now=now)
    assert list(Seal.objects.order_by("number").values_list("key_version", flat=True)) == [1, 2]
    assert not list(queries.chain_faults(Page, stream="pages"))
    assert not list(queries.content_faults(Page, lambda page: page.content))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_two_sealers_at_once_make_one_chain(now: datetime, begun: bool) -> None:
    write_pages(*map(str, range(60)))
    if begun:
        seal_rows(Page, stream="pages", now=now, limit=1)
    start = threading.Barrier(2)
    counts: list[int] = []

    def seal_all() -> None:
        try:
            start.wait()
            for _ in range(200):
                # The in-memory database of the tests does not wait for another writer.
                with suppress(OperationalError):
                    counts.append(seal_rows(Page, stream="pages", now=now, limit=3))
        finally:
            connection.close()

    sealers = [threading.Thread(target=seal_all) for _ in range(2)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()

    assert sum(counts) == 60 - begun
    assert queries.unsealed_tail(Page) == 0
    numbers = list(Seal.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert not list(queries.chain_faults(Page, stream="pages"))


@pytest.mark.django_db(transaction=True)
def test_a_row_taken_away_under_the_sealer_stops_it(now: datetime) -> None:
    write_pages("one", "two")

    def take_one_away(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT"):
            with connection.cursor() as cursor:
                cursor.cursor.execute("DELETE FROM shelf_page WHERE text = 'one'")
        return execute(sql, *rest)

    with connection.execute_wrapper(take_one_away), pytest.raises(Unavailable, match="went away"):
        seal_rows(Page, stream="pages", now=now)
    assert Seal.objects.count() == 0
    assert seal_rows(Page, stream="pages", now=now) == 2
