"""A campaign for the cards that were given out before names were asked for."""

from datetime import datetime, timedelta
from typing import Final

from yika.domain.campaigns import actions
from yika.domain.campaigns.queries import campaigns
from yika.domain.staff.rules import Role
from yika.site.demo import cast
from yika.site.demo.houses import House

PRODUCT: Final = "transit-adult"
DEADLINE_IN: Final = timedelta(days=45)
WARNS: Final = (30, 14, 3)
LOADING_AFTER: Final = 0
SPENDING_AFTER: Final = 30


def fill(house: House, *, now: datetime) -> None:
    """One person plans it, another starts it; the worker does the rest. Safe to repeat."""
    reviewer, supervisor = house.staff[Role.REVIEWER], house.staff[Role.SUPERVISOR]
    if house.code != cast.BUSIEST or campaigns(by=reviewer):
        return
    planned = actions.plan_campaign(
        issuer_code=house.code,
        product=PRODUCT,
        deadline=cast.day(now + DEADLINE_IN),
        warns=WARNS,
        loading_after=LOADING_AFTER,
        spending_after=SPENDING_AFTER,
        by=reviewer,
        now=now,
        request_id=f"demo:campaign:{house.code}:plan",
    )
    actions.start_campaign(
        campaign=planned.id,
        by=supervisor,
        now=now,
        request_id=f"demo:campaign:{house.code}:start",
    )
