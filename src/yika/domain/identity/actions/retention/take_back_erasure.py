"""Takes back the wish to be forgotten."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import EraseRequest
from yika.domain.identity.queries.retention.erasures import erase_view, wish_key
from yika.domain.identity.rules.retention.erasure import (
    EraseView,
    State,
    UnknownWish,
    WishIsOver,
)
from yika.domain.journal.actions import record
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def take_back_erasure(*, wish: str, by: Actor, now: datetime, request_id: str) -> EraseView:
    """Go on as before; only the person himself, before anything was destroyed. Safe to repeat."""
    row = EraseRequest.objects.select_for_update(no_key=True).filter(pk=wish_key(wish)).first()
    if row is None or by.id != ids.show("hld", row.holder):
        raise UnknownWish
    if row.state == State.TAKEN_BACK:
        return erase_view(row)

    if row.ended_at:
        raise WishIsOver

    row.state, row.ended_at = State.TAKEN_BACK, now
    row.save(update_fields=["state", "ended_at"])

    record(
        "data.erasure_taken_back",
        subject=by.id,
        by=by,
        now=now,
        request_id=request_id,
        facts={"wish": wish},
    )
    return erase_view(row)
