"""Outlets as every face shows them: open or shut, what for, how many wait, which kiosks work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.channels.common.directory import hours
from yika.channels.common.directory.hours import DayLine, Now
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import SERVICE_WORDS, Position, Service
from yika.domain.machines.queries import Kiosks, kiosks_at
from yika.domain.outlets.queries import bookable, waiting_at

NO_KIOSKS = Kiosks()


@dataclass(frozen=True, slots=True)
class Place:
    """An outlet in the reader's language. `waiting` counts the people before the next one."""

    outlet: OutletView
    name: str
    address: str
    now: Now
    serves: Sequence[str]
    services: Sequence[str]
    bookable: bool
    hotline: str
    kiosks: Kiosks
    waiting: int
    week: Sequence[DayLine]
    later: Sequence[DayLine]

    @property
    def today(self) -> DayLine:
        return self.week[0]


def places(outlets: Sequence[OutletView], *, now: datetime) -> list[Place]:
    """These outlets as a page shows them, in four questions however many they are."""
    language = get_language() or ""
    known = {one.code: one for one in issuers.issuers()}
    names = {code: words.in_language(one.name, language) for code, one in known.items()}
    kiosks = kiosks_at([one.id for one in outlets], now=now)
    waiting, offers = waiting_at(outlets, now=now), bookable(outlets)
    return [
        Place(
            outlet=one,
            name=words.in_language(one.name, language),
            address=words.in_language(one.address, language),
            now=hours.now_at(one, now),
            serves=[names[code] for code in one.issuers],
            services=services(one.services),
            bookable=bool(offers.get(one.id)),
            hotline=known[one.issuer].hotline,
            kiosks=kiosks.get(one.id, NO_KIOSKS),
            waiting=waiting.get(one.id, 0),
            week=hours.week(one, now, language),
            later=hours.later(one, now, language),
        )
        for one in outlets
    ]


def services(found: Iterable[Service]) -> list[str]:
    """What an outlet offers, in the reader's language."""
    return [_(SERVICE_WORDS[one]) for one in found]


def nearest(outlets: Iterable[OutletView], here: Position | None) -> list[OutletView]:
    """The nearest first; those that do not say where they are come last, in their order."""

    def far(one: OutletView) -> float:
        return here.metres_to(one.position) if here and one.position else float("inf")

    return sorted(outlets, key=far)


def distance(outlet: OutletView, here: Position | None) -> str:
    """How far it is in a straight line, told as roughly as people walk it."""
    if here is None or outlet.position is None:
        return ""
    metres = here.metres_to(outlet.position)
    if metres < 1000:  # noqa: PLR2004  a kilometre
        return _("{count} m").format(count=max(50, round(metres / 50) * 50))
    return _("{count} km").format(count=f"{metres / 1000:.1f}")
