"""The regular opening hours of an outlet, as people tell them and as they are stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from yika.kit.errors import Fault, Invalid, gettext_noop

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
SPAN = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
SPANS_MAX = 4

SPANS_EXPECTED = gettext_noop(
    "expected times such as 08:30-12:00 13:30-17:00, in order and apart; 18:00-02:00 ends on "
    "the next day"
)
DAY_EXPECTED = gettext_noop("expected one of mon, tue, wed, thu, fri, sat, sun")
TEXT_EXPECTED = gettext_noop("expected hours such as: mon-fri 08:30-17:00; sat 09:00-12:00")


class Span(NamedTuple):
    """Minutes after midnight of the day it begins on; past 24 hours it ends on the next day."""

    begins: int
    ends: int

    def __str__(self) -> str:
        whole_evening = self.ends == DAY_MINUTES
        return f"{_clock(self.begins)}-{'24:00' if whole_evening else _clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Hours:
    """The regular opening hours, Monday first; no span means that the day is closed."""

    days: tuple[tuple[Span, ...], ...] = ((),) * 7

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Self:
        """Read `{"mon": "08:30-12:00 13:30-17:00", "sat": "09:00-12:00"}`, as it is stored."""
        faults = [Fault("hours", day, DAY_EXPECTED) for day in given.keys() - set(DAYS)]
        days: list[tuple[Span, ...]] = []
        for day in DAYS:
            spans = _spans(given.get(day, ""))
            if spans is None:
                faults.append(Fault("hours", day, SPANS_EXPECTED))
            days.append(spans or ())
        if faults:
            raise Invalid(faults)
        _check_apart(days)
        return cls(tuple(days))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what people type: `mon-fri 08:30-17:00; sat 09:00-12:00`."""
        given: dict[str, str] = {}
        for part in filter(None, (one.strip() for one in text.split(";"))):
            names, _, spans = part.partition(" ")
            first, _, last = names.lower().partition("-")
            last = last or first
            if first not in DAYS or last not in DAYS or DAYS.index(last) < DAYS.index(first):
                raise Invalid([Fault("hours", names, TEXT_EXPECTED)])
            days = DAYS[DAYS.index(first) : DAYS.index(last) + 1]
            if given.keys() & set(days):
                raise Invalid([Fault("hours", names, TEXT_EXPECTED)])
            given |= dict.fromkeys(days, spans)
        return cls.parse(given)

    def __str__(self) -> str:
        """What `read` reads, with runs of equal days told once."""
        told = [" ".join(map(str, spans)) for spans in self.days]
        parts = []
        place = 0
        while place < len(DAYS):
            last = place
            while last + 1 < len(DAYS) and told[last + 1] == told[place]:
                last += 1
            if told[place]:
                names = DAYS[place] if last == place else f"{DAYS[place]}-{DAYS[last]}"
                parts.append(f"{names} {told[place]}")
            place = last + 1
        return "; ".join(parts)

    def as_json(self) -> dict[str, str]:
        """What `parse` reads; closed days are left out."""
        return {
            day: " ".join(map(str, spans))
            for day, spans in zip(DAYS, self.days, strict=True)
            if spans
        }


def read_spans(text: str) -> tuple[Span, ...]:
    """Read the times of one day, `08:30-12:00 13:30-17:00`; nothing means that it is closed."""
    spans = _spans(text)
    if spans is None or any(then.begins < one.ends for one, then in pairwise(spans)):
        raise Invalid([Fault("hours", "", SPANS_EXPECTED)])
    return spans


def _spans(text: str) -> tuple[Span, ...] | None:
    """The spans of a day; None when they cannot be read."""
    words = text.replace(",", " ").split()
    spans = [_span(word) for word in words]
    if None in spans or len(spans) > SPANS_MAX:
        return None
    return tuple(span for span in spans if span)


def _span(word: str) -> Span | None:
    found = SPAN.fullmatch(word)
    if not found:
        return None
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    begins, ends = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if begins >= DAY_MINUTES or ends > DAY_MINUTES:
        return None
    return Span(begins, ends if ends > begins else ends + DAY_MINUTES)


def _check_apart(days: Sequence[Sequence[Span]]) -> None:
    """No opening begins before the one before it has ended, also from Sunday into Monday."""
    week = [
        (place, place * DAY_MINUTES + span.begins, place * DAY_MINUTES + span.ends)
        for place, spans in enumerate(days)
        for span in spans
    ]
    if week:
        place, begins, ends = week[0]
        week.append((place, begins + WEEK_MINUTES, ends + WEEK_MINUTES))
    faults = {
        DAYS[place]: Fault("hours", DAYS[place], SPANS_EXPECTED)
        for (_, _, ended), (place, begins, _) in pairwise(week)
        if begins < ended
    }
    if faults:
        raise Invalid(list(faults.values()))


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % DAY_MINUTES, 60)
    return f"{hours:02}:{rest:02}"
