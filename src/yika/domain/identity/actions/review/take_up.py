"""Locks a verification to one reviewer for a while, and lets it go again."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.review import access, refusals, times
from yika.domain.identity.rules.review.reasons import normal_words
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import persons
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Said, Visit, note, open_folder
from yika.domain.identity.verifying.reviewing import check_mine
from yika.kit.actor import Actor


@transaction.atomic
def take_up(*, verification: str, by: Actor, now: datetime, request_id: str) -> VerificationView:
    """Have it for ten minutes; done again, for ten more. What somebody let lie is taken over.

    Refused while a colleague has it, and for whoever must not decide about it. Safe to repeat.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "take-up", verification)
    folder = open_folder(verification, by=by, lock=True)
    row = folder.row
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_reviews(by, folder.standing)
    folder.check_step(Act.TAKEN_UP)
    access.check_decides(persons.reviewer(by), folder.standing)
    before, mine = row.locked_by, row.locked_by == by.id
    if before and not mine and times.is_held(row.locked_until, now):
        raise refusals.LockedByOther

    row.locked_by, row.locked_until = by.id, now + times.LOCKED_FOR
    if mine:
        row.save(update_fields=["locked_until"])
        return view(folder, by=by, now=now)
    folder.write(Act.TAKEN_UP, visit, Said(detail=before), asked=request)

    note("identity.taken_up", folder, visit, before=before)
    return view(folder, by=by, now=now)


@transaction.atomic
def put_back(
    *, verification: str, remark: str = "", by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Let a colleague take it. Safe to repeat."""
    remark = normal_words(remark)
    visit, request = Visit(by, now, request_id), asked(request_id, "put-back", verification, remark)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    check_mine(folder, Act.PUT_BACK, visit)

    folder.unlock()
    folder.write(Act.PUT_BACK, visit, Said(remark=remark), asked=request)

    note("identity.put_back", folder, visit)
    return view(folder, by=by, now=now)


@transaction.atomic
def escalate(
    *, verification: str, remark: str, by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Leave it to those who decide where others may not. Safe to repeat."""
    remark = normal_words(remark)
    visit, request = Visit(by, now, request_id), asked(request_id, "escalate", verification, remark)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    check_mine(folder, Act.ESCALATED, visit)
    if folder.row.raised:
        raise refusals.AlreadyEscalated
    if not remark:
        raise refusals.WordsNeeded

    folder.row.raised = True
    folder.unlock()
    folder.write(Act.ESCALATED, visit, Said(remark=remark), asked=request)

    note("identity.escalated", folder, visit)
    return view(folder, by=by, now=now)
