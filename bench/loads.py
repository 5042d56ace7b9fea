"""The ways a book is loaded: batches by one writer or two, and single posts by many callers."""

import asyncio
import gc
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from bench.books import Book
from bench.cards import Batch, Cards, Tally, Uses
from bench.meter import Measured, Meter
from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.writer import GroupCommit, Writer, open_writer

WARM_UP = 0.3  # seconds: connections are made, statements prepared, the rate is learned
SUPPLY = 1.6  # so many times what the warm-up lets us expect
PATIENCE = 300


class Ingest:
    """A warmed-up writer that stays connected and posts batches of one size when asked to."""

    def __init__(self, writer: Writer, uses: Uses, *, size: int, tally: Tally) -> None:
        self._writer, self._uses, self._size, self._tally = writer, uses, size, tally
        self._rate = 0.0

        self.post(uses.supply(size, 4 + 4000 // size), WARM_UP)

    def supply(self, seconds: float) -> list[Batch]:
        """Batches for a run, made before its clock starts."""
        return self._uses.supply(self._size, ceil(self._rate * seconds * SUPPLY))

    def post(self, supply: Sequence[Batch], seconds: float) -> int:
        """Post until the time or the supply is over; how many items were answered."""
        done: list[Batch] = []
        began = time.perf_counter()
        for batch in supply:
            self._writer.post(batch.items, now=datetime.now(UTC))
            done.append(batch)
            if time.perf_counter() >= began + seconds:
                break
        self._rate = len(done) / (time.perf_counter() - began)
        self._tally.add(done)
        return len(done) * self._size

    def close(self) -> None:
        self._writer.close()


def ingest(book: Book, size: int) -> Ingest:
    """One connection to a book."""
    return Ingest(book.writer(), book.uses(), size=size, tally=book.tally)


def measure(book: Book, by: Ingest, seconds: float) -> Measured:
    """One run of batches, one after the other."""
    supply = by.supply(seconds)
    with _unwatched():
        meter = Meter(book.engine)
        return meter.read(by.post(supply, seconds))


def post_batches(book: Book, *, size: int, seconds: float) -> Measured:
    """One run on a connection of its own."""
    with closing(ingest(book, size)) as by:
        return measure(book, by, seconds)


@dataclass(frozen=True, slots=True)
class Half:
    """What one of two writers needs to know, and can be sent to another process."""

    url: str
    seal: SealKey
    cards: Cards
    seed: int
    size: int
    seconds: float


Share = tuple[int, float, Tally]  # items, processor seconds, rows


def post_batches_in_two(book: Book, *, size: int, seconds: float) -> Measured:
    """Two processes with a connection each, and half of the cards each."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    shares: Queue[Share] = context.Queue()
    seed = time.time_ns()
    halves = [
        Half(book.url, book.seal, book.cards.half(part), seed + part, size, seconds)
        for part in range(2)
    ]
    workers = [context.Process(target=_work, args=(half, barrier, shares)) for half in halves]
    for worker in workers:
        worker.start()
    barrier.wait(PATIENCE)
    meter = Meter(book.engine)
    barrier.wait(PATIENCE)
    # The clock stops here, while both are still connected; what they used they tell afterwards.
    wall = meter.read(1)
    barrier.wait(PATIENCE)
    told = [shares.get(timeout=PATIENCE) for _ in workers]
    for worker in workers:
        worker.join()
    book.tally.add(tally for _, _, tally in told)
    return Measured(
        sum(items for items, _, _ in told),
        wall.seconds,
        wall.processor_seconds + sum(processor for _, processor, _ in told),
        wall.log_bytes,
    )


def _work(half: Half, barrier: Barrier, shares: "Queue[Share]") -> None:
    tally = Tally()
    try:
        writer = open_writer(half.url, seal=half.seal)
        by = Ingest(writer, Uses(half.cards, seed=half.seed), size=half.size, tally=tally)
        supply = by.supply(half.seconds)
        with _unwatched():
            barrier.wait(PATIENCE)
            before = time.process_time()
            items = by.post(supply, half.seconds)
            used = time.process_time() - before
            barrier.wait(PATIENCE)
        barrier.wait(PATIENCE)
        shares.put((items, used, tally))
        by.close()
    except BaseException:
        barrier.abort()
        raise


def post_singles(book: Book, *, clients: int, seconds: float) -> Measured:
    """So many callers, each waiting for its own answer before it asks again."""
    return asyncio.run(_post_singles(book, clients, seconds))


async def _post_singles(book: Book, clients: int, seconds: float) -> Measured:
    group, uses = GroupCommit(book.writer()), book.uses()
    try:
        warm_up = uses.supply(1, 10_000)
        began = time.perf_counter()
        done = await _call(group, warm_up, clients, WARM_UP)
        book.tally.add(done)
        expected = len(done) / (time.perf_counter() - began) * seconds
        supply = uses.supply(1, ceil(expected * SUPPLY))
        with _unwatched():
            meter = Meter(book.engine)
            done = await _call(group, supply, clients, seconds)
            measured = meter.read(len(done))
        book.tally.add(done)
        return measured
    finally:
        await group.close()


async def _call(
    group: GroupCommit, supply: Sequence[Batch], clients: int, seconds: float
) -> list[Batch]:
    left = iter(supply)
    done: list[Batch] = []
    end = time.perf_counter() + seconds

    async def caller() -> None:
        for use in left:
            await group.post(use.items[0])
            done.append(use)
            if time.perf_counter() >= end:
                break

    await asyncio.gather(*(caller() for _ in range(clients)))
    return done


@contextmanager
def _unwatched() -> Iterator[None]:
    """What was made before the clock started is not searched for garbage while it runs."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
