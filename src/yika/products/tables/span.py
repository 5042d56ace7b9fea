"""A span of the calendar: how long something lasts, in days or in months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Self

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
YEARS_MAX = 100
FORM = re.compile(r"([1-9][0-9]{0,4}) (day|week|month|year)s?")
EXPECTED = 'a whole number of days, weeks, months or years, such as "18 months"'


@dataclass(frozen=True, slots=True)
class Span:
    """Either days or months: a month has no fixed number of days, so the two never mix.

    "1 year" and "12 months" are the same span, and so are "1 week" and "7 days".
    """

    days: int = 0
    months: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "3 days", "2 weeks", "18 months" or "10 years"; at least one, at most 100 years."""
        form = FORM.fullmatch(text)
        if form is None:
            raise ValueError(f"expected {EXPECTED}, not {text!r}")
        count, word = int(form[1]), form[2]
        span = cls(days=count * DAYS.get(word, 0), months=count * MONTHS.get(word, 0))
        if span.months > YEARS_MAX * 12 or span.days > YEARS_MAX * 365:
            raise ValueError(f"expected at most {YEARS_MAX} years, not {text!r}")
        return span

    def __str__(self) -> str:
        if self.months and self.months % 12 == 0:
            return _counted(self.months // 12, "year")
        return _counted(self.months, "month") if self.months else _counted(self.days, "day")

    def after(self, start: date) -> date:
        """The same day of the month so many months later, or its last day where that is too short.

        Counted from the start in one go: a month after 31 January is 28 February, two months
        after it is 31 March, not 28 March.
        """
        if self.days:
            return min(start, date.max - timedelta(days=self.days)) + timedelta(days=self.days)
        years, month = divmod(start.month - 1 + self.months, 12)
        year, month = start.year + years, month + 1
        if year > MAXYEAR:
            return date.max
        return date(year, month, min(start.day, monthrange(year, month)[1]))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
