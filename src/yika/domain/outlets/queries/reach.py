"""Who may know of which appointments and queues."""

from uuid import UUID

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.outlets.models import Appointment, QueueTicket
from yika.domain.outlets.rules.refusals import (
    ElsewhereBooked,
    NoOutlet,
    UnknownAppointment,
    UnknownTicket,
)
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, NotAllowed, check_may

WITH_RIGHTS = frozenset({ActorKind.STAFF, ActorKind.API_KEY})
SEEING = (Right.QUEUE_SERVE, Right.OUTLETS_MANAGE, Right.AUDIT_VIEW)


def check_sees(row: Appointment, by: Actor) -> None:
    """A holder sees his own, everybody else those of his issuer with a right to."""
    if by.kind is ActorKind.HOLDER:
        if by.id != ids.show("hld", row.holder):
            raise UnknownAppointment
        return
    if not by.sees(row.issuer):
        raise UnknownAppointment
    check_looks(by, row.issuer)


def check_changes(row: Appointment, by: Actor) -> None:
    """The same, and staff and programs need the right to serve. A machine changes nothing."""
    check_sees(row, by)
    if by.kind is not ActorKind.HOLDER:
        check_may(by, Right.QUEUE_SERVE, row.issuer)


def check_looks(by: Actor, issuer: str) -> None:
    """Refuse staff and programs that neither serve, nor manage, nor audit."""
    if by.kind in WITH_RIGHTS and not any(by.may(right, issuer) for right in SEEING):
        raise NotAllowed(right=str(SEEING[0]))


def check_serves(by: Actor, issuer: str) -> None:
    """Refuse staff and programs that do not serve the queue. A machine stands for who is at it."""
    if by.kind in WITH_RIGHTS:
        check_may(by, Right.QUEUE_SERVE, issuer)


def seen_outlet(outlet: str, by: Actor) -> OutletView:
    """An outlet of the actor's issuer; for others there is none. Without one, his own."""
    place = issuers.outlet(_own(outlet, by))
    if not by.sees(place.issuer):
        raise UnknownOutlet(outlet=outlet)
    return place


def check_at(outlet: UUID, by: Actor) -> None:
    """Refuse who stands at another outlet. Whoever stands at none acts for all of them."""
    if by.outlet and by.outlet != ids.show("out", outlet):
        name = issuers.outlet(ids.show("out", outlet)).name
        raise ElsewhereBooked(outlet=f"{name.zh_hans} {name.en}")


def appointment_key(appointment: str) -> UUID:
    try:
        return ids.read("apt", appointment)
    except ValueError:
        raise UnknownAppointment from None


def ticket_row(ticket: str, by: Actor) -> QueueTicket:
    """A number in a queue of the actor's issuer."""
    try:
        row = QueueTicket.objects.filter(pk=ids.read("qt", ticket)).first()
    except ValueError:
        row = None
    if row is None or not by.sees(row.issuer):
        raise UnknownTicket
    return row


def _own(outlet: str, by: Actor) -> str:
    if not (outlet or by.outlet):
        raise NoOutlet
    return outlet or by.outlet
