"""What a number turned out to be."""

from dataclasses import dataclass
from datetime import date

from yika.domain.identity.rules.documents import Sex
from yika.domain.identity.rules.reasons import Reason

AGE_MAX = 120


@dataclass(frozen=True, slots=True)
class NumberFinding:
    """The number as it is written; why it cannot be one, or what is only odd about it.

    `birth` are the digits of the day of birth inside it, of eight or of six; `sex` is None where
    it says nothing. `binding` means that these two bind: in other numbers they are a custom.
    """

    number: str
    wrong: Reason | None = None
    odd: tuple[Reason, ...] = ()
    birth: str = ""
    sex: Sex | None = None
    binding: bool = True

    def agrees_with(self, born_on: date) -> bool:
        """Whether the day of birth is the one that the number says, if it says any."""
        return f"{born_on:%Y%m%d}".endswith(self.birth)


def find_day(digits: str) -> date | None:
    """The day that eight digits name; None if there is no such day in the calendar."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def is_lifetime(born_on: date, today: date) -> bool:
    """Whether somebody born on this day can stand there today."""
    return born_on <= today and age_on(born_on, today) <= AGE_MAX


def age_on(born_on: date, today: date) -> int:
    """Full years. Who was born on the 29th of February is a year older on the first of March."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
