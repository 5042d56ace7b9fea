"""How organizations are named, how long a letter is good for, and what is said to a user."""

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from yika.domain.people.rules.letters import check_visible
from yika.kit.errors import Fault, Invalid, gettext_noop

NAME_MIN: Final = 2
NAME_MAX: Final = 60
WORDS_MAX: Final = 120
LONGEST: Final = timedelta(days=5 * 366)
KEPT: Final = timedelta(days=2 * 366)
"""How long a letter is kept once nobody acts by it any more: disputes come late."""

NAME_EXPECTED: Final = gettext_noop("the name of the organization, 2 to 60 characters")
DAYS_EXPECTED: Final = gettext_noop(
    "two days: the letter begins before it ends, is not over yet, and is good for five years at "
    "most"
)
WORDS_EXPECTED: Final = gettext_noop("what the card is to be used for, 120 characters at most")

_RISKY: Final = ("=", "+", "-", "@")  # what a table program would take for a formula


@dataclass(frozen=True, slots=True)
class Letter:
    """A picture of a letter of authority, and from which day to which it is good."""

    content: bytes = field(repr=False)
    since: date
    until: date


def normal_name(typed: str) -> str:
    """One spelling of an organization's name, as it stands in the register."""
    check_visible(typed.strip(), where="name")
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    letters = any(unicodedata.category(letter).startswith("L") for letter in name)
    if not (NAME_MIN <= len(name) <= NAME_MAX and letters) or name.startswith(_RISKY):
        raise Invalid([Fault("name", "", NAME_EXPECTED)])
    return name


def normal_words(typed: str) -> str:
    """What a user is told about his card. May be empty."""
    check_visible(typed.strip(), where="words")
    words = " ".join(unicodedata.normalize("NFC", typed).split())
    if len(words) > WORDS_MAX:
        raise Invalid([Fault("words", "", WORDS_EXPECTED)])
    return words


def check_days(since: date, until: date, *, today: date) -> None:
    """Refuse a letter that is over, ends before it begins, or is good for too long."""
    if not since <= until or until < today or until - since > LONGEST:
        raise Invalid([Fault("until", "", DAYS_EXPECTED)])


def is_good(since: date, until: date, *, today: date) -> bool:
    """Whether somebody acts by such a letter today; its last day is one of its days."""
    return since <= today <= until


def kept_until(last: date) -> datetime:
    """Until when a letter is kept that is good until this day."""
    return datetime.combine(last, time.max, UTC) + KEPT
