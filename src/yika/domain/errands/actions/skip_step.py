"""Leaves out a step that is not needed."""

from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.go_on import go_on, note
from yika.domain.errands.asked import asked
from yika.domain.errands.folder import open_folder
from yika.domain.errands.rules import access, refusals
from yika.domain.errands.rules.plan import Act
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.step import Visit
from yika.kit.actor import Actor


@transaction.atomic
def skip_step(
    *, errand: str, step: str, version: int, by: Actor, now: datetime, request_id: str
) -> ErrandView:
    """Go on without the next step, where the policy lets a person leave it out.

    Safe to repeat. Refused with a Conflict if the errand has changed since `version`.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "skip", step)
    folder = open_folder(errand, by=by, lock=True)
    if not folder.has_seen(request):
        access.check_serves(by, folder.row.issuer)
        if not folder.check_next(step, version, now=now).optional:
            raise refusals.NotOptional

        step_of(step).leave_out(folder.stand(visit))
        folder.write(Act.SKIPPED, visit, step=step, asked=request)

        note("errand.step_skipped", folder, visit, step=step)
        go_on(folder, visit)
    return telling.view(folder, by=by, now=now)
