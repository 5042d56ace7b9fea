"""What comes next, computed from the policy and the record, never stored.

The record is a list of turns, one for each change of an errand. Its version is the number of
the last turn, so whoever saw an older version did not see what happened since. Steps are
settled in the order of the policy and gone back on in reverse: what stands is a stack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Everything but open is for good."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Act(StrEnum):
    """What a turn did.

    Known: the step had nothing to ask of this person. Prepared: something was sent, and the step
    waits for it. Part given: one of several things the step takes, and it comes next again.
    Picked up: somebody goes on at another face.
    """

    BEGUN = "begun"
    TAKEN = "taken"
    SKIPPED = "skipped"
    KNOWN = "known"
    PREPARED = "prepared"
    PART_GIVEN = "part-given"
    UNDONE = "undone"
    PICKED_UP = "picked-up"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


SETTLES = frozenset({Act.TAKEN, Act.SKIPPED, Act.KNOWN})
ENDS = {Act.DONE: State.DONE, Act.WITHDRAWN: State.WITHDRAWN, Act.EXPIRED: State.EXPIRED}


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of an errand. `step` is empty where the turn is about no step."""

    version: int
    act: Act
    step: str
    at: datetime
    by_kind: str
    by: str
    channel: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of the policy, and whether a person may leave it out.

    One that `follows` is no part of what the errand is for: it is offered after the end too.
    """

    name: str
    optional: bool = False
    follows: bool = False


Plan = Sequence[Planned]


def settled(record: Iterable[Turn]) -> tuple[Turn, ...]:
    """The turns that settled a step and still stand, in their order."""
    stack: list[Turn] = []
    for turn in record:
        if turn.act in SETTLES:
            stack.append(turn)
        elif turn.act is Act.UNDONE:
            stack.pop()
    return tuple(stack)


def next_step(plan: Plan, record: Iterable[Turn]) -> Planned | None:
    """The first step of the policy that is not settled; None when all are."""
    names = {turn.step for turn in settled(record)}
    return next((step for step in plan if step.name not in names), None)


def is_complete(plan: Plan, record: Iterable[Turn]) -> bool:
    """Whether all that must come before the end is settled."""
    names = {turn.step for turn in settled(record)}
    left = [step for step in plan if step.name not in names]
    return all(step.optional and step.follows for step in left)


def last_taken(record: Iterable[Turn]) -> Turn | None:
    """The turn that going back undoes: the last one a person made; None if there is none.

    What was settled by itself behind it stands only on it, and goes with it.
    """
    by_person = [turn for turn in settled(record) if turn.act is not Act.KNOWN]
    return by_person[-1] if by_person else None


def undone_with(record: Iterable[Turn], turn: Turn) -> tuple[Turn, ...]:
    """What stands on a turn and itself, the last first: all of it goes when it goes."""
    stack = settled(record)
    return tuple(reversed(stack[stack.index(turn) :]))


def state(record: Iterable[Turn]) -> State:
    """Open until a turn has ended it."""
    return next((ENDS[turn.act] for turn in record if turn.act in ENDS), State.OPEN)


def since(record: Iterable[Turn], version: int) -> tuple[Turn, ...]:
    """What somebody who saw this version has not seen."""
    return tuple(turn for turn in record if turn.version > version)


def prepared(record: Sequence[Turn], step: str) -> Turn | None:
    """The turn that last prepared a step, unless what it was prepared for has changed since."""
    for turn in reversed(record):
        if turn.act in SETTLES or turn.act is Act.UNDONE:
            return None
        if turn.act is Act.PREPARED:
            return turn if turn.step == step else None
    return None
