"""A hold on a holder's data: who may place and lift it, for how long, and its refusals."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

LONGEST: Final = timedelta(days=3 * 365)
REASON_MIN: Final = 4
REASON_MAX: Final = 200
REASON_EXPECTED: Final = gettext_noop("why nothing may be destroyed, in 4 to 200 characters")


class UnknownHold(NotFound):
    code = "retention.unknown_hold"
    wording = gettext_noop("There is no hold {hold}.")


class HoldRequestReused(Conflict):
    code = "retention.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class HoldTooLong(Refusal):
    code = "retention.hold_too_long"
    wording = gettext_noop("A hold ends in the future, within three years. Place it again then.")


class HoldIsOver(Conflict):
    code = "retention.hold_is_over"
    wording = gettext_noop("This hold is over already.")


class SecondPerson(Refusal):
    code = "retention.second_person"
    wording = gettext_noop("You placed this hold yourself. A second person has to lift it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold, for who may see it. It binds until it was lifted or its time is over."""

    id: str
    holder: str
    issuer: str
    reason: str = field(repr=False)
    placed_at: datetime
    placed_by: str
    until: datetime
    lifted_at: datetime | None
    lifted_by: str

    def binds(self, now: datetime) -> bool:
        return self.lifted_at is None and now < self.until


def normal_reason(typed: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if not REASON_MIN <= len(text) <= REASON_MAX or not text.isprintable():
        raise Invalid([Fault("reason", "", REASON_EXPECTED)])
    return text


def check_until(until: datetime, *, now: datetime) -> None:
    if not now < until <= now + LONGEST:
        raise HoldTooLong


def check_lifting(hold: HoldView, *, by: Actor, now: datetime) -> None:
    """Refuse unless a second person lifts it while it binds. The system answers for itself."""
    if by.kind is not ActorKind.SYSTEM and by.id == hold.placed_by:
        raise SecondPerson
    if not hold.binds(now):
        raise HoldIsOver
