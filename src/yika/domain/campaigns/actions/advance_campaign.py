"""What the worker does for a campaign: gathers its cards, keeps to its plan, lets go at its end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, QuerySet

from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.campaigns.rules.states import OVER, CardState, State
from yika.domain.campaigns.running.gather import gather
from yika.domain.campaigns.running.hold import campaign_of_work
from yika.domain.campaigns.running.letting_go import let_go
from yika.domain.campaigns.running.look import look_at

AT_ONCE = 100
COME_BACK = timedelta(hours=1)


@transaction.atomic
def advance_campaign(*, key: str, now: datetime, at_once: int = AT_ONCE) -> datetime | None:
    """Do a portion of what is due; answers when to go on, None when it is over for good.

    A portion is done whole or not at all, so that whoever dies in the middle of one leaves
    nothing half done, and nobody is told anything twice.
    """
    row = campaign_of_work(key)
    if row is None:
        return None
    match State(row.state):
        case State.GATHERING:
            gather(row, at_once=at_once, now=now)
            return now
        case State.RUNNING:
            return _run(row, at_once=at_once, now=now)
        case State.ENDING:
            return _end(row, at_once=at_once, now=now)
        case _:
            return None


def _run(row: Campaign, *, at_once: int, now: datetime) -> datetime:
    due = row.cards.filter(next_at__lte=now).order_by("next_at", "id")
    look_at(_held(row, due, at_once), issuer=row.issuer, level=row.level, now=now)
    first: datetime | None = row.cards.aggregate(first=Min("next_at"))["first"]
    return min(max(first, now), now + COME_BACK) if first else now + COME_BACK


def _end(row: Campaign, *, at_once: int, now: datetime) -> datetime | None:
    left = row.cards.exclude(state__in=sorted(one.value for one in OVER)).order_by("id")
    entries = _held(row, left, at_once)
    for entry in entries:
        request_id = f"campaign-end:{entry}"
        let_go(entry, CardState.RELEASED, now=now, request_id=request_id)
    if left.exists():
        return now
    row.state = State.ENDED.value
    row.save(update_fields=["state"])
    return None


def _held(row: Campaign, due: QuerySet[CampaignCard], at_once: int) -> list[CampaignCard]:
    """A portion of them, held; those that somebody is changing just now come with the next."""
    entries = list(due.select_for_update(skip_locked=True, no_key=True)[:at_once])
    for entry in entries:
        entry.campaign = row
    return entries
