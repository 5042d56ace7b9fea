"""How sealed files are named, which place each belongs to, and when one may be cleared away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from yika.kit import ids
from yika.kit.errors import Refusal, gettext_noop

PREFIX = "file"
# Far longer than any transaction that may still vouch for the file. Nobody can read it meanwhile,
# and whoever restored too old a database has time to notice.
STRAY_AFTER = timedelta(days=7)
FOLDERS = 256
SHARES = 24  # each hour its share of the folders, so each folder is looked through once a day


class FileDestroyed(Refusal):
    """The content is gone for good; what was known about it may still be there."""

    code = "vault.file_destroyed"
    wording = gettext_noop("This file was destroyed when it was no longer needed.")


class Place(NamedTuple):
    """The column of the row that a file belongs to."""

    issuer: str
    model: str
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What may be known about a sealed file without opening it."""

    id: str
    place: Place
    size: int
    sha256: bytes
    made_at: datetime
    purge_after: datetime | None
    purged_at: datetime | None


def read_place(where: str) -> Place:
    """The parts of what `envelope.place` made; ValueError for anything else."""
    parts = where.split("|")
    if len(parts) != len(Place._fields) or not all(parts[1:]):
        raise ValueError(f"expected issuer|model|key|field, not {where!r}")
    return Place(*parts)


def bound_to(where: str, file: UUID) -> str:
    """What key and content of a file are bound to: its place, and which file of that place."""
    return f"{where}|{ids.show(PREFIX, file)}"


def folder_of(file: UUID) -> str:
    """Its end is random, its beginning is the time: by its end the folders fill alike."""
    return file.hex[-2:]


def folders_of_the_hour(now: datetime) -> list[str]:
    """The folders that are looked through for strays in this hour of the day."""
    return [f"{number:02x}" for number in range(now.hour % SHARES, FOLDERS, SHARES)]
