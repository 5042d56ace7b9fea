"""For whom a verification exists, and who may serve it or decide about it."""

from collections.abc import Collection
from dataclasses import dataclass

from yika.domain.identity.rules.review import refusals
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may

OFFICE = frozenset({ActorKind.STAFF, ActorKind.API_KEY})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a verification is, and what deciding about it demands."""

    issuer: str
    holder: str
    raised: bool = False
    decided_by: Collection[str] = ()
    """Those who must not decide it again."""
    people: Collection[bytes] = ()
    """The blind indexes of whom it is about: the holder, and who came for him."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, with the blind indexes of himself and his family."""

    actor: Actor
    holder: str = ""
    ties: Collection[bytes] = ()


def exists_for(of: Standing, by: Actor) -> bool:
    """Whether this actor may know of it at all."""
    match by.kind:
        case ActorKind.SYSTEM:
            return True
        case ActorKind.HOLDER:
            return by.id == of.holder
        case ActorKind.DEVICE:
            return False  # whoever stands before it goes on with his own phone, or at a counter
        case _:
            return by.sees(of.issuer)


def check_looks(by: Actor, issuer: str) -> None:
    """Refuse staff and programs that have nothing to do with it."""
    if by.kind in OFFICE and not by.may(Right.IDENTITY_SERVE, issuer):
        check_may(by, Right.IDENTITY_VIEW, issuer)


def check_gives(by: Actor, of: Standing) -> None:
    """Refuse who neither is the holder nor takes it down for him."""
    if by.kind in OFFICE:
        check_may(by, Right.IDENTITY_SERVE, of.issuer)
    elif not exists_for(of, by):
        raise refusals.UnknownVerification


def check_reviews(by: Actor, of: Standing) -> None:
    """Refuse who does not review here; what was passed on is for those who decide."""
    if by.kind is not ActorKind.STAFF:
        raise refusals.OnlyPeople
    check_may(by, Right.IDENTITY_REVIEW, of.issuer)
    if of.raised:
        check_may(by, Right.APPROVALS_DECIDE, of.issuer)


def check_not_own(who: Reviewer, of: Standing) -> None:
    """Refuse whoever speaks for himself or his family."""
    if who.holder and who.holder == of.holder:
        raise refusals.OwnCase
    if set(who.ties) & set(of.people):
        raise refusals.OwnCase


def check_decides(who: Reviewer, of: Standing) -> None:
    """Refuse whoever decides about himself or his family, or decided about it before."""
    check_not_own(who, of)
    if who.actor.id in of.decided_by:
        raise refusals.DecidedBefore
