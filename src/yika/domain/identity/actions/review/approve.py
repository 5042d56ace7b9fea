"""Confirms who a holder is: one person, or two where the policy or a failed check demands it."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.review import policy, refusals, times
from yika.domain.identity.rules.review.reasons import normal_words
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import checking
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.reviewing import check_mine
from yika.domain.identity.verifying.settling import check_agreed, confirm, tell_later
from yika.kit.actor import Actor


@transaction.atomic
def approve(
    *,
    verification: str,
    version: int,
    remark: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Confirm it, as the reviewer who has taken it up and saw this version of it.

    Where two have to agree, the first one only agrees, and it waits for another. Against a
    failed check a remark says why. It counts, and the holder is told, once it can no longer be
    undone. Refused when the person has no place left, or took
    his consent back. Safe to repeat.
    """
    remark = normal_words(remark)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "approve", verification, version, remark)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    check_mine(folder, Act.APPROVED, visit, version=version)
    outcomes = checking.weighty(checking.outcomes(folder))
    if not remark and {Outcome.FAIL, Outcome.ERROR} & set(outcomes):
        raise refusals.WordsNeeded
    if policy.needs_two(folder.policy, outcomes) and not folder.row.first_by:
        _agree(folder, visit)
        folder.write(Act.AGREED, visit, Said(remark=remark), asked=request)
        note("identity.agreed", folder, visit)
        return view(folder, by=by, now=now)

    counts_from = now + times.SETTLED_AFTER
    confirm(folder, visit, since=counts_from)
    folder.write(Act.APPROVED, visit, Said(remark=remark), asked=request)
    tell_later(folder, at=counts_from)

    note("identity.approved", folder, visit, attempt=folder.row.attempt, first=folder.row.first_by)
    return view(folder, by=by, now=now)


def _agree(folder: Folder, visit: Visit) -> None:
    """The first of two; whatever would stop the second one is said at once."""
    row = folder.row
    check_agreed(folder)
    policy.check_level(folder.policy, checking.reached(folder))
    row.first_by = visit.by.id
    folder.unlock()
