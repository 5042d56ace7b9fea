"""How a campaign went on from day to day, counted in the database."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from yika.domain.campaigns.models import Campaign, CampaignCard, CampaignNotice
from yika.domain.campaigns.rules.states import CardState
from yika.domain.campaigns.rules.steps import Kind
from yika.domain.campaigns.rules.views import Day

Counts = Mapping[date, int]


def by_day(row: Campaign, *, now: datetime) -> tuple[Day, ...]:
    """Each day since it was started, with how many cards had got so far by its end."""
    if row.started_at is None:
        return ()
    zone = ZoneInfo(row.zone)
    first, last = (at.astimezone(zone).date() for at in (row.started_at, row.ended_at or now))
    counted = _counted(row, zone)
    last = max([last, *(max(days, default=last) for days in counted.values())])
    sums = dict.fromkeys(counted, 0) | {"proven": row.known_before}
    found = []
    for past in range((last - first).days + 1):
        day = first + timedelta(days=past)
        sums = {name: many + counted[name].get(day, 0) for name, many in sums.items()}
        found.append(Day(day=day, **sums))
    return tuple(found)


def _counted(row: Campaign, zone: ZoneInfo) -> dict[str, Counts]:
    cards = CampaignCard.objects.filter(campaign=row)
    notices = CampaignNotice.objects.filter(entry__campaign=row)
    arrived = notices.filter(arrived_at__isnull=False)
    stopped = notices.filter(kind=Kind.RESTRICTED.value)
    return {
        "told": _days(notices.filter(number=1), "told_at", zone),
        "arrived": _days(arrived.filter(~_earlier_arrival()), "arrived_at", zone),
        "proven": _days(cards.filter(state=CardState.KNOWN.value), "since", zone),
        "restricted": _days(stopped.filter(~_earlier_stop()), "told_at", zone),
        "excepted": _days(cards.filter(state=CardState.EXCEPTED.value), "since", zone),
    }


def _earlier_arrival() -> Exists:
    """Whether another notice about the same card arrived before this one."""
    sooner = Q(arrived_at__lt=OuterRef("arrived_at"))
    same = Q(arrived_at=OuterRef("arrived_at"), number__lt=OuterRef("number"))
    return Exists(CampaignNotice.objects.filter(sooner | same, entry=OuterRef("entry")))


def _earlier_stop() -> Exists:
    """Whether something of the same card was restricted before."""
    return Exists(
        CampaignNotice.objects.filter(
            entry=OuterRef("entry"), kind=Kind.RESTRICTED.value, number__lt=OuterRef("number")
        )
    )


def _days(
    rows: "QuerySet[CampaignCard] | QuerySet[CampaignNotice]", moment: str, zone: ZoneInfo
) -> Counts:
    """How many on each day, as the issuer counts days."""
    day = TruncDate(moment, tzinfo=zone)
    return dict(rows.order_by().annotate(day=day).values_list("day").annotate(many=Count("*")))
