"""The pictures of documents that are still there, whose they are, and checks under way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yika.domain.identity.models import Evidence, Verification
from yika.domain.identity.rules.retention.faces import ALARM_AT, FaceCount
from yika.domain.identity.rules.review.states import OPEN, State
from yika.domain.vault.queries import rows_with_files
from yika.domain.vault.rules import FileFacts

MODEL: Final = "evidence"
FACE, SIGNATURE = "face", "signature"
SHOWING: Final = frozenset({"front", "data", FACE})
"""The sides of documents that carry a portrait, and pictures of a face itself."""
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture that is still there: whose it is, and how the check ended it was given for."""

    file: str
    side: str
    holder: UUID
    issuer: str
    ended: bool
    approved: bool
    since: datetime

    @property
    def kind(self) -> str:
        """The class of data it belongs to."""
        return picture_class(self.side, approved=self.approved)


def picture_class(side: str, *, approved: bool) -> str:
    """The class of data that a picture belongs to, by its side and how the check ended."""
    if side == FACE:
        return "face-pictures"
    if side == SIGNATURE:
        return "signatures"
    return "document-pictures" if approved else "refused-pictures"


def pictures(files: Iterable[FileFacts]) -> Iterator[Picture]:
    """The pictures behind these files; a file whose row is gone is nobody's."""
    page: list[FileFacts] = []
    for file in files:
        page.append(file)
        if len(page) == AT_ONCE:
            yield from _page(page)
            page = []
    yield from _page(page)


def pictures_of(holder: UUID) -> list[Picture]:
    """All of one holder that were ever given, also those that are destroyed."""
    rows = Evidence.objects.filter(verification__holder=holder).select_related("verification")
    return [_picture(row) for row in rows.order_by("id")]


def face_count(*, alarm_at: int = ALARM_AT, issuer: str = "") -> FaceCount:
    """Of the whole installation, or of one issuer.

    Counted high rather than low: replaced pictures too, until they are destroyed.
    """
    there = Evidence.objects.filter(pk__in=rows_with_files(MODEL, issuer=issuer))
    return FaceCount(stored=there.filter(side__in=SHOWING).count(), alarm_at=alarm_at)


def has_open_check(holder: UUID) -> bool:
    """Whether a check of this holder's real name is under way."""
    return Verification.objects.filter(holder=holder, state__in=OPEN).exists()


def open_checks(holder: UUID, issuer: str) -> list[str]:
    """The checks of this holder's real name that are under way at an issuer."""
    rows = Verification.objects.filter(holder=holder, issuer=issuer, state__in=OPEN)
    return [str(row) for row in rows.order_by("id")]


def _page(files: list[FileFacts]) -> Iterator[Picture]:
    keys = [UUID(one.place.key) for one in files]
    rows = Evidence.objects.filter(pk__in=keys).select_related("verification")
    return map(_picture, rows)


def _picture(row: Evidence) -> Picture:
    of = row.verification
    return Picture(
        file=row.file,
        side=row.side,
        holder=of.holder,
        issuer=of.issuer,
        ended=of.state not in OPEN,
        approved=of.state == State.APPROVED,
        since=of.decided_at or of.submitted_at or of.begun_at,
    )
