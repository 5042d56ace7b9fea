"""Takes back what was captured on a home visit: once, from the device that took the bundle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from yika.domain.vault.actions import seal_file
from yika.domain.visits.keeping.reach import check_goes, held_bundle
from yika.domain.visits.keeping.stepping import Asked, follow, note, take_step
from yika.domain.visits.keeping.taking_in import Captured, opened, packed, seen_by_both, take_in
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.queries import returned_view
from yika.domain.visits.rules import boxes, bundles, refusals
from yika.domain.visits.rules.boxes import Unopenable
from yika.domain.visits.rules.bundles import Met, NoSheet, Why
from yika.domain.visits.rules.states import Act, State
from yika.domain.visits.rules.views import ReturnedView
from yika.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Came:
    """What came back, still closed, with the mark of the device."""

    pieces: Mapping[str, bytes] = field(repr=False)
    mark: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        return bundles.digest(self.pieces)


def return_bundle(
    *,
    bundle: str,
    pieces: Mapping[str, bytes],
    mark: bytes,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ReturnedView:
    """Open what came back and give it to the verification; then nothing of it can be opened again.

    `mark` is what only the device that took the bundle can make of these pieces. What came from
    another one, too late or altered is kept for a supervisor, and refused with BundleHeld. The
    same content again gives the same answer. Never call this inside a transaction: what is kept
    has to outlive the refusal.
    """
    bundles.check_sizes(pieces)
    asked = Asked(by, now, request_id)
    answer = _return(bundle, Came(pieces, mark), asked)
    if answer is None:
        raise refusals.BundleHeld
    return answer


@transaction.atomic
def _return(bundle: str, came: Came, asked: Asked) -> ReturnedView | None:
    visit, row = held_bundle(bundle, by=asked.by)
    check_goes(visit, asked.by)
    digest = came.digest
    if row.came_at:
        if row.digest != digest:
            raise refusals.BundleUsed
        return None if row.why_held and not row.settled_at else returned_view(visit)

    row.came_at, row.came_by, row.digest = asked.now, asked.by.id, digest
    captured = _opened(row, came, asked.now)
    if isinstance(captured, Why):
        _hold(row, came, captured, asked)
        return None

    witness = seen_by_both(visit, captured.sheet)
    visit.troubles = take_in(visit, captured, witness, asked)
    close(visit, row, captured, asked)
    return returned_view(visit)


def close(visit: HomeVisit, row: Bundle, captured: Captured, asked: Asked) -> None:
    """End a visit by what was brought back, and destroy the key that opened it."""
    met = captured.sheet.met is Met.DONE
    at = bundles.captured(captured.sheet.captured_at, taken_at=row.taken_at, now=asked.now)
    row.server_key = None
    row.save()
    take_step(visit, Act.DONE if met else Act.NOT_MET, asked)
    note(
        "visit.returned",
        visit,
        asked,
        bundle=str(row),
        captured_at=at.isoformat(),
        verification=visit.verification,
        pictures=len(captured.pictures),
        troubles=visit.troubles,
    )


def _opened(row: Bundle, came: Came, now: datetime) -> Captured | Why:
    """What came back in plain text, or why a supervisor has to decide about it."""
    private = row.told_key()
    if not private:
        return Why.LATE
    right = boxes.mark(private, row.device_public, came.digest, about=row.about("return"))
    why = bundles.why_held(
        is_open=row.visit.state == State.PACKED,
        is_newest=row.replaced_at is None,
        is_late=now >= row.expires_at,
        is_marked=compare_digest(came.mark, right),
    )
    if why:
        return why
    try:
        return opened(row, came.pieces)
    except (Unopenable, NoSheet):
        return Why.UNREADABLE


def _hold(row: Bundle, came: Came, why: Why, asked: Asked) -> None:
    """Keep it, still closed, until somebody decides."""
    until, place = row.waits_until(bundles.HELD_FOR), row.file_place
    row.why_held = why.value
    row.file = seal_file(packed(came.pieces), where=place, now=asked.now, purge_after=until)
    row.save()
    if row.visit.ended_at:
        follow(row.visit, until)
    note("visit.held", row.visit, asked, bundle=str(row), reason=why.value)
