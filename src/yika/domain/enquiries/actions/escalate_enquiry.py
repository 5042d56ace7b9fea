"""Raises an enquiry to those who decide: because somebody says so, or because it is late."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import Asked, asked
from yika.domain.enquiries.folder import Folder, Visit, note, open_folder
from yika.domain.enquiries.queries import answers_here, view
from yika.domain.enquiries.rules import access, refusals
from yika.domain.enquiries.rules.promises import LEVEL_MAX
from yika.domain.enquiries.rules.questions import normal_reason
from yika.domain.enquiries.rules.states import Act, State
from yika.domain.enquiries.rules.views import EnquiryView
from yika.domain.enquiries.telling import tell_asker
from yika.kit.actor import WORKER, Actor


@transaction.atomic
def escalate_enquiry(
    *, enquiry: str, reason: str, by: Actor, now: datetime, request_id: str
) -> EnquiryView:
    """Raise an open enquiry one level, before it is late. Safe to repeat."""
    reason = normal_reason(reason)
    visit, request = Visit(by, now, request_id), asked(request_id, "escalate", enquiry, reason)
    folder = open_folder(enquiry, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_answers(by, folder.row.issuer, level=0)
    folder.check_open()
    if folder.state is State.ANSWERED:
        raise refusals.IsAnswered
    if folder.row.level >= LEVEL_MAX:
        raise refusals.HighestLevel

    _rise(folder, visit, reason=reason, request=request)
    return view(folder, by=by, now=now)


def look_after_enquiry(*, key: str, now: datetime) -> datetime | None:
    """Raise what is late, close what is over; answers when to look again, None when never.

    The key names the enquiry and the promise it is about: one that was kept, or replaced by
    another since, is nothing to look after. Called by the worker, in the transaction of the due
    work, so that each happens exactly once, also when the worker was down at that time.
    """
    enquiry, _, promise = key.rpartition(":")
    visit = Visit(WORKER, now, request_id=f"look-after:{key}")
    folder = open_folder(enquiry, by=WORKER, lock=True)
    if str(folder.row.promise) != promise:
        return None
    if folder.state is State.ANSWERED:
        return _close(folder, visit)
    return _raise(folder, visit) if folder.state is State.OPEN else None


def _close(folder: Folder, visit: Visit) -> datetime | None:
    closes_at = folder.row.closes_at
    if closes_at is not None and visit.now < closes_at:
        return closes_at
    folder.close(visit.now)
    folder.write(Act.CLOSED, visit)
    note("enquiry.closed", folder, visit)
    return None


def _raise(folder: Folder, visit: Visit) -> datetime | None:
    rises_at = folder.row.rises_at
    if rises_at is None or visit.now < rises_at:
        return rises_at
    first = folder.row.level == 0
    _rise(folder, visit, reason="", request=None)
    if first:
        tell_asker(folder, "enquiry-late", visit)
    return folder.row.rises_at


def _rise(folder: Folder, visit: Visit, *, reason: str, request: Asked | None) -> None:
    row = folder.row
    folder.rise(visit.now)
    if row.owner and not answers_here(row.owner, issuer=row.issuer, level=row.level):
        row.owner = ""
    overdue = row.due_at <= visit.now
    folder.write(Act.ESCALATED, visit, words=reason, detail=str(row.level), asked=request)
    note("enquiry.escalated", folder, visit, level=row.level, overdue=overdue)
