"""A book under measurement: its database, its cards, and what it has acknowledged so far."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from bench.cards import Batch, Cards, Tally, Uses, openings
from bench.engines import Engine
from bench.inside import check_book, make_book
from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.writer import (
    ITEMS_AT_ONCE,
    PostgresWriter,
    SqliteWriter,
    open_writer,
)
from yika.kit.keyring import Keyring

_seeds = count(1)


@dataclass(slots=True)
class Book:
    """A database with cards in it; `tally` grows with every acknowledged batch."""

    engine: Engine
    name: str
    url: str
    keyring: Path
    cards: Cards
    tally: Tally = field(default_factory=Tally)
    seal: SealKey = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.seal = SealKey(*Keyring.load(self.keyring).current("seal"))

    def writer(self) -> PostgresWriter | SqliteWriter:
        return open_writer(self.url, seal=self.seal)

    def uses(self) -> Uses:
        return Uses(self.cards, seed=next(_seeds))

    def copy(self, to: str) -> "Book":
        """The same book once more, under another name."""
        url = self.engine.copy(self.name, to)
        return replace(self, name=to, url=url, tally=replace(self.tally))

    def remove(self) -> None:
        self.engine.remove(self.name)

    def faults(self) -> list[str]:
        """Every invariant that does not hold, and every acknowledged row that is missing."""
        found = check_book(self.url, keyring=self.keyring)
        counts = [
            f"{what}: {kept} are in the book, {told} were acknowledged"
            for what, kept, told in (
                ("moves", found.moves, self.tally.moves),
                ("answers", found.answers, self.tally.answers),
            )
            if kept != told
        ]
        return [f"{self.engine.key} {self.name}: {fault}" for fault in found.faults + counts]


def open_cards(engine: Engine, name: str, *, keyring: Path, cards: int) -> Book:
    """A book with so many cards, each topped up through the posting engine."""
    url = engine.make(name)
    book = Book(engine, name, url, keyring, make_book(url, keyring=keyring, cards=cards))
    _post_all(book, openings(book.cards, at_once=ITEMS_AT_ONCE))
    return book


def open_books(engines: Iterable[Engine], *, keyring: Path, cards: int) -> list[Book]:
    """The same book on each engine, made side by side."""
    with ThreadPoolExecutor() as threads:
        return list(
            threads.map(
                lambda engine: open_cards(engine, "base", keyring=keyring, cards=cards), engines
            )
        )


def check_out(books: Sequence[Book]) -> list[str]:
    """Check books side by side, in processes of their own, and remove them; what is wrong."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        faults = list(chain.from_iterable(threads.map(Book.faults, books)))
    for book in books:
        book.remove()
    return faults


def fill(book: Book, moves: int) -> None:
    """Post uses until there are so many moves in the book."""
    uses = book.uses()

    def until_full() -> Iterable[Batch]:
        while book.tally.moves < moves:
            yield uses.batch(min(ITEMS_AT_ONCE, moves - book.tally.moves))

    _post_all(book, until_full())


def _post_all(book: Book, batches: Iterable[Batch]) -> None:
    writer = book.writer()
    try:
        for batch in batches:
            writer.post(batch.items, now=datetime.now(UTC))
            book.tally.add([batch])
    finally:
        writer.close()
