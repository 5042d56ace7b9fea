"""Two people who cannot come to an outlet: one waits for a day, with the other it is agreed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.rules import consents
from yika.domain.identity.rules.consents import Purpose
from yika.domain.issuers import queries as issuers
from yika.domain.people import queries as people
from yika.domain.staff.rules import Role
from yika.domain.visits import actions
from yika.domain.visits.queries import visits_of
from yika.domain.visits.rules.wishes import Door
from yika.kit.actor import Actor
from yika.site.demo import cast
from yika.site.demo.houses import House
from yika.site.demo.life import SAID
from yika.site.demo.life.people import people_of

PRODUCT: Final = "transit-adult"
PART: Final = "any"
LASTS: Final = timedelta(minutes=45)
FIRST_ASKED, LAST_ASKED = 3, 5  # among the people of the house: others do other things


def fill(house: House, *, now: datetime) -> None:
    """Ask for the two visits, and plan the second. Safe to repeat."""
    if house.code != cast.BUSIEST:
        return
    holders = people_of(house)[FIRST_ASKED:LAST_ASKED]
    if not holders or any(visits_of(holder.id, by=holder) for holder in holders):
        return
    asked = [_ask(house, holder, now) for holder in holders]
    _plan(house, asked[-1], now)


def _ask(house: House, holder: Actor, now: datetime) -> str:
    about: dict[str, Any] = {"by": holder, "now": now}
    for purpose in (Purpose.HOME_VISIT, Purpose.REAL_NAME):
        give_consent(
            holder=holder.id,
            issuer=house.code,
            purpose=purpose.value,
            version=consents.current(purpose).version,
            language="zh-hans",
            request_id=f"demo:visit:{holder.id}:{purpose}",
            **about,
        )
    told = SAID["visit"]
    visit = actions.request_visit(
        holder=holder.id,
        about=f"{house.code}/{PRODUCT}",
        outlet=house.outlets[0],
        door=Door(
            name=people.holder(holder.id, now=now).name or told["name"],
            address=told["address"],
            phone=told["phone"],
            note=told["note"],
        ),
        days=[day for _, day in zip(range(2), _days(now), strict=False)],
        part=PART,
        request_id=f"demo:visit:{holder.id}",
        **about,
    )
    return visit.id


def _plan(house: House, visit: str, now: datetime) -> None:
    """A teller and the supervisor go, on the first day wished for."""
    zone = ZoneInfo(issuers.issuer(house.code).zone)
    begins_at = datetime.combine(next(_days(now)), datetime.min.time(), zone).replace(hour=10)
    actions.schedule_visit(
        visit=visit,
        begins_at=begins_at,
        ends_at=begins_at + LASTS,
        first=house.teller.id,
        second=house.staff[Role.SUPERVISOR].id,
        by=house.teller,
        now=now,
        request_id=f"demo:visit:{visit}:plan",
    )


def _days(now: datetime) -> Iterator[date]:
    """Working days from the day after tomorrow on."""
    day = cast.day(now) + timedelta(days=1)
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5:  # noqa: PLR2004  Monday to Friday
            yield day
