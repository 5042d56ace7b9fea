"""Takes the next step of an errand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.doing import Doing, note_refused, step_here
from yika.domain.errands.actions.go_on import go_on, note, welcome
from yika.domain.errands.asked import asked
from yika.domain.errands.folder import Folder, open_folder
from yika.domain.errands.rules.asks import StepForm, read
from yika.domain.errands.rules.plan import Act
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Visit
from yika.kit.actor import Actor
from yika.kit.errors import Refusal


def take_step(
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
    """Do the next step with what was given, and whatever follows from it.

    Safe to repeat: the same `request_id` gives the same answer. Refused with a Conflict if the
    errand has changed since `version`. Never call this inside a transaction: wrong tries are
    counted, and a count must outlive the refusal.
    """
    visit = Visit(by, now, request_id, address)
    folder = open_folder(errand, by=by)
    taking, way = step_here(folder, step, visit)
    request = asked(request_id, "take", step, forms=taking.forms(), given=given)
    if folder.has_seen(request):
        return telling.view(folder, by=by, now=now)

    doing = Doing(taking, version, visit, request)
    doing.check_can_be_taken(folder)
    filled = read(taking.form(folder.stand(visit), way), given)
    try:
        folder = _take(folder, doing, filled)
    except Refusal as refusal:
        folder = open_folder(errand, by=by)
        if not folder.has_seen(request):  # else a twin of this request was faster
            note_refused(folder, refusal)
            raise
    return telling.view(folder, by=by, now=now)


def _take(folder: Folder, doing: Doing, filled: StepForm) -> Folder:
    step, visit = doing.step, doing.visit
    checked = step.check(folder.stand(visit), filled)
    with transaction.atomic():
        folder = open_folder(str(folder.row), by=visit.by, lock=True)
        if folder.has_seen(doing.asked):
            return folder

        doing.check_can_be_taken(folder)

        taken = step.apply(folder.stand(visit), checked)
        folder.carry(step.name, taken.carry)
        if taken.holder and taken.holder != folder.holder:
            welcome(folder, taken.holder, visit)
        act = Act.PART_GIVEN if taken.part else Act.TAKEN
        folder.write(act, visit, step=step.name, facts=taken.facts, asked=doing.asked)

        event = "errand.part_given" if taken.part else "errand.step_taken"
        note(event, folder, visit, step=step.name)
        go_on(folder, visit)
    return folder
