"""Ends a campaign: nothing is asked any more, and what it restricted is let go."""

from datetime import datetime

from django.db import transaction

from yika.domain.campaigns.queries import campaign_view
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import State
from yika.domain.campaigns.rules.views import CampaignView
from yika.domain.campaigns.running.hold import hold_campaign, set_to_work
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def end_campaign(*, campaign: str, by: Actor, now: datetime, request_id: str) -> CampaignView:
    """Have the worker let go of every card in it. Safe to repeat by whoever ended it."""
    row = hold_campaign(campaign, by=by)
    if row.ended_by == by.id:
        return campaign_view(row)

    if row.state in {State.ENDING, State.ENDED}:
        raise refusals.CampaignOver

    planned_only = row.state == State.PLANNED
    row.state = (State.ENDED if planned_only else State.ENDING).value
    row.ended_at, row.ended_by = now, by.id
    if not planned_only:
        set_to_work(row, now=now)
    row.save()

    record(
        "campaign.ended",
        subject=campaign,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"product": row.product},
    )
    return campaign_view(row)
