"""How long an issuer keeps each class of data."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.identity.models import KeepingTime
from yika.domain.identity.rules import retention as rules
from yika.domain.identity.rules.retention import DataClass


@dataclass(frozen=True, slots=True)
class Keeping:
    """One line of an issuer's plan: the class, and its days; none for what is kept for good."""

    kind: DataClass
    days: int | None
    shipped: bool


def keeping_of(issuer: str) -> dict[str, int]:
    """What an issuer has set, by class; the rest is as it ships."""
    rows = KeepingTime.objects.filter(issuer=issuer)
    return dict(rows.values_list("kind", "days"))


def plan(issuer: str = "") -> list[Keeping]:
    """The whole plan of an issuer; without one, as it ships."""
    own = keeping_of(issuer) if issuer else {}
    return [
        Keeping(one, rules.days_kept(one.code, own), one.code not in own) for one in rules.CLASSES
    ]


def purge_after(kind: str, *, issuer: str, since: datetime) -> datetime | None:
    """When something of this class is to be destroyed that began to count then; None for never."""
    return rules.purge_after(kind, since=since, own=keeping_of(issuer))
