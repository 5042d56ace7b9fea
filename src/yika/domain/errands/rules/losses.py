"""What is asked of whoever reports a loss: as much of it as the policy of the card leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from yika.domain.cards.rules.stops import CREDENTIAL_WORDS, Credential
from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm, asks
from yika.kit.errors import Fault, Invalid, gettext_noop

NOTE_MAX = 300
HOW = gettext_noop("Choose whether the report ends by itself or holds for good.")
PART = gettext_noop("Choose which part of the card is lost.")
DAY = gettext_noop("Enter the day, such as 2026-11-20.")


class How(StrEnum):
    """Whether a report ends by itself, or holds until somebody ends it."""

    TEMPORARY = "temporary"
    FORMAL = "formal"


HOW_WORDS = {
    How.TEMPORARY: gettext_noop("For a time: it ends by itself, unless you make it formal"),
    How.FORMAL: gettext_noop("For good: the card stays stopped"),
}


class Report(StepForm):
    """What is lost and since when. What the policy does not let be chosen is not asked."""

    how: Annotated[
        str | None,
        Asked(
            gettext_noop("How long shall it be stopped?"),
            wrong=HOW,
            kind=AskKind.CHOICE,
            choices=tuple(Choice(how.value, words) for how, words in HOW_WORDS.items()),
        ),
    ] = None
    part: Annotated[
        str | None,
        Asked(
            gettext_noop("What is lost?"),
            wrong=PART,
            kind=AskKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in CREDENTIAL_WORDS.items()),
        ),
    ] = None
    lost_on: Annotated[
        str | None,
        Asked(
            gettext_noop("Since when is it gone?"),
            hint=gettext_noop("The last day on which you are sure that you had it"),
            wrong=DAY,
            kind=AskKind.DATE,
            max_length=10,
        ),
    ] = None
    note: Annotated[
        str | None,
        Asked(
            gettext_noop("Where could it be?"),
            hint=gettext_noop("Helps whoever finds it. Only staff of the issuer can read it"),
            wrong=gettext_noop("Write at most 300 characters."),
            kind=AskKind.NOTE,
            max_length=NOTE_MAX,
        ),
    ] = None


def asked(*, temporary: bool, parts: Sequence[str]) -> tuple[Ask, ...]:
    """The fields that this policy leaves open; the gentler choice is made already."""
    shown = {ask.name: ask for ask in asks(Report)}
    if temporary:
        shown["how"] = replace(shown["how"], required=True, value=How.TEMPORARY.value)
    else:
        del shown["how"]
    if parts:
        listed = {Credential.ALL.value, *parts}
        choices = tuple(one for one in shown["part"].choices if one.value in listed)
        shown["part"] = replace(
            shown["part"], required=True, value=Credential.ALL.value, choices=choices
        )
    else:
        del shown["part"]
    return tuple(shown.values())


def check(given: Report, *, temporary: bool, parts: Sequence[str]) -> None:
    """Refuse what the policy does not have, beside the field it was chosen in."""
    faults = []
    if given.how is None and temporary:
        faults.append(Fault("how", "", HOW))
    if given.how == How.TEMPORARY and not temporary:
        faults.append(Fault("how", "", HOW))
    if given.part not in {None, Credential.ALL, *parts}:
        faults.append(Fault("part", "", PART))
    if faults:
        raise Invalid(faults)


def lost_at(day: str, *, zone: str) -> datetime:
    """The beginning of that day in this zone."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        raise Invalid([Fault("lost_on", "", DAY)]) from None
    return datetime.combine(read, time(), ZoneInfo(zone))
