"""A file of any length takes little memory, also one with a single wrong line."""

import io
import os
import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection

from tests.domain.imports.samples import ISSUER, OPERATOR, TRANSIT, number, work
from yika.domain.cards.models import Card, CardNumber
from yika.domain.imports import actions, queries, staging
from yika.domain.imports.rules.reasons import Reason
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.views import Order
from yika.kit.actor import WORKER

pytestmark = pytest.mark.usefixtures("harbor")

SOAK = bool(os.environ.get("YIKA_SOAK"))
CARDS = 1_000_000 if SOAK else 20_000
WRONG = CARDS * 9 // 10
MIB = 2**20


class Lines(io.RawIOBase):
    """A file that is written while it is read; one of its numbers is wrong."""

    def __init__(self) -> None:
        self._lines = self._write()
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        while len(self._held) < size and (more := next(self._lines, b"")):
            self._held += more
        some, self._held = self._held[:size], self._held[size:]
        return some

    def _write(self) -> Iterator[bytes]:
        yield b"number,state\r\n"
        for serial in range(2, CARDS + 2):
            text = number(serial)
            if serial == WRONG:
                text = text[:-2] + text[-1] + text[-2] if text[-1] != text[-2] else text[:-1]
            yield f"{text},in stock\r\n".encode()


@pytest.mark.parametrize("mode", Mode)
def test_one_wrong_line_of_very_many_is_found_in_little_memory(now: datetime, mode: Mode) -> None:
    if SOAK:
        tracemalloc.start()  # which makes it five times as slow
    view = actions.receive_import(
        order=Order(ISSUER, TRANSIT, mode),
        file=Lines(),
        name="long.csv",
        background=False,
        by=OPERATOR,
        now=now,
        request_id="long",
    )
    view = work(view, now)
    if SOAK:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 40 * MIB

    (refused,) = queries.refused_lines(view.id, WORKER)
    assert refused.line == WRONG
    assert refused.reason in {Reason.NUMBER_CHECK, Reason.NUMBER_SERIES}
    taken = CARDS - 1 if mode is Mode.PER_LINE else 0
    assert (view.found.count, view.applied) == (CARDS, taken)
    assert Card.objects.count() == CardNumber.objects.count() == taken


def test_numbers_are_held_against_each_other_by_their_index(now: datetime) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {staging._TWICE}", [UUID(int=1).hex, 0, 10])
        plan = str(cursor.fetchall())

    assert "import_line_by_number" in plan
