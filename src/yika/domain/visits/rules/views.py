"""How home visits answer: values, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from yika.domain.visits.rules.bundles import Why
from yika.domain.visits.rules.states import OPEN, Purpose, State
from yika.domain.visits.rules.wishes import Door, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A home visit for the one who asks. `door` is whole for the holder and masked for staff.

    `staff` are those who go, by their ids; `code` is what they say at the door, for the holder.
    """

    id: str
    number: str
    issuer: str
    outlet: str
    product: str
    purpose: Purpose
    holder: str
    state: State
    days: tuple[date, ...]
    part: Part
    door: Door | None = field(repr=False)
    begins_at: datetime | None
    ends_at: datetime | None
    zone: str
    staff: tuple[str, ...]
    code: str
    verification: str
    troubles: tuple[str, ...]
    packed_at: datetime | None
    requested_at: datetime
    ended_at: datetime | None
    held: "HeldView | None" = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """Something that came back and waits for a supervisor."""

    bundle: str
    why: Why
    at: datetime
    by: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedView:
    """What a device takes along: a box that it alone can open."""

    bundle: str
    box: bytes = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedView:
    """What became of what was brought back. `troubles` say what could not be used, and why."""

    visit: str
    state: State
    verification: str
    troubles: tuple[str, ...]
