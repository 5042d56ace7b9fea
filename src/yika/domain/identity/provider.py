"""What the domain needs of those who look at pictures or ask a register for it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from yika.domain.identity.rules.reading.boxes import Boxes
from yika.products.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun:
    """Nobody looked, which is no statement about anything. A person does it instead."""

    reason: str


class DocumentReader(Protocol):
    """Finds the lines of text on a picture. What it finds is advice, never a decision."""

    def read(self, picture: bytes) -> Boxes | NotRun:
        """The text of one picture as our own pictures are encoded; no text is an answer too.

        Raises Unavailable when the reading ended without an answer, `permanent` when the same
        picture will fail again. Must answer or give up well within the lease of a parcel.
        """
        ...


class Vouch(StrEnum):
    """What a register says: both belong together, they do not, or it does not know the number."""

    MATCH = "match"
    NO_MATCH = "no-match"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """The answer of a register, with who gave it."""

    vouch: Vouch
    engine: str
    version: str


class RegistryProvider(Protocol):
    """Asks an official register whether name and number belong together."""

    def ask(
        self, *, document: Document, name: str, number: str, reference: str
    ) -> Vouched | NotRun:
        """The same reference is the same question, also when it comes again.

        Raises Unavailable when it was not asked (`permanent` when it never will be), and Unknown
        when nobody can say: then it is asked again. Keeps nothing of what it was asked.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike a program finds two faces, of a hundred; None unless each picture shows one.

    Where it is None: `several` faces were found, the one on the document is too `small` to be
    compared, or else none was found. `same`: so alike that it may be one photograph twice. A hint
    for a reviewer, never a reason by itself.
    """

    alike: int | None
    similar: bool = False
    several: bool = False
    small: bool = False
    same: bool = False
    engine: str
    version: str


class FaceMatcher(Protocol):
    """Compares the face on a document with a picture of a face, and forgets both."""

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness | NotRun:
        """Raises Unavailable as a reader does. What it measured of a face is kept nowhere."""
        ...
