"""How long each class is kept: what ships, what an issuer may set, and which day is the last."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from yika.domain.identity.rules.retention.classes import BY_CODE, CLASSES, DataClass
from yika.kit.errors import NotFound, Refusal, gettext_noop

SWEEP_EVERY: Final = timedelta(days=1)

Set = Mapping[str, int]
"""Days by class, as one issuer has set them."""


class UnknownClass(NotFound):
    code = "retention.unknown_class"
    wording = gettext_noop("There is no class of data {kind}.")


class NotSettable(Refusal):
    code = "retention.not_settable"
    wording = gettext_noop("How long {kind} is kept is not for an issuer to set.")


class OutOfBounds(Refusal):
    code = "retention.out_of_bounds"
    wording = gettext_noop("{kind} is kept for {least} to {most} days.")


def class_of(code: str) -> DataClass:
    """The class of this name; UnknownClass for anything else."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise UnknownClass(kind=code) from None


def check_days(kind: str, days: int) -> None:
    """Refuse a number of days that an issuer may not set."""
    found = class_of(kind)
    if not found.settable:
        raise NotSettable(kind=kind)
    if not found.least <= days <= found.most:
        raise OutOfBounds(kind=kind, least=found.least, most=found.most)


def days_kept(kind: str, own: Set | None = None) -> int | None:
    """How many days it is kept, by what an issuer has set or else by what ships; None for good."""
    found = class_of(kind)
    if own and found.settable and kind in own:
        return own[kind]
    return found.days


def purge_after(kind: str, *, since: datetime, own: Set | None = None) -> datetime | None:
    """When something of this class is destroyed that began to count then; None for never."""
    days = days_kept(kind, own)
    return None if days is None else since + timedelta(days=days)


def over_before(kind: str, *, now: datetime, own: Set | None = None) -> datetime | None:
    """The moment before which what began to count is over now; None when nothing ever is."""
    days = days_kept(kind, own)
    return None if days is None else now - timedelta(days=days)


def swept_classes() -> tuple[DataClass, ...]:
    """Those whose end the daily sweep looks after."""
    dated = [one for one in CLASSES if one.days is not None or one.settable]
    return tuple(one for one in dated if not one.by_itself)
