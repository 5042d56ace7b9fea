"""What the review desk calls fields, checks and outcomes, and how it says how old something is."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.review.asking import AGENT_THING
from yika.domain.identity.rules.wordings import FIELD_WORDS, SIDE_WORDS
from yika.kit.errors import gettext_noop

FIELDS: Final[Mapping[str, str]] = {
    **FIELD_WORDS,
    "mrz": gettext_noop("Machine-readable zone"),
}
VALUES: Final[Mapping[str, str]] = {
    "male": gettext_noop("Male"),
    "female": gettext_noop("Female"),
    "unspecified": gettext_noop("Not said"),
    "yes": gettext_noop("Yes"),
}
SIDES: Final[Mapping[str, str]] = {
    **{side.value: wording for side, wording in SIDE_WORDS.items()},
    "signature": gettext_noop("Signature"),
    "face": gettext_noop("Face"),
    "details": gettext_noop("The details that were entered"),
}
CHECKS: Final[Mapping[str, str]] = {
    "complete": gettext_noop("Complete"),
    "number": gettext_noop("Number"),
    "name": gettext_noop("Name"),
    "number-agrees": gettext_noop("Number agrees with birth and sex"),
    "dates": gettext_noop("Days in order"),
    "expiry": gettext_noop("Still valid"),
    "age": gettext_noop("Age"),
    "lists": gettext_noop("Known words"),
    "sides": gettext_noop("Sides belong together"),
    "mrz": gettext_noop("Machine-readable zone"),
    "edits": gettext_noop("What was read"),
    "account-name": gettext_noop("Name of the account"),
    "person": gettext_noop("The same person elsewhere"),
    "limit": gettext_noop("Cards of this person"),
    "history": gettext_noop("Refused before"),
    "reading": gettext_noop("Reading of the pictures"),
    "agent": gettext_noop("Who comes for the holder"),
    "registry": gettext_noop("Register of the authority"),
    "face": gettext_noop("Likeness of the faces"),
}
HINTS: Final = frozenset({"registry", "face"})
"""What somebody else's program says. It is shown whatever it says, and decides nothing."""
OUTCOMES: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.PASS: (gettext_noop("Passed"), ""),
    Outcome.WARN: (gettext_noop("Look"), "warn"),
    Outcome.FAIL: (gettext_noop("Failed"), "stop"),
    Outcome.NOT_RUN: (gettext_noop("Not run"), "quiet"),
    Outcome.ERROR: (gettext_noop("Error"), "stop"),
}
"""What the outcome of a check is called, and how its tag is dressed."""
ALIKE: Final = gettext_noop("Alike")
"""What a program found about two faces did not pass anything: nothing was matched."""
ABOUT: Final[Mapping[str, str]] = {
    "number": "number",
    "name": "name",
    "number-agrees": "number",
    "expiry": "expires_on",
    "age": "born_on",
    "lists": "ethnic_group",
    "mrz": "mrz",
}
"""Beside which field the outcome of a check is shown."""
NOTES: Final[Mapping[str, str]] = {
    "blurry": gettext_noop("Blurry"),
    "dark": gettext_noop("Dark"),
    "glare": gettext_noop("Glare"),
}
AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)


def said(words: Mapping[str, str], key: str) -> str:
    """What something is called; by its code, where it has no words."""
    return _(words[key]) if key in words else key


def thing(name: str) -> str:
    """A thing to give: a side of the holder's document, or of who comes for him."""
    side = name.removeprefix(AGENT_THING)
    if side == name:
        return said(SIDES, name)
    return _("{side} (who comes for the holder)").format(side=said(SIDES, side))


def lasting(span: timedelta) -> str:
    """How long something has waited, as well as one wants to know it."""
    span = max(span, timedelta())
    if span < AN_HOUR:
        many = int(span.total_seconds() // 60)
        return ngettext("{count} minute", "{count} minutes", many).format(count=many)
    if span < 2 * A_DAY:
        many = int(span / AN_HOUR)
        return ngettext("{count} hour", "{count} hours", many).format(count=many)
    return ngettext("{count} day", "{count} days", span.days).format(count=span.days)


def share(part: float | None) -> str:
    """A share in hundredths; a dash where there is nothing to share."""
    return "–" if part is None else f"{part:.0%}"


def moment(at: datetime | None) -> str:
    """A moment by the clock of the site."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "–"
