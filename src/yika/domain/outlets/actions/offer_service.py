"""Sets what an outlet offers by appointment."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import OutletClosed, Service, check_may_manage
from yika.domain.journal.actions import record
from yika.domain.outlets import rules
from yika.domain.outlets.actions.hold import hold_offer
from yika.domain.outlets.models import Offer
from yika.domain.outlets.queries.offers import offer_view
from yika.domain.outlets.rules.offers import check_offer
from yika.kit.actor import Actor


@transaction.atomic
def offer_service(*, offer: rules.Offer, by: Actor, now: datetime, request_id: str) -> rules.Offer:
    """Let a service be booked at an outlet so, from now on; what is booked already stays.

    Safe to repeat: what already is so is not changed again.
    """
    place = issuers.outlet(offer.outlet)
    check_may_manage(offer.outlet, issuer=place.issuer, by=by)
    if place.closed_at:
        raise OutletClosed(outlet=place.code)
    check_offer(offer, listed=place.services)

    row = hold_offer(place, Service(offer.service))
    before = _terms(offer_view(row)) if row else {}
    after = _terms(offer)
    if before == after:
        return offer

    Offer.objects.update_or_create(
        outlet=issuers.read_outlet(place.id),
        service=offer.service,
        defaults={"issuer": place.issuer, **after},
    )

    changed = {name for name in after if before.get(name) != after[name]}
    record(
        "offer.changed",
        subject=place.id,
        issuer=place.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"service": offer.service.value},
        before={name: before[name] for name in sorted(changed & before.keys())},
        after={name: after[name] for name in sorted(changed)},
    )
    return offer


def _terms(offer: rules.Offer) -> dict[str, int | bool]:
    """All that can be changed of an offer."""
    kept = ("minutes", "places", "bookable", "days_ahead", "notice")
    return {name: value for name, value in asdict(offer).items() if name in kept}
