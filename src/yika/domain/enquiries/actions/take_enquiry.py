"""Makes somebody the one who looks after an enquiry."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import asked
from yika.domain.enquiries.folder import Visit, note, open_folder
from yika.domain.enquiries.queries import answers_here, view
from yika.domain.enquiries.rules import access, refusals
from yika.domain.enquiries.rules.questions import normal_reason
from yika.domain.enquiries.rules.states import Act
from yika.domain.enquiries.rules.views import EnquiryView
from yika.kit.actor import Actor


@transaction.atomic
def take_enquiry(*, enquiry: str, by: Actor, now: datetime, request_id: str) -> EnquiryView:
    """Look after an enquiry oneself from now on, also instead of somebody else. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "take", enquiry)
    folder = open_folder(enquiry, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request) or row.owner == by.id:
        return view(folder, by=by, now=now)

    access.check_answers(by, row.issuer, row.level)
    access.check_person(by)
    folder.check_open()

    before, row.owner = row.owner, by.id
    folder.write(Act.TAKEN, visit, asked=request)

    note("enquiry.taken", folder, visit, before=before)
    return view(folder, by=by, now=now)


@transaction.atomic
def hand_over_enquiry(
    *, enquiry: str, to: str, reason: str, by: Actor, now: datetime, request_id: str
) -> EnquiryView:
    """Let a colleague look after it, who may answer enquiries of this level. Safe to repeat."""
    reason = normal_reason(reason)
    visit, request = Visit(by, now, request_id), asked(request_id, "hand", enquiry, to, reason)
    folder = open_folder(enquiry, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_answers(by, row.issuer, level=0)
    folder.check_open()
    if not answers_here(to, issuer=row.issuer, level=row.level):
        raise refusals.CannotTakeIt

    before, row.owner = row.owner, to
    folder.write(Act.HANDED_OVER, visit, words=reason, detail=to, asked=request)

    note("enquiry.handed_over", folder, visit, before=before, to=to)
    return view(folder, by=by, now=now)
