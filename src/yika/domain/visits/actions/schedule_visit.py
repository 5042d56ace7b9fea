"""Schedules a visit: when, from which outlet, and which two go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Service
from yika.domain.people.queries import handles
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Right
from yika.domain.visits.keeping.reach import hold_diaries, reached
from yika.domain.visits.keeping.stepping import Asked, check_step, follow, note, take_step
from yika.domain.visits.keeping.telling import SCHEDULED, tell
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.queries import view
from yika.domain.visits.rules import bundles, planning, refusals
from yika.domain.visits.rules.planning import Span
from yika.domain.visits.rules.states import TAKES_TIME, Act
from yika.domain.visits.rules.views import VisitView
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def schedule_visit(
    *,
    visit: str,
    begins_at: datetime,
    ends_at: datetime,
    first: str,
    second: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> VisitView:
    """Plan a visit, or plan it anew until it is packed: two who go, at a time the outlet is open.

    Nobody is planned for two visits at once. The holder is told who comes. Safe to repeat.
    """
    row = reached(visit, by=by, lock=True)
    check_may(by, Right.VISITS_SERVE, row.issuer)
    span, request = (begins_at, ends_at), ids.request_key(request_id)
    if row.scheduled_by_request == request:
        if (row.begins_at, row.ends_at, *row.staff) != (*span, first, second):
            raise refusals.VisitRequestReused
        return view(row, by=by)

    check_step(row, Act.SCHEDULED)
    planning.check_two(first, second)
    _check_place(row, span, now)
    hold_diaries(first, second)
    for login in (first, second):
        _check_free(row, login, span)

    row.begins_at, row.ends_at = span
    row.first, row.second = first, second
    row.times += 1
    row.scheduled_by_request = request
    asked = Asked(by, now, request_id)
    take_step(row, Act.SCHEDULED, asked)
    follow(row, ends_at + bundles.LASTS)

    facts = {"begins_at": begins_at.isoformat(), "staff": [first, second]}
    note("visit.scheduled", row, asked, **facts)
    tell(row, SCHEDULED, now=now)
    return view(row, by=by)


def _check_place(row: HomeVisit, span: Span, now: datetime) -> None:
    place = issuers.outlet(row.outlet_id)
    if Service.HOME_VISIT not in place.services:
        raise refusals.NoVisitsHere
    planning.check_span(span, openings=place.openings, zone=place.zone, now=now)


def _check_free(row: HomeVisit, login: str, span: Span) -> None:
    """Refuse somebody who may not go, or is elsewhere then."""
    works = standing(login)
    handle = handles([login]).get(login, "?")
    needed = {Right.VISITS_SERVE, Right.IDENTITY_SERVE}
    if works is None or works.issuer != row.issuer or not needed <= works.rights:
        raise refusals.CannotGo(handle=handle)
    begins, ends = planning.with_way(span)
    other = (
        HomeVisit.objects.filter(Q(first=login) | Q(second=login), state__in=TAKES_TIME)
        .filter(begins_at__lt=ends, ends_at__gt=begins)
        .exclude(pk=row.pk)
        .first()
    )
    if other:
        raise refusals.StaffBusy(handle=handle, number=other.number)
