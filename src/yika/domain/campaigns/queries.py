"""Questions others may ask about campaigns and the cards in them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from yika.domain.campaigns.models import Campaign, CampaignCard, CampaignNotice
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import OVER, CardState, Stage, State
from yika.domain.campaigns.rules.views import (
    Asked,
    CampaignCardView,
    CampaignView,
    Day,
    Progress,
)
from yika.domain.campaigns.running.progress import by_day
from yika.domain.campaigns.running.telling import as_notice
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind, check_may

LINES_MAX = 200


def campaigns(by: Actor, *, limit: int = 50) -> list[CampaignView]:
    """Those of the actor's issuer, the newest first; for the system those of all."""
    rows = Campaign.objects.order_by("-id")
    if by.kind is not ActorKind.SYSTEM:
        check_may(by, Right.IDENTITY_VIEW, by.issuer)
        rows = rows.filter(issuer=by.issuer)
    return [campaign_view(row) for row in rows[: min(limit, LINES_MAX)]]


def campaign(campaign: str, *, by: Actor) -> CampaignView:
    """One campaign; UnknownCampaign when it is not for this actor."""
    return campaign_view(_row(campaign, by))


def campaign_cards(
    campaign: str, *, by: Actor, state: str = "", after: str = "", limit: int = 50
) -> list[CampaignCardView]:
    """The cards in a campaign, those in one state if it is named; `after` goes on behind one."""
    rows = CampaignCard.objects.filter(campaign=_row(campaign, by)).order_by("id")
    if state:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(id__gt=_key("cmpc", after))
    found = rows.prefetch_related("notices")[: min(limit, LINES_MAX)]
    return [card_view(row) for row in found]


def campaign_card(entry: str, *, by: Actor) -> CampaignCardView:
    """One card in a campaign."""
    row = CampaignCard.objects.filter(pk=_key("cmpc", entry)).first()
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownCampaignCard
    check_may(by, Right.IDENTITY_VIEW, row.issuer)
    return card_view(row)


def progress(campaign: str, *, by: Actor) -> Progress:
    """How far a campaign has come."""
    row = _row(campaign, by)
    counted = dict(row.cards.values_list("state").annotate(many=Count("*")).order_by())
    known = row.cards.filter(state=CardState.KNOWN.value)
    day = TruncDate("since", tzinfo=ZoneInfo(row.zone))
    days = known.annotate(day=day).values_list("day").annotate(many=Count("*")).order_by("day")
    return Progress(
        found=row.found,
        known_before=row.known_before,
        counts={state: counted.get(state.value, 0) for state in CardState},
        proven=dict(days),
    )


def days(campaign: str, *, by: Actor, now: datetime) -> tuple[Day, ...]:
    """The same day by day since it was started; nothing before."""
    return by_day(_row(campaign, by), now=now)


def asked_of(holder: str, *, by: Actor, now: datetime) -> list[Asked]:
    """What running campaigns ask of a holder, card by card: of himself, or where he is served."""
    rows = CampaignCard.objects.filter(
        holder=_key("hld", holder), campaign__state=State.RUNNING.value
    ).exclude(state__in=sorted(one.value for one in OVER))
    if by.kind is ActorKind.HOLDER:
        if by.id != holder:
            return []
    elif by.kind is not ActorKind.SYSTEM:
        rows = rows.filter(issuer=by.issuer)
    return [_asked(row, now) for row in rows.select_related("campaign").order_by("id")]


def campaign_view(row: Campaign) -> CampaignView:
    return CampaignView(
        id=str(row),
        issuer=row.issuer,
        product=row.product,
        level=row.level,
        state=State(row.state),
        plan=row.plan,
        planned_by=row.planned_by,
        planned_at=row.planned_at,
        started_by=row.started_by,
        started_at=row.started_at,
        ended_at=row.ended_at,
        found=row.found,
        known_before=row.known_before,
    )


def card_view(row: CampaignCard) -> CampaignCardView:
    return CampaignCardView(
        id=str(row),
        campaign=ids.show("cmp", row.campaign_id),
        card=row.card_id,
        holder=row.holder_id,
        state=CardState(row.state),
        stage=Stage(row.stage),
        next_at=row.next_at,
        since=row.since,
        notices=tuple(as_notice(one) for one in _in_order(row)),
        why=row.why,
        note=envelope.open_(keyring(), row.note, where=row.where).decode() if row.note else "",
        excepted_until=row.excepted_until,
    )


def _in_order(row: CampaignCard) -> Sequence[CampaignNotice]:
    return sorted(row.notices.all(), key=lambda one: one.number)


def _asked(row: CampaignCard, now: datetime) -> Asked:
    plan, excepted = row.campaign.plan, row.state == CardState.EXCEPTED
    stage = plan.stage_after(Stage(row.stage))
    at = plan.stage_at(stage) if stage else None
    return Asked(
        campaign=str(row.campaign),
        card=row.card_id,
        issuer=row.issuer,
        product=row.campaign.product,
        state=CardState(row.state),
        deadline=plan.deadline,
        restricts=stage,
        restricts_at=row.excepted_until if excepted else max(at, now) if at else None,
        ends_at=plan.ends_at,
    )


def _row(campaign: str, by: Actor) -> Campaign:
    row = Campaign.objects.filter(pk=_key("cmp", campaign)).first()
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownCampaign
    check_may(by, Right.IDENTITY_VIEW, row.issuer)
    return row


def _key(prefix: str, text: str) -> UUID:
    try:
        return ids.read(prefix, text)
    except ValueError:
        raise refusals.UnknownCampaign from None
