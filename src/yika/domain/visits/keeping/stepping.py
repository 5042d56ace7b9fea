"""Brings a visit that is held into its next state, and keeps that in the journal."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.journal.actions import record, schedule
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.rules.states import OPEN, Act, State, step
from yika.kit.actor import Actor

FOLLOW = "visits.follow"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who acts on a visit, when, and by which request."""

    by: Actor
    now: datetime
    request_id: str


def check_step(row: HomeVisit, act: Act) -> State:
    """How it stands after this act. Refuses what cannot be done with it as it stands."""
    return step(State(row.state), act)


def take_step(row: HomeVisit, act: Act, asked: Asked) -> None:
    """Take the step and keep the row; where it lies is forgotten once the visit has ended."""
    row.state = check_step(row, act).value
    if State(row.state) not in OPEN:
        row.door = None
        row.ended_at = row.ended_at or asked.now
    row.save()


def follow(row: HomeVisit, at: datetime) -> None:
    """Have the worker look at this visit then."""
    schedule(kind=FOLLOW, key=str(row), due_at=at)


def note(event: str, row: HomeVisit, asked: Asked, **facts: object) -> None:
    """Append to the journal what happened; where somebody lives stays out of it."""
    record(
        event,
        subject=str(row),
        issuer=row.issuer,
        by=asked.by,
        now=asked.now,
        request_id=asked.request_id,
        facts={"product": row.product, **facts},
    )
