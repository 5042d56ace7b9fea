"""Sends what the next step of an errand waits for, such as a one-time code."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.doing import Doing, note_refused, step_here
from yika.domain.errands.actions.go_on import note
from yika.domain.errands.asked import asked
from yika.domain.errands.folder import Folder, open_folder
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.asks import StepForm, read
from yika.domain.errands.rules.plan import Act
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Sent, Visit
from yika.kit.actor import Actor
from yika.kit.errors import Refusal


def prepare_step(
    *,
    errand: str,
    step: str,
    given: Mapping[str, object],
    version: int,
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> ErrandView:
    """Have sent what the next step waits for; again, when it did not arrive.

    Safe to repeat: the same `request_id` sends once. Never call this inside a transaction: what
    is sent is counted, and a count must outlive the refusal.
    """
    visit = Visit(by, now, request_id, address)
    folder = open_folder(errand, by=by)
    preparing, way = step_here(folder, step, visit)
    if preparing.sends is None:
        raise refusals.NothingToPrepare
    # "Send again" stands in the form of the step itself, so what is typed there comes along.
    typed = preparing.form(folder.stand(visit), way).model_fields
    given = {name: value for name, value in given.items() if name not in typed}
    request = asked(request_id, "prepare", step, forms=[preparing.sends], given=given)
    if folder.has_seen(request):
        return telling.view(folder, by=by, now=now)

    doing = Doing(preparing, version, visit, request)
    doing.check_comes_next(folder)
    filled = read(preparing.sends, given)
    try:
        folder = _prepare(folder, doing, filled)
    except Refusal as refusal:
        note_refused(folder, refusal)
        raise
    return telling.view(folder, by=by, now=now)


def _prepare(folder: Folder, doing: Doing, filled: StepForm) -> Folder:
    step, visit = doing.step, doing.visit
    sent = step.prepare(folder.stand(visit), filled)
    with transaction.atomic():
        folder = open_folder(str(folder.row), by=visit.by, lock=True)
        if folder.has_seen(doing.asked):
            return folder

        doing.check_comes_next(folder)

        folder.carry(step.name, _carried(sent))
        folder.write(Act.PREPARED, visit, step=step.name, asked=doing.asked)

        note("errand.step_prepared", folder, visit, step=step.name)
    return folder


def _carried(sent: Sent) -> dict[str, str]:
    told = sent.prepared
    return dict(sent.carry) | {
        "masked": told.masked,
        "expires_at": told.expires_at.isoformat(),
        "again_at": told.again_at.isoformat(),
    }
