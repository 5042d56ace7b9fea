"""Goes back a step."""

from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.go_on import note, undo
from yika.domain.errands.asked import asked
from yika.domain.errands.folder import open_folder
from yika.domain.errands.rules import access, plan, refusals
from yika.domain.errands.rules.plan import Act, State
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Visit
from yika.kit.actor import Actor


@transaction.atomic
def undo_step(
    *, errand: str, version: int, by: Actor, now: datetime, request_id: str
) -> ErrandView:
    """Take back the last step a person took, with what was settled on top of it by itself.

    Only while the errand is open, and only a step that can be gone back on: what was proven
    stays proven. Safe to repeat.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "undo", errand)
    folder = open_folder(errand, by=by, lock=True)
    if not folder.has_seen(request):
        access.check_serves(by, folder.row.issuer)
        folder.check_unchanged(version, now=now)
        back = folder.way_back
        if back is None:
            raise refusals.IsDone if folder.state is State.DONE else refusals.NothingToUndo

        for turn in plan.undone_with(folder.record, back):
            undo(folder, turn, visit)
            told = request if turn is back else None
            folder.write(Act.UNDONE, visit, step=turn.step, asked=told)

        note("errand.step_undone", folder, visit, step=back.step)
    return telling.view(folder, by=by, now=now)
