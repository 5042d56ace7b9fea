"""How long an issuer keeps each class of data."""

from dataclasses import dataclass
from datetime import date, datetime

from yika.domain.identity.models import KeepingTime
from yika.domain.identity.rules import retention as rules
from yika.domain.identity.rules.retention import DataClass
from yika.products.tables.real_name import RealName
from yika.products.tables.span import Span

FACES = "face-pictures"
_ANY_DAY = date(2001, 1, 1)


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


def setters(kind: str) -> list[str]:
    """The issuers that have set days of their own for a class."""
    return list(KeepingTime.objects.filter(kind=kind).values_list("issuer", flat=True))


def own_days(kind: str, *, now: datetime) -> list[tuple[str, datetime]]:
    """The same, with the moment before which what began to count is over at each."""
    found = [(one, rules.over_before(kind, now=now, own=keeping_of(one))) for one in setters(kind)]
    return [(issuer, before) for issuer, before in found if before is not None]


def plan(issuer: str = "") -> list[Keeping]:
    """The whole plan of an issuer; without one, as it ships."""
    own = keeping_of(issuer) if issuer else {}
    return [
        Keeping(one, rules.days_kept(one.code, own), one.code not in own) for one in rules.CLASSES
    ]


def face_kept(rule: RealName, issuer: str) -> Span:
    """How long after the decision a picture of a face is kept at the most."""
    days = rules.days_kept(FACES, keeping_of(issuer))
    own = [] if days is None else [Span(days=days)]
    longest = max(rule.keep, rule.keep_refused, key=_length)
    return min(longest, *own, key=_length) if own else longest


def _length(span: Span) -> date:
    return span.after(_ANY_DAY)


def purge_after(kind: str, *, issuer: str, since: datetime) -> datetime | None:
    """When something of this class is to be destroyed that began to count then; None for never."""
    return rules.purge_after(kind, since=since, own=keeping_of(issuer))
