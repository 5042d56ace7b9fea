"""What each issuer has proven of a holder, and what of it he may still have looked at again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from yika.domain.identity.models import ProvenIdentity
from yika.domain.identity.rules.review.masking import masked_number
from yika.domain.identity.rules.review.refusals import UnknownVerification
from yika.domain.identity.rules.review.states import Act, State
from yika.domain.identity.rules.review.times import APPEALED_WITHIN, WARNED_BEFORE, may_appeal
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.people.rules import masked_name
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

PROVEN_MAX: Final = 200
AGAIN_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenView:
    """That an issuer knows a holder, how firmly and by which document; name and number masked."""

    issuer: str
    level: int
    document: str
    name: str
    number: str
    verification: str
    verified_at: datetime
    verified_until: datetime | None


def proven_names(holder: str, *, by: Actor, now: datetime) -> list[ProvenView]:
    """What counts now, the firmest first: all of it for himself, for staff that of their issuer."""
    there = Q(verified_until=None) | Q(verified_until__gt=now)
    rows = ProvenIdentity.objects.filter(
        there, holder=ids.read("hld", holder), lapsed_at=None, since__lte=now
    )
    if by.kind is ActorKind.HOLDER:
        if by.id != holder:
            raise UnknownVerification
    elif by.kind is not ActorKind.SYSTEM:
        check_may(by, Right.IDENTITY_VIEW, by.issuer)
        rows = rows.filter(issuer=by.issuer)
    return [_proven(row) for row in rows.order_by("-level", "-verified_at")[:PROVEN_MAX]]


def may_prove_again(holder: str, issuer: str, *, by: Actor, now: datetime) -> bool:
    """Whether he may prove it anew, since something may have changed: not on the same day."""
    proven = [one for one in proven_names(holder, by=by, now=now) if one.issuer == issuer]
    return all(now - one.verified_at >= AGAIN_AFTER for one in proven)


@dataclass(frozen=True, slots=True)
class Proof:
    """How firmly an issuer knows somebody now; `again`: it may be proven anew all the same."""

    level: int
    again: bool

    def covers(self, level: int) -> bool:
        """Whether a name is proven as firmly as this, and not to be proven again now."""
        return self.level >= level and not self.again


def proof_of(holder: str, issuer: str, *, by: Actor, now: datetime) -> Proof:
    """How an issuer knows a holder. It may be proven anew in the last month of a proof.

    He himself may from the next day on, since something may have changed.
    """
    rows = ProvenIdentity.objects.filter(
        holder=ids.read("hld", holder), issuer=issuer, lapsed_at=None, since__lte=now
    )
    told = rows.values_list("level", "verified_at", "verified_until")
    there = [one for one in told if one[2] is None or one[2] > now]
    lasts = any(one[2] is None or now < one[2] - WARNED_BEFORE for one in there)
    rested = by.id == holder and all(now - one[1] >= AGAIN_AFTER for one in there)
    return Proof(max((one[0] for one in there), default=0), again=rested or not lasts)


def appeal_until(view: VerificationView, *, now: datetime) -> datetime | None:
    """Until when its holder may have somebody else look again; None when he may not."""
    appealed = any(turn.act is Act.APPEALED for turn in view.turns)
    decided = view.decided_at
    if view.state is not State.REFUSED or appealed or not may_appeal(decided, now):
        return None
    return decided + APPEALED_WITHIN if decided else None


def _proven(row: ProvenIdentity) -> ProvenView:
    number = row.told("number")
    return ProvenView(
        issuer=row.issuer,
        level=row.level,
        document=row.document,
        name=masked_name(row.told("name")),
        number=masked_number(number) if number else "",
        verification=ids.show("ver", row.verification_id),
        verified_at=row.verified_at,
        verified_until=row.verified_until,
    )
