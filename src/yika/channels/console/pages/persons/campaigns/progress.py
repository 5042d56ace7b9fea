"""How far a campaign has come: a drawing from day to day, and the same in words and tables."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from yika.channels.common.words import listed
from yika.channels.console import words
from yika.channels.console.chart import lines
from yika.channels.console.desk import Desk
from yika.channels.console.tables import Cell, Column, Table
from yika.domain.campaigns import queries
from yika.domain.campaigns.rules.states import CARD_WORDS
from yika.domain.campaigns.rules.views import CampaignView, Day, Progress
from yika.kit.errors import gettext_noop

NAMES = {
    "told": gettext_noop("Told"),
    "arrived": gettext_noop("Arrived"),
    "proven": gettext_noop("Name proven"),
    "restricted": gettext_noop("Restricted"),
    "excepted": gettext_noop("Excepted"),
}
ROWS_MAX = 14


def drawing(desk: Desk, found: CampaignView) -> dict[str, Any]:
    """The lines for a page; nothing before the campaign was started."""
    days = queries.days(found.id, by=desk.by, now=desk.now)
    if not days:
        return {}
    last = days[-1]
    said = [f"{_(label)} {words.many(getattr(last, name))}" for name, label in NAMES.items()]
    series = {
        name: (_(label), [getattr(one, name) for one in days]) for name, label in NAMES.items()
    }
    return {
        "lines": lines([one.day for one in days], series),
        "summary": _("By {day}: {numbers}").format(day=words.day(last.day), numbers=listed(said)),
        "days": _table(_some(days)),
    }


def standing(desk: Desk, found: CampaignView) -> list[tuple[str, str]]:
    """How many cards are in which state now."""
    counted = queries.progress(found.id, by=desk.by)
    return [(label, words.many(many)) for label, many in _states(counted)]


def _states(counted: Progress) -> list[tuple[str, int]]:
    """Those that are none are left out, but for how many there are to ask."""
    asked = [(_(CARD_WORDS[state]), many) for state, many in counted.counts.items() if many]
    return [(_("Cards in use"), counted.found), (_("Proven before"), counted.known_before), *asked]


def _some(days: Sequence[Day]) -> Sequence[Day]:
    """As many days as somebody reads, evenly apart, the last of them always."""
    apart = max(1, -(-len(days) // ROWS_MAX))
    return days[::-1][::apart]


def _table(days: Sequence[Day]) -> Table:
    columns = [Column(_(label), number=True) for label in NAMES.values()]
    return Table(
        columns=[Column(_("Day")), *columns],
        rows=[
            [Cell(words.day(one.day)), *(Cell(words.many(getattr(one, name))) for name in NAMES)]
            for one in days
        ],
        caption=_("How far it has come"),
    )
