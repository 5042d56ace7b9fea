"""What is taken along on a home visit, what comes back from it, and what is wrong with that."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from yika.domain.identity.rules.documents import FIELDS, RULES, Side
from yika.domain.identity.rules.review import policy
from yika.domain.visits.rules import refusals
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENTS
from yika.products.tables.real_name import RealName

PACK_FROM: Final = timedelta(hours=12)
LASTS: Final = timedelta(hours=4)
"""How long after the visit what was taken along can be handed over."""

HELD_FOR: Final = timedelta(days=7)
"""How long what came back in another way waits for a supervisor."""

SHEET: Final = "sheet"
PIECES_MAX: Final = 12
PIECE_BYTES: Final = 6_000_000
ALL_BYTES: Final = 20_000_000
VALUE_MAX: Final = 200
_PICTURE: Final = re.compile(r"[a-z-]{1,40}/[a-z-]{1,20}")


class Why(StrEnum):
    """Why something that came back waits for a supervisor."""

    LATE = "late"
    OTHER_DEVICE = "other-device"
    REPLACED = "replaced"
    ENDED = "ended"
    UNREADABLE = "unreadable"


WHY_WORDS: Final[Mapping[Why, str]] = {
    Why.LATE: gettext_noop("It came after its time"),
    Why.OTHER_DEVICE: gettext_noop("It was altered, or comes from another device"),
    Why.REPLACED: gettext_noop("Another device was packed after this one"),
    Why.ENDED: gettext_noop("The visit had ended already"),
    Why.UNREADABLE: gettext_noop("A part of it cannot be opened"),
}


class Met(StrEnum):
    """How a visit went."""

    DONE = "done"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the two wrote down: how it went, what they saw, what the document says."""

    met: Met
    document: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    original: bool = False
    face: bool = False
    captured_at: datetime | None = None


class NoSheet(ValueError):
    """What was brought back is not in the form of a sheet."""


def check_packing(begins: datetime, ends: datetime, now: datetime) -> None:
    """Refuse to take anything along long before the visit, or after it."""
    if not begins - PACK_FROM <= now < ends:
        raise refusals.TooSoonToPack


def check_sizes(pieces: Mapping[str, bytes]) -> None:
    """Refuse more than a visit can bring back, or under a name that nothing has."""
    sizes = [len(one) for one in pieces.values()]
    named = all(name == SHEET or _PICTURE.fullmatch(name) for name in pieces)
    few = len(pieces) <= PIECES_MAX and sum(sizes) <= ALL_BYTES
    if SHEET not in pieces or not named or not few or max(sizes) > PIECE_BYTES:
        raise refusals.BundleTooLarge


def digest(pieces: Mapping[str, bytes]) -> bytes:
    """One hash over all pieces and their names, as the device makes it too."""
    lines = (f"{name}:{sha256(pieces[name]).hexdigest()}\n" for name in sorted(pieces))
    return sha256("".join(lines).encode()).digest()


def why_held(*, is_open: bool, is_newest: bool, is_late: bool, is_marked: bool) -> Why | None:
    """What speaks against taking it in, if anything does."""
    if not is_marked:
        return Why.OTHER_DEVICE
    if is_late:
        return Why.LATE
    if not is_newest:
        return Why.REPLACED
    return None if is_open else Why.ENDED


def read_sheet(plain: bytes) -> Sheet:
    """The sheet again; NoSheet for anything else."""
    try:
        told: dict[str, Any] = json.loads(plain)
        at = told.get("captured_at")
        given = {str(name): str(value) for name, value in dict(told.get("fields", {})).items()}
        sheet = Sheet(
            met=Met(told["met"]),
            document=str(told.get("document", "")),
            fields=given,
            original=told.get("original") is True,
            face=told.get("face") is True,
            captured_at=datetime.fromisoformat(at) if at else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoSheet from error
    if sheet.captured_at and sheet.captured_at.tzinfo is None:
        raise NoSheet
    return sheet


def captured(at: datetime | None, *, taken_at: datetime, now: datetime) -> datetime:
    """When it was captured, as far as the clock of a device can be believed."""
    return min(max(at or now, taken_at), now)


def wanted(policy_: RealName) -> list[dict[str, Any]]:
    """Each document that may be shown, with what to photograph and what to write down of it."""
    return [
        {
            "document": document,
            "pictures": [f"{one}/{side}" for one, side in policy.missing(policy_, document, ())],
            "fields": _fields(document),
            "needed": [name for name in FIELDS if name in RULES[document].needed],
        }
        for document in DOCUMENTS
        if document in policy_.documents
    ]


def place_of(name: str) -> tuple[str, Side]:
    """The document and the side that a picture is of; ValueError where there is no such side."""
    document, _, side = name.partition("/")
    return document, Side(side)


def _fields(document: Any) -> list[str]:
    stand = frozenset().union(*RULES[document].sides.values()) - {"mrz", "other_number"}
    return [name for name in FIELDS if name in stand | RULES[document].needed]
