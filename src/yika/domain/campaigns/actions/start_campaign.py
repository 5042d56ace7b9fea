"""Starts a campaign that another person planned."""

from datetime import datetime

from django.db import transaction

from yika.domain.campaigns.queries import campaign_view
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.plan import check_ahead
from yika.domain.campaigns.rules.states import State
from yika.domain.campaigns.rules.views import CampaignView
from yika.domain.campaigns.running.hold import hold_campaign, set_to_work
from yika.domain.journal.actions import record
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def start_campaign(*, campaign: str, by: Actor, now: datetime, request_id: str) -> CampaignView:
    """Have the worker gather the cards in use and keep to the plan. Safe to repeat by whom did."""
    row = hold_campaign(campaign, by=by)
    if row.started_by == by.id:
        return campaign_view(row)

    if by.kind is not ActorKind.SYSTEM and row.planned_by == by.id:
        raise refusals.SecondPersonStarts
    if row.state != State.PLANNED:
        raise refusals.NotPlanned
    check_ahead(row.plan, now=now)

    row.state, row.started_at, row.started_by = State.GATHERING.value, now, by.id
    set_to_work(row, now=now)
    row.save()

    record(
        "campaign.started",
        subject=campaign,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"product": row.product, "planned_by": row.planned_by},
    )
    return campaign_view(row)
