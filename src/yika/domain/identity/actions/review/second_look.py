"""Looks again at a confirmation that was drawn, and settles what two reviewers see differently."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import SecondLook
from yika.domain.identity.queries.reviewing.second_looks import second_look_view
from yika.domain.identity.rules.review import access, refusals, times
from yika.domain.identity.rules.review.reasons import normal_words, reason_words, refused
from yika.domain.identity.rules.review.states import DECISIONS, Act, Look
from yika.domain.identity.rules.review.views import SecondLookView
from yika.domain.identity.verifying import persons
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.settling import decide, take_back
from yika.domain.identity.verifying.telling import tell
from yika.kit.actor import Actor

SEEN = DECISIONS | {Act.DOUBTED}
"""Whoever did one of these has said already what he thinks."""


@transaction.atomic
def take_second_look(
    *, verification: str, by: Actor, now: datetime, request_id: str
) -> SecondLookView:
    """Have it for ten minutes; done again, for ten more. Safe to repeat.

    Refused for who confirmed it, and for whoever must not decide about it.
    """
    visit = Visit(by, now, request_id)
    folder, row = _open(verification, by)
    _check_his(folder, row, visit)
    mine = row.locked_by == by.id
    row.locked_by, row.locked_until = by.id, now + times.LOCKED_FOR
    row.save(update_fields=["locked_by", "locked_until"])
    if not mine:
        note("identity.second_look_taken", folder, visit)
    return second_look_view(row, by=by, now=now)


@transaction.atomic
def agree_again(*, verification: str, by: Actor, now: datetime, request_id: str) -> SecondLookView:
    """He would have confirmed it too. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "agree-again", verification)
    folder, row = _open(verification, by)
    if not folder.has_seen(request):
        _check_taken(folder, row, visit, Look.WAITS)
        _look(row, visit, Look.AGREED)
        folder.write(Act.SECONDED, visit, asked=request)
        note("identity.second_look_agreed", folder, visit)
    return second_look_view(row, by=by, now=now)


@transaction.atomic
def doubt(
    *, verification: str, reason: str, remark: str, by: Actor, now: datetime, request_id: str
) -> SecondLookView:
    """He would not have confirmed it: a supervisor settles it. Safe to repeat."""
    remark = normal_words(remark)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "doubt", verification, reason, remark)
    folder, row = _open(verification, by)
    if folder.has_seen(request):
        return second_look_view(row, by=by, now=now)

    _check_taken(folder, row, visit, Look.WAITS)
    if reason_words(reason) is None:
        raise refusals.ReasonUnknown
    if not remark:
        raise refusals.WordsNeeded
    row.reason = reason
    _look(row, visit, Look.DISAGREED)
    folder.write(Act.DOUBTED, visit, Said(reason=reason, remark=remark), asked=request)
    note("identity.second_look_disagreed", folder, visit, reason=reason, before=row.approved_by)
    return second_look_view(row, by=by, now=now)


@transaction.atomic
def uphold(
    *, verification: str, remark: str = "", by: Actor, now: datetime, request_id: str
) -> SecondLookView:
    """As a supervisor: the confirmation was right. Safe to repeat."""
    remark = normal_words(remark)
    visit, request = Visit(by, now, request_id), asked(request_id, "uphold", verification, remark)
    folder, row = _open(verification, by)
    if not folder.has_seen(request):
        _check_taken(folder, row, visit, Look.DISAGREED)
        _settle(row, visit, Look.UPHELD)
        folder.write(Act.UPHELD, visit, Said(remark=remark), asked=request)
        note("identity.second_look_upheld", folder, visit)
    return second_look_view(row, by=by, now=now)


@transaction.atomic
def overturn(
    *, verification: str, reason: str, remark: str = "", by: Actor, now: datetime, request_id: str
) -> SecondLookView:
    """As a supervisor: it was wrong. The proof ends at once, and the holder is told why.

    He can have another person look at it, as after any refusal. Safe to repeat.
    """
    remark, why = normal_words(remark), refused(reason)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "overturn", verification, why, remark)
    folder, row = _open(verification, by)
    if folder.has_seen(request):
        return second_look_view(row, by=by, now=now)

    _check_taken(folder, row, visit, Look.DISAGREED)
    _settle(row, visit, Look.OVERTURNED)
    take_back(folder, visit)
    decide(folder, visit, keep=folder.policy.keep_refused, reason=why.value)
    folder.write(Act.OVERTURNED, visit, Said(reason=why.value, remark=remark), asked=request)
    tell(folder, "identity-refused", now=now)
    note("identity.overturned", folder, visit, reason=why.value, before=row.approved_by)
    return second_look_view(row, by=by, now=now)


def _open(verification: str, by: Actor) -> tuple[Folder, SecondLook]:
    """The verification, locked, and what was drawn of it."""
    folder = open_folder(verification, by=by, lock=True)
    row = SecondLook.objects.filter(verification=folder.row).first()
    if row is None:
        raise refusals.NoSecondLook
    return folder, row


def _check_his(folder: Folder, row: SecondLook, visit: Visit) -> None:
    """Refuse who may not look at it: it is over, his own, of his family, or he confirmed it."""
    state = Look(row.state)
    if state not in {Look.WAITS, Look.DISAGREED}:
        raise refusals.NoSecondLook
    seen = {turn.by for turn in folder.turns if turn.act in SEEN}
    raised = state is Look.DISAGREED
    standing = replace(folder.standing, raised=raised, decided_by=seen | {row.approved_by})
    access.check_reviews(visit.by, standing)
    access.check_decides(persons.reviewer(visit.by), standing)
    other = row.locked_by not in {"", visit.by.id}
    if other and times.is_held(row.locked_until, visit.now):
        raise refusals.LockedByOther


def _check_taken(folder: Folder, row: SecondLook, visit: Visit, state: Look) -> None:
    """Refuse besides who has not taken it up, and what stands otherwise by now."""
    _check_his(folder, row, visit)
    if row.state != state.value:
        raise refusals.NoSecondLook
    if row.locked_by != visit.by.id:
        raise refusals.NotTakenUp


def _look(row: SecondLook, visit: Visit, found: Look) -> None:
    row.looked_by, row.looked_at = visit.by.id, visit.now
    _let_go(row, found)


def _settle(row: SecondLook, visit: Visit, found: Look) -> None:
    row.settled_by, row.settled_at = visit.by.id, visit.now
    _let_go(row, found)


def _let_go(row: SecondLook, found: Look) -> None:
    row.state, row.locked_by, row.locked_until = found.value, "", None
    row.save()
