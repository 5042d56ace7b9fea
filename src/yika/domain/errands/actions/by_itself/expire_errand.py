"""Gives an errand up that rested for too long."""

from datetime import datetime

from yika.domain.errands.actions.go_on import give_up, note
from yika.domain.errands.folder import open_folder
from yika.domain.errands.rules.plan import Act, State
from yika.domain.errands.steps.step import Visit
from yika.kit.actor import WORKER


def expire_errand(*, errand: str, now: datetime) -> datetime | None:
    """End an errand in which nothing has happened for as long as its policy lets it rest.

    Answers when to look again, because each turn of an errand begins its rest anew; None when
    it is over. Called by the worker, inside the transaction of the due work.
    """
    visit = Visit(WORKER, now, request_id=f"expire:{errand}")
    folder = open_folder(errand, by=WORKER, lock=True)
    if folder.state is not State.OPEN:
        return None
    if now < folder.row.expires_at:
        return folder.row.expires_at

    give_up(folder, visit)
    folder.write(Act.EXPIRED, visit)

    note("errand.expired", folder, visit)
    return None
