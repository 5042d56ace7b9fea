"""What the outlets of the demo offer, where they are, and the holidays they keep."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yika.domain.issuers import actions, queries
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service, Text
from yika.site.demo import cast
from yika.site.demo.houses import OPERATOR, House
from yika.site.demo.life import SAID

NEW_YEAR, STOCKTAKING = (
    Text(SAID["days"][day]["en"], SAID["days"][day]["zh-hans"])
    for day in ("new-year", "stocktaking")
)
FEW = (Service.ACTIVATION, Service.LOSS, Service.ENQUIRY)
MOST = tuple(service for service in Service if service is not Service.REAL_NAME)
STOCKTAKING_IN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Site:
    """Where an outlet is. `acts_for` are other issuers whose cards are served there."""

    position: str
    services: tuple[Service, ...] = tuple(Service)
    step_free: bool = True
    acts_for: tuple[str, ...] = ()


SITES = {
    ("rivertown-transit", "square"): Site("30.58210, 114.27330"),
    ("rivertown-transit", "north"): Site("30.61770, 114.25430", MOST),
    ("south-lake-university", "library"): Site("30.49130, 114.36240"),
    ("spruce-bookshop", "old-town"): Site("30.57960, 114.29060", FEW, step_free=False),
    ("eastgate-property", "office"): Site("30.60440, 114.33850", FEW),
    ("harbor-mobile", "pier"): Site("30.57350, 114.30380", MOST, step_free=False),
    ("rivertown-city", "hall"): Site(
        "30.59390, 114.30470", acts_for=("rivertown-transit", "eastgate-property")
    ),
}


def fill(house: House, *, now: datetime) -> None:
    """Describe the outlets of one house. What is there already stays as it is.

    One that acts for another house can only be told so once that one is there.
    """
    for outlet in house.outlets:
        found = queries.outlet(outlet)
        site = SITES[found.issuer, found.code]
        actions.change_outlet(
            outlet=outlet,
            services=site.services,
            step_free=site.step_free,
            position=site.position,
            by=OPERATOR,
            now=now,
            request_id=f"demo:describe:{outlet}",
        )
        _act_for(found, site, now)
    _set(house, date(now.year + 1, 1, 1), NEW_YEAR, now=now)
    day = cast.day(now + STOCKTAKING_IN)
    _set(house, day, STOCKTAKING, outlet=house.outlets[0], hours="09:00-12:00", now=now)


def _act_for(found: OutletView, site: Site, now: datetime) -> None:
    others = [code for code in site.acts_for if queries.find_issuer(code)]
    actions.act_for(
        outlet=found.id,
        issuers=others,
        by=OPERATOR,
        now=now,
        request_id=f"demo:act-for:{found.id}",
    )


def _set(
    house: House, day: date, words: Text, *, now: datetime, outlet: str = "", hours: str = ""
) -> None:
    actions.set_special_days(
        issuer=house.code,
        outlet=outlet,
        first=day,
        last=day,
        hours=hours,
        words=words,
        by=OPERATOR,
        now=now,
        request_id=f"demo:day:{house.code}:{outlet}:{day}",
    )
