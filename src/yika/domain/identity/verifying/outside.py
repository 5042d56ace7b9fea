"""Asks whom a submission needs besides: a register, a program that compares faces."""

from datetime import datetime

from yika.domain.identity.rules.review import times
from yika.domain.identity.verifying import checking
from yika.domain.identity.verifying.folder import Folder
from yika.domain.journal.actions import schedule, send_later

KINDS = {checking.REGISTRY: "identity.registry", checking.FACE: "identity.face"}
ASK_OVER = "identity.ask_over"


def ask_outside(folder: Folder, *, now: datetime) -> None:
    """Have the worker ask, in the caller's transaction; what it says stands in no parcel."""
    wanted, attempt = checking.asked_outside(folder), folder.row.attempt
    for name in wanted:
        payload = {"verification": folder.id, "attempt": attempt}
        send_later(KINDS[name], reference=f"{name}:{folder.id}:{attempt}", payload=payload, now=now)
    if wanted:
        key = f"{folder.id}:{attempt}"
        schedule(kind=ASK_OVER, key=key, due_at=now + times.ANSWERED_WITHIN)
