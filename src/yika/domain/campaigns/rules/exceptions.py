"""Why a card may be left alone for a time although its holder's name is not proven."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from yika.domain.staff.rules import digest
from yika.kit.errors import Fault, Invalid, gettext_noop

EXCEPTING: Final = "campaigns.except"
"""The kind of approval that an exception needs."""

LONGEST: Final = timedelta(days=366)
NOTE_MAX: Final = 200


class Why(StrEnum):
    """The closed list of reasons; whoever gives "other" writes down what it is."""

    AWAY = "away"
    PAPERS_RENEWED = "papers-renewed"
    AUTHORITY = "authority"
    DISPUTE = "dispute"
    OTHER = "other"


WHY_WORDS: Final[Mapping[Why, str]] = {
    Why.AWAY: gettext_noop("Ill, or away for long"),
    Why.PAPERS_RENEWED: gettext_noop("Waits for a new document"),
    Why.AUTHORITY: gettext_noop("An authority asks for it"),
    Why.DISPUTE: gettext_noop("Disputes a decision of ours"),
    Why.OTHER: gettext_noop("Another reason"),
}
WHY_EXPECTED: Final = gettext_noop("one of the listed reasons")
NOTE_EXPECTED: Final = gettext_noop("a few words on the other reason, in at most 200 characters")
UNTIL_EXPECTED: Final = gettext_noop("a time within the next year")


def check_exception(*, why: str, note: str, until: datetime, now: datetime) -> None:
    """Refuse an exception without a reason or an end, with every fault at once."""
    faults = []
    if why not in set(Why):
        faults.append(Fault("why", "", WHY_EXPECTED))
    if len(note) > NOTE_MAX or (why == Why.OTHER and not note.strip()):
        faults.append(Fault("note", "", NOTE_EXPECTED))
    if not now < until <= now + LONGEST:
        faults.append(Fault("until", "", UNTIL_EXPECTED))
    if faults:
        raise Invalid(faults)


def excepting(
    entry: str, card: str, *, why: str, until: datetime
) -> tuple[str, str, dict[str, object]]:
    """Subject, digest and content of the approval: exactly this card, reason and end."""
    content: dict[str, object] = {
        "entry": entry,
        "card": card,
        "reason": why,
        "until": until.isoformat(),
    }
    return entry, digest(content), content
