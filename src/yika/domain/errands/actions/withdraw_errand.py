"""Gives an errand up because somebody says so."""

from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.go_on import give_up, note
from yika.domain.errands.asked import asked
from yika.domain.errands.folder import open_folder
from yika.domain.errands.rules import access, refusals
from yika.domain.errands.rules.plan import Act, State
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Visit
from yika.kit.actor import Actor


@transaction.atomic
def withdraw_errand(
    *, errand: str, version: int, by: Actor, now: datetime, request_id: str
) -> ErrandView:
    """End an errand unfinished, and take back what its steps did, the last one first.

    Safe to repeat. Refused with a Conflict if the errand has changed since `version`.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "withdraw", errand)
    folder = open_folder(errand, by=by, lock=True)
    if not folder.has_seen(request):
        access.check_serves(by, folder.row.issuer)
        folder.check_unchanged(version, now=now)
        if folder.state is not State.OPEN:
            raise refusals.OVER[folder.state]

        give_up(folder, visit)
        folder.write(Act.WITHDRAWN, visit, asked=request)

        note("errand.withdrawn", folder, visit)
    return telling.view(folder, by=by, now=now)
