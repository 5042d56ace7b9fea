"""Asks for a visit at home."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yika.domain.identity.queries.consents import check_consent
from yika.domain.identity.rules.consents import Purpose as Consent
from yika.domain.identity.rules.review.cases import new_case
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Service
from yika.domain.people import actions as people
from yika.domain.people.queries import seen_holder
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.domain.visits.keeping.stepping import Asked, follow, note
from yika.domain.visits.keeping.taking_in import policy_of
from yika.domain.visits.keeping.telling import tell
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.queries import view
from yika.domain.visits.rules import refusals, wishes
from yika.domain.visits.rules.states import WAITS_FOR, Purpose
from yika.domain.visits.rules.views import VisitView
from yika.domain.visits.rules.wishes import Door
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

SCOPE = "visit.request"
CODE_DIGITS = 4


def request_visit(  # noqa: PLR0913  a wish is many things at once
    *,
    holder: str,
    about: str,
    outlet: str,
    door: Door,
    days: Sequence[date],
    part: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> VisitView:
    """Ask that two come home to somebody, to prove his name for a kind of card, `issuer/product`.

    By himself, or by staff whom he told. He has to have agreed to the visit and to the check.
    Safe to repeat. Never call this inside a transaction: wishes are counted.
    """
    issuer, _, product = about.partition("/")
    row = _row(holder, issuer, product, outlet, by=by, now=now, request_id=request_id)
    if seen := _seen(row):
        return view(seen, by=by)

    place = issuers.outlet(outlet)
    if Service.HOME_VISIT not in place.services or issuer not in place.issuers or place.closed_at:
        raise refusals.NoVisitsHere
    policy_of(row, now)
    tidy = wishes.check_door(door)
    wish = wishes.check_wish(tuple(days), part, today=place.today(now))
    row.days, row.part = [day.isoformat() for day in wish.days], wish.part.value
    for purpose in (Consent.HOME_VISIT, Consent.REAL_NAME):
        check_consent(holder, purpose=purpose, issuer=issuer)
    _check_no_other(row)
    if by.kind is ActorKind.HOLDER:
        spend_try(scope=SCOPE, subject=holder, allowance=wishes.WISHES, now=now)

    return view(_keep(row, tidy, Asked(by, now, request_id)), by=by)


def _row(
    holder: str,
    issuer: str,
    product: str,
    outlet: str,
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> HomeVisit:
    """For whom it would be. For the staff of others nobody of this name exists."""
    house = issuers.issuer(issuer)
    if by.kind is ActorKind.HOLDER:
        if by.id != holder or by.person:
            raise UnknownHolder
    else:
        check_may(by, Right.VISITS_SERVE, house.code)
        seen_holder(holder, by)
    return HomeVisit(
        number=new_case(),
        holder=ids.read("hld", holder),
        issuer=house.code,
        product=product,
        purpose=Purpose.REAL_NAME.value,
        outlet=issuers.read_outlet(outlet),
        requested_at=now,
        requested_by_request=ids.request_key(request_id),
    )


def _keep(row: HomeVisit, door: Door, asked: Asked) -> HomeVisit:
    """The database lets one be open; whoever lost the race is told like whoever came late."""
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    row.keep_door(door, code)
    try:
        return _insert(row, asked)
    except IntegrityError:
        if seen := _seen(row):
            return seen
        _check_no_other(row)
        raise


@transaction.atomic
def _insert(row: HomeVisit, asked: Asked) -> HomeVisit:
    row.save(force_insert=True)
    people.acquaint(
        holder=row.holder_id,
        issuer=row.issuer,
        by=asked.by,
        now=asked.now,
        request_id=asked.request_id,
    )
    follow(row, asked.now + WAITS_FOR)
    note("visit.requested", row, asked, holder=row.holder_id, outlet=row.outlet_id)
    tell(row, "visit-requested", now=asked.now)
    return row


def _check_no_other(row: HomeVisit) -> None:
    other = HomeVisit.objects.filter(holder=row.holder, issuer=row.issuer, ended_at=None).first()
    if other:
        raise refusals.VisitAskedFor(number=other.number)


def _seen(row: HomeVisit) -> HomeVisit | None:
    """What this request asked for before. The same request id for something else is refused."""
    seen = HomeVisit.objects.filter(requested_by_request=row.requested_by_request).first()
    asked = ("holder", "issuer", "product", "outlet")
    if seen and any(getattr(seen, name) != getattr(row, name) for name in asked):
        raise refusals.VisitRequestReused
    return seen
