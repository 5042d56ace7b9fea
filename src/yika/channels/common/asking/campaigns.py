"""What campaigns ask of a holder: by which day to prove his name, and what happens otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yika.domain.campaigns import queries
from yika.domain.campaigns.rules.states import CardState, Stage
from yika.domain.campaigns.rules.views import Asked
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop

NOW_WORDS = {
    CardState.LOADING: gettext_noop("It cannot be topped up until your name is proven."),
    CardState.SPENDING: gettext_noop("It does not work any more until your name is proven."),
}
NEXT_WORDS = {
    Stage.LOADING: gettext_noop("After {moment} it can no longer be topped up."),
    Stage.SPENDING: gettext_noop("After {moment} it can no longer be used to pay."),
}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One card whose holder has to prove his name, as a page says it."""

    card: str
    title: str
    lines: tuple[str, ...]
    urgent: bool


def reminders(
    holder: str, *, by: Actor, now: datetime, cards: Mapping[str, str] | None = None
) -> list[Reminder]:
    """What he is asked for, card by card; with `cards` about these only, called as it says."""
    found = queries.asked_of(holder, by=by, now=now)
    if cards is None:
        return [_told(one, "", now) for one in found]
    return [_told(one, cards[one.card], now) for one in found if one.card in cards]


def _told(asked: Asked, name: str, now: datetime) -> Reminder:
    in_time, last = asked.in_time(now), date_format(asked.deadline, "DATE_FORMAT")
    title = _("Prove your name by {day}") if in_time else _("Prove your name")
    lines = [name, *_happens(asked, now)]
    if not in_time:
        lines.append(_("The last day was {day}.").format(day=last))
    urgent = asked.state in NOW_WORDS or not in_time
    return Reminder(asked.card, title.format(day=last), tuple(filter(None, lines)), urgent)


def _happens(asked: Asked, now: datetime) -> list[str]:
    """What it cannot do by now, and what comes next."""
    found = [_(NOW_WORDS[asked.state])] if asked.state in NOW_WORDS else []
    at = asked.restricts_at
    if at is None or at <= now:
        return found
    if asked.state is CardState.EXCEPTED:
        return [_("You have time until {moment}.").format(moment=_moment(at))]
    if asked.restricts:
        found.append(_(NEXT_WORDS[asked.restricts]).format(moment=_moment(at)))
    return found


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
