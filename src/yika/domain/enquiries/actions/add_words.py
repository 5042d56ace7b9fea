"""Adds a further word of who asked; to what was answered, it opens the enquiry again."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import asked
from yika.domain.enquiries.folder import Visit, note, open_folder
from yika.domain.enquiries.queries import view
from yika.domain.enquiries.rules import access, limits, promises, refusals
from yika.domain.enquiries.rules.questions import normal_words
from yika.domain.enquiries.rules.states import Act, State
from yika.domain.enquiries.rules.views import EnquiryView
from yika.domain.vault.actions import spend_try
from yika.kit.actor import Actor


def add_words(
    *, enquiry: str, words: str, address: str = "", by: Actor, now: datetime, request_id: str
) -> EnquiryView:
    """Add what who asked says further; staff write down what he told them.

    An answered enquiry is open again and an answer is due again; so is a closed one for a while
    after its end. Safe to repeat.
    """
    words = normal_words(words)
    folder = open_folder(enquiry, by=by)
    if not folder.has_seen(asked(request_id, "add", enquiry, words)):
        for counted, allowance in limits.sayings(by, folder.holder or folder.id, address):
            spend_try(scope="enquiry.said", subject=counted, allowance=allowance, now=now)
    return _add(enquiry, words, Visit(by, now, request_id))


@transaction.atomic
def _add(enquiry: str, words: str, visit: Visit) -> EnquiryView:
    by, now = visit.by, visit.now
    request = asked(visit.request_id, "add", enquiry, words)
    folder = open_folder(enquiry, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    if by.kind in access.OFFICE:
        access.check_answers(by, row.issuer, level=0)
    if row.closed_at is not None and not promises.may_reopen(row.closed_at, now):
        raise refusals.IsClosed

    again = folder.state is not State.OPEN
    if again:
        folder.open_again(promises.due_again(folder.kind, now), now)
    folder.write(Act.REOPENED if again else Act.ADDED, visit, words=words, asked=request)

    note("enquiry.reopened" if again else "enquiry.added", folder, visit)
    return view(folder, by=by, now=now)
