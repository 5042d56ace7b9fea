"""Gives a number to somebody who has come without an appointment."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers.rules import GOES_OUT, UnknownOutlet
from yika.domain.outlets.actions.number import give_number
from yika.domain.outlets.queries.reach import check_serves, seen_outlet
from yika.domain.outlets.rules import TicketView, refusals
from yika.domain.people import queries as people
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def take_number(
    *,
    service: str,
    outlet: str = "",
    holder: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> TicketView:
    """A number for a service of an outlet that is open, without one that of the actor's own.

    Nobody has to say who he is; staff may note for whom it is. Safe to repeat: the same
    `request_id` gives the same number.
    """
    place = seen_outlet(outlet, by)
    check_serves(by, place.issuer)
    if by.outlet and by.outlet != place.id:
        raise UnknownOutlet(outlet=outlet)
    if service not in place.services or service in GOES_OUT:
        raise refusals.NotServed
    if not place.is_open(now):
        raise refusals.ClosedNow

    owner = ids.read("hld", people.seen_holder(holder, by).id) if holder else None
    return give_number(
        place, service, holder=owner, appointment=None, by=by, now=now, request_id=request_id
    )
