"""Special days: holidays and other days on which the regular hours do not hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from yika.domain.issuers.rules.hours import Span, read_spans
from yika.domain.issuers.rules.issuers import (
    NAME_EXPECTED,
    NAME_MAX,
    OUTLETS_MANAGE,
    Text,
    UnknownIssuer,
    UnknownOutlet,
    text_faults,
)
from yika.kit.actor import Actor, check_may
from yika.kit.errors import Fault, Invalid, NotFound, gettext_noop

AHEAD: Final = timedelta(days=731)
KEPT: Final = timedelta(days=366)
RUN_MAX: Final = 31

DAY_EXPECTED = gettext_noop("expected a day from today on, two years ahead at most")
RUN_EXPECTED = gettext_noop("expected the same day or a later one, 31 days at most together")

Told = dict[str, dict[str, str]]


class NoSpecialDay(NotFound):
    code = "issuer.no_special_day"
    wording = gettext_noop("{day} is no special day here; the regular hours hold.")


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with times of its own; without any it is closed. `everywhere`: at all outlets."""

    day: date
    spans: tuple[Span, ...]
    words: Text
    everywhere: bool = False

    @classmethod
    def parse(cls, day: str, told: Mapping[str, str], *, everywhere: bool) -> Self:
        """Read what `as_json` wrote."""
        words = Text(told["en"], told["zh-hans"])
        return cls(date.fromisoformat(day), read_spans(told["hours"]), words, everywhere)

    @property
    def hours(self) -> str:
        """Its times as they are typed in; empty when it is closed."""
        return " ".join(map(str, self.spans))

    def as_json(self) -> dict[str, str]:
        return {"hours": self.hours, "en": self.words.en, "zh-hans": self.words.zh_hans}


def special_days(everywhere: Told, here: Told) -> tuple[SpecialDay, ...]:
    """Those of one outlet in their order. Its own go before those of all outlets."""
    days = {day: SpecialDay.parse(day, told, everywhere=True) for day, told in everywhere.items()}
    days |= {day: SpecialDay.parse(day, told, everywhere=False) for day, told in here.items()}
    return tuple(days[day] for day in sorted(days))


def check_special(*, first: date, last: date, words: Text, today: date) -> None:
    """Invalid, naming every fault, unless these days can be made special."""
    faults = list(_days(first, last, today))
    faults += text_faults("words", words, NAME_MAX, NAME_EXPECTED)
    if faults:
        raise Invalid(faults)


def check_may_set_days(*, issuer: str, outlet: str, by: Actor) -> None:
    """Refuse unless somebody may do this at an issuer; for the staff of others there is none."""
    if not by.sees(issuer):
        raise UnknownOutlet(outlet=outlet) if outlet else UnknownIssuer(issuer=issuer)
    check_may(by, OUTLETS_MANAGE, issuer)


def run(first: date, last: date) -> list[date]:
    """The days from the first to the last."""
    return [first + timedelta(days=place) for place in range((last - first).days + 1)]


def kept(days: Told, today: date) -> Told:
    """Without those that nobody asks for any more; the journal knows them."""
    oldest = (today - KEPT).isoformat()
    return {day: days[day] for day in sorted(days) if day >= oldest}


def _days(first: date, last: date, today: date) -> Iterator[Fault]:
    if not today <= first <= today + AHEAD:
        yield Fault("first", "", DAY_EXPECTED)
    elif not 0 <= (last - first).days < RUN_MAX:
        yield Fault("last", "", RUN_EXPECTED)
