"""Ends a verification because the holder says so, or because it rested for too long."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.review import access
from yika.domain.identity.rules.review.states import GIVING, Act, State
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Visit, note, open_folder
from yika.domain.identity.verifying.settling import let_go
from yika.kit.actor import WORKER, Actor


@transaction.atomic
def withdraw_verification(
    *, verification: str, by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Give it up before it is decided; its pictures go soon. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "withdraw", verification)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request) or folder.state is State.WITHDRAWN:
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.WITHDRAWN)

    let_go(folder, visit, keep=folder.policy.keep_refused)
    folder.write(Act.WITHDRAWN, visit, asked=request)

    note("identity.withdrawn", folder, visit)
    return view(folder, by=by, now=now)


def expire_verification(*, key: str, now: datetime) -> datetime | None:
    """Give up what rests for too long; answers when to look again, None when never.

    Called by the worker, in the transaction of the due work.
    """
    visit = Visit(WORKER, now, f"expire:{key}")
    folder = open_folder(key, by=WORKER, lock=True)
    until = folder.row.rests_until
    if folder.state not in GIVING or until is None:
        return None
    if now < until:
        return until

    let_go(folder, visit, keep=folder.policy.keep_refused)
    folder.write(Act.EXPIRED, visit)

    note("identity.expired", folder, visit)
    return None
