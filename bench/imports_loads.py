"""What the import benchmark does to a database: an issuer, an import, bulk_create, a check."""

import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from django.core.management import call_command
from django.db import transaction

from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.cards.models import Batch, Card, CardNumber
from yika.domain.cards.rules.numbers import Series
from yika.domain.imports.actions import advance_import, approve_import, receive_import
from yika.domain.imports.models import StagedLine
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.issuers.actions import open_issuer
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.ledger import verify
from yika.domain.ledger.actions import open_book
from yika.domain.ledger.models import Move
from yika.domain.staff.rules import Role, rights_of
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.ids import new_id
from yika.products.load import catalogue

ISSUER = "bench"
PRODUCT = "transit-adult"
ROWS_AT_ONCE = 5000
ONE, OTHER = (
    Actor(
        ActorKind.STAFF,
        f"login_01kaf000000000000000000{name}",
        Channel.CONSOLE,
        issuer=ISSUER,
        rights=rights_of([Role.OPERATOR, Role.SUPERVISOR]),
    )
    for name in ("0ne", "ther")
)


class Timed(TypedDict):
    """What a load took, without what was made ready before it, and what is wrong after it."""

    seconds: float
    processor_seconds: float
    written: int
    faults: list[str]


class Clock:
    """Runs from the moment it is made."""

    def __init__(self) -> None:
        self._written = _written()
        self._processor = time.process_time()
        self._began = time.perf_counter()

    def read(self) -> Timed:
        return Timed(
            seconds=time.perf_counter() - self._began,
            processor_seconds=time.process_time() - self._processor,
            written=_written() - self._written,
            faults=[],
        )


def _written() -> int:
    """Bytes this process has handed to the system to write."""
    fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(fields["wchar"])


def make() -> None:
    """An issuer with books that sells one product."""
    call_command("migrate", verbosity=0, skip_checks=True)
    now = datetime.now(UTC)
    open_issuer(
        code=ISSUER,
        name=Text("Bench", "测试"),
        kind=IssuerKind.TRANSIT,
        hotline="400 000 0000",
        zone="Asia/Shanghai",
        seal="测",
        by=WORKER,
        now=now,
        request_id="issuer",
    )
    open_book(code=ISSUER, zone="Asia/Shanghai", by=WORKER, now=now, request_id="book")
    product = catalogue()[PRODUCT]
    propose_edition(
        issuer=ISSUER,
        product=product,
        effective_on=now.date(),
        by=ONE,
        now=now,
        request_id="propose",
    )
    approve_edition(
        issuer=ISSUER, product=PRODUCT, edition=1, by=OTHER, now=now, request_id="approve"
    )


def _numbers(count: int) -> Iterator[str]:
    policy = catalogue()[PRODUCT].number
    assert policy
    series = Series.of(policy)
    return (series.number(serial) for serial in range(count))


def bulk(count: int) -> Timed:
    """The rows an import of cards in stock leaves behind, by bulk_create."""
    numbers = list(_numbers(count))
    batch = Batch.objects.create(
        issuer=ISSUER,
        product=PRODUCT,
        edition=1,
        count=count,
        first_number=numbers[0],
        last_number=numbers[-1],
        made_at=datetime.now(UTC),
        made_by="bench",
        made_by_request=new_id(),
    )
    clock = Clock()
    for start in range(0, count, ROWS_AT_ONCE):
        cards = [
            Card(
                issuer=ISSUER,
                product=PRODUCT,
                edition=1,
                number=number,
                batch=batch,
                piece=start + place,
                state="in_stock",
                key_version=1,
            )
            for place, number in enumerate(numbers[start : start + ROWS_AT_ONCE], start=1)
        ]
        with transaction.atomic():
            Card.objects.bulk_create(cards)
            CardNumber.objects.bulk_create(
                CardNumber(number=card.number, card_id=card.id) for card in cards
            )
    return clock.read()


def load(count: int, *, money: bool) -> Timed:
    """An import from the first byte to the last card; with money, the second person is at once."""
    text = "card number,state" + (",main,deposit\r\n" if money else "\r\n")
    line = "{},active,12.50,20.00\r\n" if money else "{},in stock\r\n"
    raw = (text + "".join(map(line.format, _numbers(count)))).encode()
    typed = Totals(count, {"main": 1250 * count, "deposit": 2000 * count}) if money else None
    clock = Clock()
    view = receive_import(
        order=Order(ISSUER, PRODUCT, typed=typed),
        file=io.BytesIO(raw),
        name="bench.csv",
        background=False,
        by=WORKER,
        now=datetime.now(UTC),
        request_id="bench",
    )
    view = _work(view)
    if view.waits:
        _work(
            approve_import(
                import_id=view.id,
                background=False,
                by=OTHER,
                now=datetime.now(UTC),
                request_id="second",
            )
        )
    return clock.read()


def _work(view: ImportView) -> ImportView:
    while not view.rests:
        now = datetime.now(UTC)
        view = advance_import(import_id=view.id, by=WORKER, now=now, request_id=f"at {now}")
    return view


def faults(count: int, *, money: bool) -> list[str]:
    """Whatever is not as it must be after a load."""
    kept = {
        "cards": (Card.objects.count(), count),
        "numbers": (CardNumber.objects.count(), count),
        "staged lines": (StagedLine.objects.count(), 0),
        "moves": (Move.objects.count(), 2 * count * money),
    }
    found = [f"{name}: {are}, expected {due}" for name, (are, due) in kept.items() if are != due]
    return found + [str(fault) for fault in verify.faults()]
