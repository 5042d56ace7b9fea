"""Answers an enquiry."""

from datetime import datetime

from django.db import transaction

from yika.domain.enquiries.asked import asked
from yika.domain.enquiries.folder import Folder, Visit, note, open_folder
from yika.domain.enquiries.queries import view
from yika.domain.enquiries.rules import access, refusals
from yika.domain.enquiries.rules.questions import normal_words
from yika.domain.enquiries.rules.states import SPOKEN, Act
from yika.domain.enquiries.rules.views import EnquiryView
from yika.domain.enquiries.telling import tell_asker
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def answer_enquiry(
    *, enquiry: str, words: str, version: int, by: Actor, now: datetime, request_id: str
) -> EnquiryView:
    """Answer, and tell who asked that there is an answer.

    Refused with a Conflict if something was said since `version`, so that nobody answers what he
    has not read. Who answers what nobody looks after does so from now on. Safe to repeat.
    """
    words = normal_words(words)
    visit, request = Visit(by, now, request_id), asked(request_id, "answer", enquiry, words)
    folder = open_folder(enquiry, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_answers(by, row.issuer, row.level)
    folder.check_open()
    _check_read(folder, version)

    if not row.owner and by.kind is ActorKind.STAFF:
        row.owner = by.id
    late = now >= row.due_at
    folder.wait_for_a_word(now)
    folder.write(Act.ANSWERED, visit, words=words, asked=request)

    tell_asker(folder, "enquiry-answered", visit)
    note("enquiry.answered", folder, visit, level=row.level, late=late)
    return view(folder, by=by, now=now)


def _check_read(folder: Folder, version: int) -> None:
    if any(turn.version > version and turn.act in SPOKEN for turn in folder.turns):
        raise refusals.AddedMeanwhile
