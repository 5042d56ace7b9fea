"""The answer of one check, and what a policy says that checks depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.reasons import Reason

ENGINE: Final = "yika-rules"
VERSION: Final = "1"


class CheckName(StrEnum):
    """What is checked, in the order in which it is shown."""

    COMPLETE = "complete"
    NUMBER = "number"
    NAME = "name"
    NUMBER_AGREES = "number-agrees"
    DATES = "dates"
    EXPIRY = "expiry"
    AGE = "age"
    LISTS = "lists"
    SIDES = "sides"
    MRZ = "mrz"
    EDITS = "edits"


class Outcome(StrEnum):
    """`not_run` is never a pass: something was missing to check with."""

    PASS = "pass"  # noqa: S105 - the word of an outcome
    WARN = "warn"
    FAIL = "fail"
    NOT_RUN = "not_run"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One answer. Its facts name fields and figures, never what a document says."""

    name: CheckName
    outcome: Outcome
    reason: Reason | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def passed(name: CheckName, **facts: str) -> Check:
    """Nothing to say against it."""
    return Check(name, Outcome.PASS, None, facts)


def odd(name: CheckName, reason: Reason, **facts: str) -> Check:
    """Somebody should look at it."""
    return Check(name, Outcome.WARN, reason, facts)


def failed(name: CheckName, reason: Reason, **facts: str) -> Check:
    """As it stands it cannot be right, or is not enough."""
    return Check(name, Outcome.FAIL, reason, facts)


def not_run(name: CheckName, reason: Reason, **facts: str) -> Check:
    """Something was missing to check with."""
    return Check(name, Outcome.NOT_RUN, reason, facts)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the policy of a product says here, in years of age and days.

    `sides` are those that it asks for, all of them if it names none: what stands on another
    side only is not missed.
    """

    age_min: int = 0
    adult_from: int = 18
    guardian: bool = False
    expires_soon: int = 30
    sides: frozenset[Side] = frozenset()
