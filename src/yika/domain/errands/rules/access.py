"""For whom an errand exists, who may go on with it, and what happens when two want the same."""

from dataclasses import dataclass
from enum import StrEnum

from yika.domain.errands.rules.refusals import SignInFirst
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may

SERVED = frozenset({ActorKind.STAFF, ActorKind.API_KEY})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose an errand is: of an issuer, of a holder once he is known, at a machine or not.

    `settled` is whether a person has done any of its steps.
    """

    issuer: str
    holder: str
    machine: str
    settled: bool


def exists_for(of: Standing, by: Actor) -> bool:
    """Whether this actor may know of the errand at all."""
    match by.kind:
        case ActorKind.SYSTEM:
            return True
        case ActorKind.HOLDER:
            return bool(of.holder) and of.holder == by.id
        case ActorKind.DEVICE:
            return by.sees(of.issuer) and bool(of.machine) and of.machine == by.id
        case _:
            return looks_on(by, of.issuer)


def looks_on(by: Actor, issuer: str) -> bool:
    """Whether this actor may look at the errands of an issuer that are not his own."""
    return by.may(Right.ERRANDS_VIEW, issuer) or by.may(Right.ERRANDS_SERVE, issuer)


def check_looks(by: Actor) -> None:
    """Refuse staff and programs that have nothing to do with errands at all."""
    if not looks_on(by, by.issuer):
        check_may(by, Right.ERRANDS_VIEW, by.issuer)


def may_serve(by: Actor, issuer: str) -> bool:
    """Whether he may also go on with those he knows of."""
    return by.kind not in SERVED or by.may(Right.ERRANDS_SERVE, issuer)


def check_serves(by: Actor, issuer: str) -> None:
    """Refuse staff and programs that may look at errands but not begin them or go on with them."""
    if by.kind in SERVED:
        check_may(by, Right.ERRANDS_SERVE, issuer)


def may_pick_up(of: Standing, by: Actor) -> bool:
    """Whether an errand may go on with this actor: of this issuer, and not somebody else's."""
    if by.kind is ActorKind.HOLDER:
        return of.holder in {"", by.id}
    return by.sees(of.issuer)


def check_known(by: Actor) -> None:
    """Refuse a holder who has not said who he is: what he begins could be nobody's."""
    if by.kind is ActorKind.HOLDER and not by.id.startswith("hld_"):
        raise SignInFirst


class Meeting(StrEnum):
    """What becomes of an open errand when somebody begins the same again."""

    SAME = "same"  # he gets the open one
    GIVES_WAY = "gives-way"  # it is withdrawn for his
    TAKEN = "taken"  # he is refused


def meeting(of: Standing, by: Actor, *, holder: str) -> Meeting:
    """Whether whoever begins gets the open errand, replaces it, or has to be refused.

    An errand without a single step done proves nothing, so it keeps nobody out. Nor does one
    that an unknown visitor left at a machine: the next visitor there proves everything anew,
    and never goes on with what is not his.
    """
    wanted = by.id if by.kind is ActorKind.HOLDER else holder
    if by.kind is ActorKind.HOLDER and of.holder == wanted:
        return Meeting.SAME
    left_at_machine = bool(of.machine) and not of.holder
    if left_at_machine or (not of.settled and of.holder != wanted):
        return Meeting.GIVES_WAY
    if by.kind not in SERVED or (wanted and of.holder not in {"", wanted}):
        return Meeting.TAKEN if of.settled else Meeting.GIVES_WAY
    return Meeting.SAME
