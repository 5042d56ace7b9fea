"""Does in the background what requests must not wait for: seals, sends, and does due work."""

import random
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from yika.domain.journal import actions as journal
from yika.domain.journal.provider import WayOut
from yika.domain.journal.rules import masked
from yika.domain.ledger import actions as ledger
from yika.domain.vault.queries import last_seal
from yika.domain.vault.rules import LastSeal
from yika.kit.errors import Unavailable, Unknown
from yika.site import reactions
from yika.site.data import seal_copy

IDLE = 1.0  # seconds between two looks when nothing was due
A_TURN = timedelta(seconds=5)  # one duty works so long until the others have their turn
BEAT_EVERY = timedelta(seconds=15)
SEAL_EVERY = timedelta(seconds=2)  # a busy site would else make a seal for every few rows
SEALED_AT_ONCE = 1000  # as many rows under one seal mean that there are more
BACK_OFF_MAX = 30.0  # seconds

SEALERS: Mapping[str, Callable[..., int]] = {
    "journal": journal.seal_entries,
    "ledger": ledger.seal_batches,
}
EVENTS = {
    journal.Delivery: ("outbox.sent", "outbox.not_sent"),
    journal.Done: ("work.done", "work.put_off"),
}
HELD_UP = (OperationalError, InterfaceError, Unavailable)

log = structlog.get_logger("yika.worker")


def run(*, once: bool) -> None:
    """Work until SIGTERM or SIGINT, or `once` until nothing is due; what is begun is finished."""
    worker = Worker(seal_every=timedelta(0)) if once else Worker()
    with _stopped_by_signals(worker.stopping):
        log.info("worker.started", host=socket.gethostname(), ways=sorted(worker.ways))
        if once:
            worker.run_once()
        else:
            worker.run()
    log.info("worker.stopped")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Worker:
    """All it does may be done twice, and any number of workers may run at the same time."""

    ways: Mapping[str, WayOut] = field(default_factory=reactions.ways_out)
    work: Mapping[str, journal.Handler] = field(default_factory=lambda: reactions.WORK)
    standing: Sequence[str] = reactions.STANDING
    clock: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random
    idle: float = IDLE
    seal_every: timedelta = SEAL_EVERY
    stopping: threading.Event = field(default_factory=threading.Event)
    _begun: bool = False
    _beat_at: datetime | None = None
    _sealed_at: datetime | None = None
    _copied: dict[str, LastSeal] = field(default_factory=dict)

    def run(self) -> None:
        """Work until told to stop, through whatever happens to the database."""
        failures = 0
        while not self.stopping.is_set():
            try:
                pause = 0.0 if self.do_round() else self.idle
                failures = 0
            except HELD_UP as error:
                failures += 1
                pause = min(0.5 * 2**failures, BACK_OFF_MAX)
                log.warning("worker.held_up", error=masked(str(error)), again_in=pause)
                connection.close()
            self.stopping.wait(pause)

    def run_once(self) -> None:
        """Work until nothing is due. What fails is due later, so this comes to an end."""
        while not self.stopping.is_set() and self.do_round():
            pass

    def do_round(self) -> bool:
        """Every duty has its turn; whether there was anything to do."""
        if not self._begun:
            self._begin()
        turns = [self._take_turn(partial(self._deliver, kind)) for kind in self.ways]
        turns.append(self._take_turn(self._do_due_work))
        return any([*turns, self._seal()])

    def _begin(self) -> None:
        """Make sure that the work which comes back for ever is there."""
        with transaction.atomic():
            for kind in self.standing:
                journal.schedule(kind=kind, key="", due_at=self.clock())
        self._begun = True

    def _take_turn(self, duty: Callable[[], journal.Delivery | journal.Done | None]) -> bool:
        """Do it until nothing is left, something goes wrong, or the others have waited enough."""
        self._beat()
        end = self.clock() + A_TURN
        busy = False
        while self.clock() < end and not self.stopping.is_set():
            outcome = duty()
            if outcome is None:
                break
            busy = True
            _report(outcome)
            if outcome.trouble:
                break
        return busy

    def _deliver(self, kind: str) -> journal.Delivery | None:
        return journal.deliver_parcel(
            kind=kind, way=self.ways[kind], clock=self.clock, chance=self.chance
        )

    def _do_due_work(self) -> journal.Done | None:
        return journal.do_due_work(handlers=self.work, now=self.clock(), chance=self.chance)

    def _beat(self) -> None:
        now = self.clock()
        if self._beat_at is None or now - self._beat_at >= BEAT_EVERY:
            journal.beat(host=socket.gethostname(), now=now)
            self._beat_at = now

    def _seal(self) -> bool:
        """Seal what was written since the last time, and see that a copy of the seals is kept."""
        now = self.clock()
        if self._sealed_at and now - self._sealed_at < self.seal_every:
            return False
        self._sealed_at = now
        sealed = {stream: self._seal_stream(stream, now) for stream in SEALERS}
        if settings.YIKA_SEAL_COPY_FILE:
            self._copy_seals(settings.YIKA_SEAL_COPY_FILE, now)
        return any(sealed.values())

    def _seal_stream(self, stream: str, now: datetime) -> int:
        total = rows = SEALERS[stream](now=now)
        while rows >= SEALED_AT_ONCE and not self.stopping.is_set():
            rows = SEALERS[stream](now=now)
            total += rows
        if total:
            log.debug("worker.sealed", stream=stream, rows=total)
        return total

    def _copy_seals(self, file: Path, now: datetime) -> None:
        """A file that cannot be written stops nothing; it is tried again with the next seals."""
        for stream in SEALERS:
            last = last_seal(stream)
            if last is None or last == self._copied.get(stream):
                continue
            try:
                seal_copy.keep(last, file=file, now=now)
                self._copied[stream] = last
            except OSError as error:
                log.error("worker.seal_not_copied", stream=stream, error=str(error))


def _report(outcome: journal.Delivery | journal.Done) -> None:
    """One log line; only a bug shows where it happened."""
    went_well, did_not = EVENTS[type(outcome)]
    facts = {one.name: getattr(outcome, one.name) for one in fields(outcome)}
    trouble = facts.pop("trouble")
    if trouble is None:
        log.debug(went_well, **facts)
    elif isinstance(trouble, Unavailable | Unknown):
        log.warning(did_not, error=masked(str(trouble)), **facts)
    else:
        log.error(did_not, exc_info=trouble, **facts)


@contextmanager
def _stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    """The first SIGTERM or SIGINT asks to stop; the second one does what it always does."""

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.set()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
