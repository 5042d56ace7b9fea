"""The daily sweep: which noun destroys which class of data, and what a sweep did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yika.domain.campaigns.actions import sweep_records
from yika.domain.cards.actions import sweep_notes
from yika.domain.enquiries.actions import sweep_contacts, sweep_words
from yika.domain.errands.actions import sweep_failed_begins
from yika.domain.identity.actions.retention import (
    destroying,
    sweep_consents,
    sweep_copies,
    sweep_fields,
    sweep_names,
    sweep_pictures,
    sweep_ties,
    sweep_unused,
)
from yika.domain.identity.queries.retention import face_count, spared
from yika.domain.identity.rules.retention import CLASSES, DataClass, over_before
from yika.domain.identity.rules.retention.faces import FaceCount
from yika.domain.identity.rules.retention.plan import SWEEP_EVERY
from yika.domain.journal.actions import record
from yika.domain.messages.actions import sweep_messages
from yika.domain.people.actions import sweep_looks
from yika.domain.vault.rules.portions import Portion
from yika.kit.actor import WORKER, Actor
from yika.site.data.using import last_uses

PORTIONS_MAX: Final = 1000
PORTIONS_AT_ONCE: Final = 5
SOON: Final = timedelta(minutes=1)


class Sweep(Protocol):
    """Destroys a portion of what is over and not spared; with `dry_run` it counts all of it."""

    def __call__(self, *, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion: ...


class OwnSweep(Protocol):
    """The same where it differs by issuer or by thing what is over."""

    def __call__(self, *, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion: ...


SWEEPS: Final[Mapping[str, Sweep]] = {
    "campaign-records": sweep_records,
    "card-notes": sweep_notes,
    "consents": sweep_consents,
    "data-copies": sweep_copies,
    "enquiry-contacts": sweep_contacts,
    "enquiry-words": sweep_words,
    "failed-begins": sweep_failed_begins,
    "looks": sweep_looks,
    "messages": sweep_messages,
}
OWN_SWEEPS: Final[Mapping[str, OwnSweep]] = {
    "document-pictures": partial(sweep_pictures, kind="document-pictures"),
    "face-pictures": partial(sweep_pictures, kind="face-pictures"),
    "proven-names": sweep_names,
    "refused-pictures": partial(sweep_pictures, kind="refused-pictures"),
    "signatures": partial(sweep_pictures, kind="signatures"),
    "staff-ties": sweep_ties,
    "unused-names": partial(sweep_unused, uses=last_uses),
    "verification-fields": sweep_fields,
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one class; `portion` is None where no sweep looks after it.

    With `more`, not all that is over was done this time.
    """

    kind: DataClass
    portion: Portion | None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a sweep did, or would do; how many holders were spared; how many faces are stored."""

    lines: tuple[Line, ...]
    held: int
    faces: FaceCount
    dry_run: bool

    @property
    def destroyed(self) -> dict[str, int]:
        """How many by class, of those where it was any."""
        found = ((one.kind.code, one.portion.count) for one in self.lines if one.portion)
        return {code: count for code, count in found if count}


def sweep_data(
    *,
    by: Actor,
    now: datetime,
    request_id: str,
    dry_run: bool = False,
    portions: int = PORTIONS_MAX,
) -> Report:
    """Destroy all that is over and not held, class by class; or only count it.

    Safe to stop and to repeat: what is done is done, the next run goes on.
    """
    lines = tuple(_swept(one, now, 0 if dry_run else portions) for one in CLASSES)
    report = Report(
        lines, len(spared(now)), face_count(alarm_at=settings.CONFIG.face_alarm), dry_run
    )
    if report.destroyed and not dry_run:
        _note(report, by=by, now=now, request_id=request_id)
    return report


def sweep_daily(*, key: str, now: datetime) -> datetime:
    """Due work that comes back every day; soon again while more is left than is done at once."""
    request_id = f"{key}:{now.isoformat()}"
    report = sweep_data(by=WORKER, now=now, request_id=request_id, portions=PORTIONS_AT_ONCE)
    return now + (SOON if any(one.more for one in report.lines) else SWEEP_EVERY)


def _swept(one: DataClass, now: datetime, portions: int) -> Line:
    """One class, in so many portions at most; without any it is only counted."""
    dry_run, before = not portions, over_before(one.code, now=now)
    if one.code in SWEEPS and before is not None:
        sweep = partial(SWEEPS[one.code], before=before, dry_run=dry_run)
    elif one.code in OWN_SWEEPS:
        sweep = partial(OWN_SWEEPS[one.code], now=now, dry_run=dry_run)
    else:
        return Line(one, None)
    if dry_run:
        return Line(one, sweep(spared=spared(now)))
    done = list(_portions(sweep, portions, now))
    return Line(one, sum(done, Portion()), more=bool(done[-1].count))


def _portions(sweep: "partial[Portion]", most: int, now: datetime) -> Iterator[Portion]:
    """One after the other until nothing is left. A hold waits for the transaction under way."""
    for _ in range(most):
        with destroying(now) as held:
            portion = sweep(spared=held)
        yield portion
        if not portion.count:
            return


@transaction.atomic
def _note(report: Report, *, by: Actor, now: datetime, request_id: str) -> None:
    record(
        "data.swept",
        subject="data",
        by=by,
        now=now,
        request_id=request_id,
        facts={"destroyed": report.destroyed, "held": report.held},
    )
