"""For whom an enquiry exists, and who may answer it."""

from dataclasses import dataclass

from yika.domain.enquiries.rules.refusals import OnlyPeople
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, Channel, check_may

OFFICE = frozenset({ActorKind.STAFF, ActorKind.API_KEY})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose an enquiry is: of an issuer, and of a holder or only of who proves to have asked."""

    id: str
    issuer: str
    holder: str


def asker(enquiry: str, channel: Channel) -> Actor:
    """Who has shown that an enquiry is his without signing in: it is all that he may touch."""
    return Actor(ActorKind.HOLDER, enquiry, channel)


def is_asker(of: Standing, by: Actor) -> bool:
    """Whether it is his own."""
    return by.kind is ActorKind.HOLDER and by.id in {of.id, of.holder or of.id}


def exists_for(of: Standing, by: Actor) -> bool:
    """Whether this actor may know of the enquiry at all."""
    match by.kind:
        case ActorKind.SYSTEM:
            return True
        case ActorKind.HOLDER:
            return is_asker(of, by)
        case ActorKind.DEVICE:
            return False  # whoever stands before it sees the thread on his own phone
        case _:
            return by.sees(of.issuer)


def check_looks(by: Actor, issuer: str) -> None:
    """Refuse staff and programs that have nothing to do with enquiries at all."""
    if by.kind in OFFICE and not by.may(Right.ENQUIRIES_ANSWER, issuer):
        check_may(by, Right.ENQUIRIES_VIEW, issuer)


def check_answers(by: Actor, issuer: str, level: int) -> None:
    """Refuse who does not answer enquiries; escalated ones are for those who decide."""
    check_may(by, Right.ENQUIRIES_ANSWER, issuer)
    if level:
        check_may(by, Right.APPROVALS_DECIDE, issuer)


def may_answer(by: Actor, issuer: str, level: int) -> bool:
    """The same as an answer."""
    wanted = [Right.ENQUIRIES_ANSWER, *([Right.APPROVALS_DECIDE] if level else [])]
    return by.kind in OFFICE and all(by.may(right, issuer) for right in wanted)


def check_person(by: Actor) -> None:
    """Refuse a program where somebody has to answer for what becomes of it."""
    if by.kind is not ActorKind.STAFF:
        raise OnlyPeople
