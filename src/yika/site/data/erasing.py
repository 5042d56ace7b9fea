"""Forgets a person over all nouns, unless something stands in the way."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction

from yika.domain.cards.actions import forget_names
from yika.domain.errands.actions import forget_failed_begins
from yika.domain.errands.queries import unfinished
from yika.domain.identity.actions.retention import (
    erase_pictures,
    finish_erasure,
    forget_copies,
    held_wish,
    hinder_erasure,
    say_farewell,
)
from yika.domain.identity.rules.retention.erasure import FAREWELL, Obstacle
from yika.domain.messages.actions import forget_messages
from yika.domain.organizations.actions import forget_uses
from yika.domain.people.actions import erase_holder
from yika.kit.actor import WORKER, Actor, ActorKind, Channel

Forgets = Callable[[str, datetime], Mapping[str, int]]


def _pictures(kind: str, holder: str, now: datetime) -> Mapping[str, int]:
    return {kind: erase_pictures(holder=holder, kind=kind, now=now)}


def _uses(holder: str, now: datetime) -> int:
    return forget_uses(person=holder, by=WORKER, now=now, request_id=f"erase:{holder}")


def _person(holder: str, now: datetime) -> Mapping[str, int]:
    return erase_holder(holder=holder, by=WORKER, now=now, request_id=f"erase:{holder}")


FORGETS: Final[tuple[Forgets, ...]] = (
    partial(_pictures, "document-pictures"),
    partial(_pictures, "refused-pictures"),
    partial(_pictures, "face-pictures"),
    partial(_pictures, "signatures"),
    lambda holder, now: {"card-users": _uses(holder, now)},
    lambda holder, _: {"card-names": forget_names(holder=holder)},
    lambda holder, _: {"messages": forget_messages(holder=holder, last=FAREWELL)},
    lambda holder, _: {"failed-begins": forget_failed_begins(holder=holder)},
    lambda holder, _: {"data-copies": forget_copies(holder=holder)},
    _person,
)
"""What each noun destroys; the person himself last, so that a broken run can be done again."""


def obstacles(holder: str, *, now: datetime) -> list[Obstacle]:
    """All that has to end before this person can be forgotten."""
    him = Actor(ActorKind.HOLDER, holder, Channel.WORKER)
    return unfinished(holder, by=him, now=now)


@transaction.atomic
def erase(*, key: str, now: datetime) -> datetime | None:
    """Due work: carry out a wish to be forgotten, or end it with what stands in the way.

    All of it commits at once, so nobody is ever half forgotten.
    """
    wish = held_wish(key)
    if wish.ended_at:
        return None
    if now < wish.due_at:
        return wish.due_at
    if found := obstacles(wish.holder, now=now):
        hinder_erasure(wish=key, obstacles=found, now=now, request_id=key)
        return None

    say_farewell(wish=wish, now=now)
    gone: Counter[str] = Counter()
    for forget in FORGETS:
        gone.update(forget(wish.holder, now))
    finish_erasure(wish=key, destroyed=gone, now=now, request_id=key)
    return None
