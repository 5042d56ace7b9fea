"""Plans a campaign for the cards in use of a product."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yika.domain.campaigns.models import Campaign
from yika.domain.campaigns.queries import campaign_view
from yika.domain.campaigns.rules import plan as rules
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.views import CampaignView
from yika.domain.cards.queries import edition_in_force, today
from yika.domain.issuers.queries import issuer
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may

SAID = ("issuer", "product", "planned_by", "deadline", "warns", "loading_after", "spending_after")


@transaction.atomic
def plan_campaign(  # noqa: PLR0913  a plan says all of this
    *,
    issuer_code: str,
    product: str,
    deadline: date,
    warns: Sequence[int],
    loading_after: int | None,
    spending_after: int | None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> CampaignView:
    """Plan to have names proven by a day, at the level that the product asks for today.

    `warns` are days before the deadline; what is restricted is so many days after it, or never.
    Nothing happens until a second person starts it. Safe to repeat with the same `request_id`.
    """
    check_may(by, Right.CAMPAIGNS_MANAGE, issuer_code)
    row = Campaign(
        issuer=issuer_code,
        product=product,
        deadline=deadline,
        warns=list(rules.in_order(warns)),
        loading_after=loading_after,
        spending_after=spending_after,
        zone=issuer(issuer_code).zone,
        planned_at=now,
        planned_by=by.id,
        planned_by_request=ids.request_key(request_id),
    )
    if seen := _seen(row):
        return seen

    rules.check_plan(row.plan, now=now)
    row.level = _level(issuer_code, product, now)
    _keep(row)

    record(
        "campaign.planned",
        subject=str(row),
        issuer=issuer_code,
        by=by,
        now=now,
        request_id=request_id,
        facts=_facts(row),
    )
    return campaign_view(row)


def _seen(row: Campaign) -> CampaignView | None:
    seen = Campaign.objects.filter(planned_by_request=row.planned_by_request).first()
    if seen is None:
        return None
    if any(getattr(seen, name) != getattr(row, name) for name in SAID):
        raise refusals.CampaignRequestReused
    return campaign_view(seen)


def _level(issuer_code: str, product: str, now: datetime) -> int:
    sold = edition_in_force(issuer_code, product, today(issuer_code, now)).product
    if sold.real_name is None or sold.real_name.need == "never":
        raise refusals.NothingToProve
    return sold.real_name.level


def _facts(row: Campaign) -> dict[str, object]:
    return {
        "product": row.product,
        "level": row.level,
        "deadline": row.deadline.isoformat(),
        "warns": row.warns,
        "loading_after": row.loading_after,
        "spending_after": row.spending_after,
    }


def _keep(row: Campaign) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise refusals.CampaignOn from None
