"""Lets an errand go on when something was decided about the verification it waits for."""

from datetime import datetime

from django.db import transaction

from yika.domain.errands.actions.go_on import go_on, note, undo
from yika.domain.errands.folder import Folder, folder_of
from yika.domain.errands.models import Errand
from yika.domain.errands.rules import plan
from yika.domain.errands.rules.plan import Act, Turn
from yika.domain.errands.rules.plan import State as ErrandState
from yika.domain.errands.steps.real_name.papers import VERIFICATION
from yika.domain.errands.steps.step import Visit
from yika.domain.identity import queries
from yika.domain.identity.rules.review.asking import DETAILS
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.views import VerificationView
from yika.kit import ids
from yika.kit.actor import WORKER

ENDS = {
    State.EXPIRED: Act.EXPIRED,
    State.WITHDRAWN: Act.WITHDRAWN,
    State.SUPERSEDED: Act.WITHDRAWN,
}
EVENTS = {Act.EXPIRED: "errand.expired", Act.WITHDRAWN: "errand.withdrawn"}


@transaction.atomic
def follow_verification(*, key: str, now: datetime) -> datetime | None:
    """Bring the errand of a verification to where that stands now; None: that was all.

    It is finished once it was decided, goes back to the one step that is asked for again, and
    ends where the verification has ended. Called by the worker; safe to repeat.
    """
    seen = queries.verification(key, by=WORKER, now=now)
    folder = _errand_of(seen)
    if folder is None:
        return None
    visit = Visit(WORKER, now, request_id=f"follow:{key}:{seen.version}")
    if seen.state in ENDS:
        act = ENDS[seen.state]
        folder.write(act, visit)
        note(EVENTS[act], folder, visit)
    elif seen.state is State.WAITING_FOR_PERSON and seen.asked_thing:
        _go_back(folder, "details" if seen.asked_thing == DETAILS else "pictures", visit)
    else:
        go_on(folder, visit)
    return None


def _errand_of(seen: VerificationView) -> Folder | None:
    """The open errand that has carried this verification so far, locked."""
    rows = Errand.objects.filter(state=ErrandState.OPEN.value)
    if seen.subject.startswith("err_"):
        rows = rows.filter(pk=ids.read("err", seen.subject))
    elif seen.subject.startswith("card_"):
        rows = rows.filter(card=ids.read("card", seen.subject))
    else:
        return None
    for row in rows.select_for_update().order_by("id"):
        folder = folder_of(row)
        if any(left.get(VERIFICATION) == seen.id for left in folder.carried.values()):
            return folder
    return None


def _go_back(folder: Folder, step: str, visit: Visit) -> None:
    """Undo what stands on this step, and itself, so that it comes next again."""
    turn = _standing(folder, step)
    if turn is None:
        return
    for each in plan.undone_with(folder.record, turn):
        undo(folder, each, visit)
        folder.write(Act.UNDONE, visit, step=each.step)
    note("errand.step_undone", folder, visit, step=step)


def _standing(folder: Folder, step: str) -> Turn | None:
    return next((turn for turn in plan.settled(folder.record) if turn.step == step), None)
