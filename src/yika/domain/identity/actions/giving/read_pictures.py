"""Has a reader look at the pictures of a verification, while nothing is locked and nobody waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from yika.domain.identity.actions.giving.keep_reading import keep_reading
from yika.domain.identity.models import Evidence
from yika.domain.identity.provider import DocumentReader, NotRun
from yika.domain.identity.rules.documents import RULES, Fields, Side
from yika.domain.identity.rules.reading.boxes import Boxes
from yika.domain.identity.rules.reading.read import Reading, read_side
from yika.domain.identity.rules.review import times
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.verifying.checking import pictures
from yika.domain.identity.verifying.folder import open_folder
from yika.domain.journal.actions import send_later
from yika.domain.vault.queries import open_file
from yika.domain.vault.rules.files import FileDestroyed
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable
from yika.kit.pictures.quarters import turned
from yika.products.documents import Document

READING = "identity.read"
HALF_A_TURN, FULL_TURN = 180, 360


def hand_to_reader(*, key: str, now: datetime) -> None:
    """Due work: pass it to the way out, for which no transaction waits while a picture is read."""
    reference = f"{key}:{now:%Y%m%d%H%M%S%f}"
    send_later(READING, reference=reference, payload={"verification": key}, now=now)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PictureReading:
    """The way out to a reader. A worker that dies in the middle leaves all as it was."""

    reader: DocumentReader
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:  # noqa: ARG002
        """Read, and keep what was found; a repeat finds that nobody waits any more."""
        verification = str(payload["verification"])
        read_pictures(verification=verification, reader=self.reader, clock=self.clock)


def read_pictures(
    *, verification: str, reader: DocumentReader, clock: Callable[[], datetime]
) -> bool:
    """Read every side and keep it for the person to confirm; whether somebody waited for it.

    Never call this inside a transaction. Raises Unavailable when it may be tried again; a
    picture that no reader will ever understand has nothing on it, and goes to the person, too,
    with the trouble kept as the outcome of the reading.
    """
    folder = open_folder(verification, by=WORKER)
    if folder.state is not State.READING:
        return False
    desk = _Desk(reader, folder.document, times.today(clock(), folder.zone))
    for row in pictures(folder):
        if _is_read(row, folder.document) and not desk.gave_up:
            desk.read(row)
    return keep_reading(
        verification=verification,
        found=None if desk.gave_up else desk.found,
        reader=desk.engine,
        trouble=desk.failed,
        now=clock(),
    )


def _is_read(row: Evidence, document: Document) -> bool:
    """Only the sides of the holder's document itself: nobody reads a signature."""
    own = row.whose == HOLDER and row.document == document
    return own and row.side in RULES[document].sides


@dataclass(slots=True)
class _Desk:
    """The pictures of one document, one after the other."""

    reader: DocumentReader
    document: Document
    today: date
    found: dict[Side, Fields] = field(default_factory=dict)
    engine: str = ""
    gave_up: bool = False
    failed: bool = False

    def read(self, row: Evidence) -> None:
        """What it says; one that lies wrongly is set upright and read once more."""
        best, degrees, tried = Reading(), 0, set[int]()
        while degrees not in tried:
            tried.add(degrees)
            boxes = self._look(row, degrees)
            if boxes is None:
                break
            reading = read_side(self.document, Side(row.side), boxes, today=self.today)
            best = max(best, reading, key=lambda each: len(each.fields.said()))
            degrees = (degrees + _turn(reading)) % FULL_TURN
        self.found[Side(row.side)] = best.fields

    def _look(self, row: Evidence, degrees: int) -> Boxes | None:
        """The text on it; None where it never can be read, or was taken away meanwhile."""
        try:
            picture = open_file(row.file, row.where("picture"))
            seen = self.reader.read(turned(picture, degrees) if degrees else picture)
        except FileDestroyed:
            return None
        except Unavailable as trouble:
            if not trouble.permanent:
                raise
            self.failed = True
            return None
        if isinstance(seen, NotRun):
            self.gave_up, self.engine = True, seen.reason
            return None
        self.engine = f"{seen.engine} {seen.version}"
        return seen


def _turn(reading: Reading) -> int:
    """By how many degrees the picture should be turned before it is read once more; 0: it is read.

    Readers make nothing of lines that stand on their heads.
    """
    if reading.is_bare:
        return HALF_A_TURN
    return reading.turned if reading.unread else 0
