"""Takes a decision back within seconds, or has another person look at it again."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import Verification
from yika.domain.identity.queries.verifications import is_fresh, view
from yika.domain.identity.rules.review import access, policy, refusals, times
from yika.domain.identity.rules.review.reasons import normal_words
from yika.domain.identity.rules.review.states import OPEN, Act, State
from yika.domain.identity.rules.review.undoing import UNDOABLE
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.settling import keep_pictures, take_back
from yika.domain.identity.verifying.telling import tell
from yika.kit.actor import WORKER, Actor


@transaction.atomic
def undo(*, verification: str, by: Actor, now: datetime, request_id: str) -> VerificationView:
    """Take back one's own decision of the last seconds; it is taken up again. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "undo", verification)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_reviews(by, folder.standing)
    last = folder.turns[-1]
    if last.act not in UNDOABLE or last.by != by.id or not times.is_undoable(last.at, now):
        raise refusals.NotUndoable
    _check_no_other(folder)

    if last.act == Act.AGREED.value:
        folder.row.first_by = ""
    else:
        take_back(folder, visit)
    folder.row.locked_by, folder.row.locked_until = by.id, now + times.LOCKED_FOR
    folder.write(Act.UNDONE, visit, Said(detail=last.act), asked=request)

    note("identity.undone", folder, visit, before=last.act)
    return view(folder, by=by, now=now)


@transaction.atomic
def appeal(
    *, verification: str, words: str, by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Ask for another person to look at a refusal again; once, within a month. Safe to repeat."""
    words = normal_words(words)
    visit, request = Visit(by, now, request_id), asked(request_id, "appeal", verification, words)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.APPEALED)
    row = folder.row
    if is_fresh(row, now):
        raise refusals.NoSuchStep
    before = any(turn.act == Act.APPEALED.value for turn in folder.turns)
    if before or not times.may_appeal(row.decided_at, now):
        raise refusals.NoAppeal
    _check_no_other(folder)

    reason = row.reason
    row.decided_by, row.decided_at, row.reason, row.first_by = "", None, "", ""
    row.due_at = policy.promised(folder.policy, now, folder.zone)
    row.submitted_at = now
    keep_pictures(folder, until=None, now=now)
    folder.write(Act.APPEALED, visit, Said(words=words, detail=reason), asked=request)
    tell(folder, "identity-submitted", now=now)

    note("identity.appealed", folder, visit)
    return view(folder, by=by, now=now)


def _check_no_other(folder: Folder) -> None:
    """Only one may be open for the same thing; a later one goes on instead."""
    row = folder.row
    others = Verification.objects.filter(
        holder=row.holder,
        issuer=row.issuer,
        product=row.product,
        subject=row.subject,
        state__in=[state.value for state in OPEN],
    )
    if others.exclude(pk=row.pk).exists():
        raise refusals.NoAppeal


def tell_decision(*, key: str, now: datetime) -> datetime | None:
    """Tell the holder how it was decided, unless it was undone or goes on since.

    Called by the worker once the decision can no longer be undone.
    """
    verification, _, version = key.rpartition(":")
    folder = open_folder(verification, by=WORKER)
    if str(folder.row.version) != version:
        return None
    templates = {State.APPROVED: "identity-approved", State.REFUSED: "identity-refused"}
    if name := templates.get(folder.state):
        tell(folder, name, now=now)
    return None
