"""Locks a campaign, or one card in it, for who may work on it."""

from datetime import datetime

from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import OVER, CardState, State
from yika.domain.journal.actions import record, schedule
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may

ADVANCE = "campaigns.advance"


def hold_campaign(campaign: str, *, by: Actor) -> Campaign:
    """The campaign, held until the transaction ends, for who manages those of its issuer."""
    row = _campaign(campaign)
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownCampaign
    check_may(by, Right.CAMPAIGNS_MANAGE, row.issuer)
    return row


def hold_entry(entry: str, *, by: Actor) -> CampaignCard:
    """A card in a running campaign that is not over, held until the transaction ends."""
    try:
        key = ids.read("cmpc", entry)
    except ValueError:
        raise refusals.UnknownCampaignCard from None
    rows = CampaignCard.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("campaign").filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownCampaignCard
    check_may(by, Right.CAMPAIGNS_MANAGE, row.issuer)
    return row


def check_asked(entry: CampaignCard) -> None:
    """Refuse a card that is asked for nothing any more."""
    if entry.campaign.state != State.RUNNING:
        raise refusals.CampaignOver
    if CardState(entry.state) in OVER:
        raise refusals.CardIsOver


def set_to_work(row: Campaign, *, now: datetime) -> None:
    """Have the worker advance it. What was set before is void: so nobody waits for its lock."""
    row.promise += 1
    schedule(kind=ADVANCE, key=f"{row}:{row.promise}", due_at=now)


def campaign_of_work(key: str) -> Campaign | None:
    """The campaign that due work is about, held; None when later work has taken its place."""
    campaign, _, promise = key.rpartition(":")
    row = _campaign(campaign)
    return row if row is not None and str(row.promise) == promise else None


def note(
    event: str, entry: CampaignCard, *, by: Actor, now: datetime, request_id: str, **facts: object
) -> None:
    """Append to the journal what happened to a card because of a campaign."""
    record(
        event,
        subject=entry.card_id,
        issuer=entry.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"campaign": ids.show("cmp", entry.campaign_id), "entry": str(entry), **facts},
    )


def _campaign(campaign: str) -> Campaign | None:
    try:
        key = ids.read("cmp", campaign)
    except ValueError:
        return None
    return Campaign.objects.select_for_update(no_key=True).filter(pk=key).first()
