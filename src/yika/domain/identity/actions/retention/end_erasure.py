"""Keeps what came of a wish to be forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import EraseRequest
from yika.domain.identity.queries.retention.erasures import erase_view, wish_key
from yika.domain.identity.rules.retention.erasure import (
    FAREWELL,
    EraseView,
    Obstacle,
    State,
    UnknownWish,
    WishIsOver,
    kept_classes,
)
from yika.domain.journal.actions import record
from yika.domain.people.actions import tell_holder
from yika.kit import ids
from yika.kit.actor import WORKER


def held_wish(wish: str) -> EraseView:
    """The wish, held in the caller's transaction.

    It is not taken back until that ends, and no hold is placed on whom it is about.
    """
    return erase_view(_held(wish))


@transaction.atomic
def hinder_erasure(
    *, wish: str, obstacles: Sequence[Obstacle], now: datetime, request_id: str
) -> EraseView:
    """End a wish that cannot be carried out: nothing was destroyed, and he is told why."""
    told = {"obstacles": [one.value for one in obstacles]}
    view = _end(wish, State.HINDERED, told, now=now, request_id=request_id)
    _tell(view, "erasure-hindered", now)
    return view


def say_farewell(*, wish: EraseView, now: datetime) -> None:
    """The last message, put into the outbox while it is still known where the person is reached."""
    _tell(wish, FAREWELL, now)


@transaction.atomic
def finish_erasure(
    *, wish: str, destroyed: Mapping[str, int], now: datetime, request_id: str
) -> EraseView:
    """End a wish that was carried out: what is gone, class by class, and what the law keeps."""
    told = {"destroyed": dict(destroyed), "kept": kept_classes()}
    return _end(wish, State.DONE, told, now=now, request_id=request_id)


def _tell(view: EraseView, template: str, now: datetime) -> None:
    tell_holder(
        holder=view.holder,
        template=template,
        facts=lambda _: {},
        reference=f"{view.id}.{template}",
        issuer="",
        now=now,
    )


def _end(
    wish: str, state: State, told: Mapping[str, object], *, now: datetime, request_id: str
) -> EraseView:
    """One that ended otherwise meanwhile refuses, which takes back all that was done for it."""
    row = _held(wish)
    if row.ended_at and row.state == state:
        return erase_view(row)
    if row.ended_at:
        raise WishIsOver

    row.state, row.ended_at, row.told = state, now, dict(told)
    row.save(update_fields=["state", "ended_at", "told"])

    event = "data.erased" if state is State.DONE else "data.erasure_hindered"
    record(
        event,
        subject=ids.show("hld", row.holder),
        by=WORKER,
        now=now,
        request_id=request_id,
        facts={"wish": wish, **told},
    )
    return erase_view(row)


def _held(wish: str) -> EraseRequest:
    row = EraseRequest.objects.select_for_update(no_key=True).filter(pk=wish_key(wish)).first()
    if row is None:
        raise UnknownWish
    return row
