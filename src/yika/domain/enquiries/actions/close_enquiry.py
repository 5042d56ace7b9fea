"""Ends an enquiry because somebody says so."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import asked
from yika.domain.enquiries.folder import Visit, note, open_folder
from yika.domain.enquiries.queries import view
from yika.domain.enquiries.rules import access, refusals
from yika.domain.enquiries.rules.states import Act, State
from yika.domain.enquiries.rules.views import EnquiryView
from yika.kit.actor import Actor


@transaction.atomic
def close_enquiry(*, enquiry: str, by: Actor, now: datetime, request_id: str) -> EnquiryView:
    """End it. Who asked may do so at any time; staff only what was answered. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "close", enquiry)
    folder = open_folder(enquiry, by=by, lock=True)
    if folder.has_seen(request) or folder.state is State.CLOSED:
        return view(folder, by=by, now=now)

    if not access.is_asker(folder.standing, by):
        access.check_answers(by, folder.row.issuer, folder.row.level)
        if folder.state is not State.ANSWERED:
            raise refusals.NotAnswered

    folder.close(now)
    folder.write(Act.CLOSED, visit, asked=request)

    note("enquiry.closed", folder, visit)
    return view(folder, by=by, now=now)
