"""Special days: holidays, days that are worked instead, shorter hours; of one outlet or of all."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.directory.hours import spans
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.outlets.forms import both, by_field
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Table, to
from yika.channels.console.typed import day
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import actions
from yika.domain.issuers.rules import NAME_MAX, NoSpecialDay, SpecialDay
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

DAY_EXPECTED = gettext_noop("Enter a day.")
ASKS = (
    Ask("first", AskKind.DATE, gettext_noop("First day")),
    Ask(
        "last",
        AskKind.DATE,
        gettext_noop("Last day"),
        gettext_noop("Empty if it is only one"),
        required=False,
    ),
    Ask(
        "hours",
        AskKind.TEXT,
        gettext_noop("Opening hours on these days"),
        gettext_noop("Such as 09:00-12:00 13:30-16:00. Empty if it is closed"),
        required=False,
    ),
    Ask(
        "words_en",
        AskKind.TEXT,
        gettext_noop("Why, in English"),
        gettext_noop("Such as National Day"),
        max_length=NAME_MAX,
    ),
    Ask("words_zh", AskKind.TEXT, gettext_noop("Why, in Chinese"), max_length=NAME_MAX),
)


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The days that hold at all outlets of the issuer."""
    desk = open_desk(request, *RIGHTS["outlets"])
    thing = Thing(
        title=_("Holidays and special days"),
        tab="outlets",
        back=to("outlets"),
        notice=_("They hold at every outlet that has not set the day itself."),
        tables=[table(desk, _coming(desk.house.special_days, desk))],
        links=[Link(_("Add days"), to("days-new"), "plus", "primary")] * _manages(desk),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, outlet_id: str = "") -> HttpResponse:
    """Days with hours of their own, or none."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    where = desk.outlet(outlet_id).id if outlet_id else ""

    def act() -> None:
        first = day(desk, "first", DAY_EXPECTED)
        last = day(desk, "last", DAY_EXPECTED) if desk.given("last") else first
        by_field(
            lambda: actions.set_special_days(
                issuer=desk.issuer,
                outlet=where,
                first=first,
                last=last,
                hours=desk.given("hours").strip(),
                words=both(request.POST, "words"),
                **desk.acting(),
            )
        )

    sheet = Sheet(
        title=_("Add special days"),
        tab="outlets",
        back=_address(where),
        button=_("Keep them so"),
        lead=_("Appointments that were booked on these days stay; tell their holders."),
        facts=[(_("Holds at"), _place(desk, where))],
        asks=ASKS,
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, on: str, outlet_id: str = "") -> HttpResponse:
    """The regular hours hold again."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    found = desk.outlet(outlet_id) if outlet_id else None
    where = found.id if found else ""
    known = found.special_days if found else desk.house.special_days
    one = next((one for one in known if str(one.day) == on), None)
    if one is None or one.everywhere == bool(where):
        raise NoSpecialDay(day=on)
    sheet = Sheet(
        title=_("Take the special day back"),
        tab="outlets",
        back=_address(where),
        button=_("Take it back"),
        lead=_("The regular hours hold again, or at one outlet those of its issuer for the day."),
        facts=[
            (_("Day"), words.day(one.day)),
            (_("Opening hours"), spans(one.spans)),
            (_("Why"), words.called(one.words)),
            (_("Holds at"), _place(desk, where)),
        ],
        danger=True,
    )
    what = {"issuer": desk.issuer, "outlet": where}
    return deed_page(
        desk, sheet, lambda: actions.clear_special_day(**what, day=one.day, **desk.acting())
    )


def table(desk: Desk, found: Sequence[SpecialDay], outlet: str = "") -> Table:
    """The special days of one outlet, or of all outlets."""
    return Table(
        columns=(
            Column(_("Day")),
            Column(_("Opening hours")),
            Column(_("Why")),
            Column(_("Holds at")),
            Column(_("To do")),
        ),
        rows=[
            [
                Cell(words.day(one.day)),
                Cell(spans(one.spans), tone="" if one.spans else "quiet"),
                Cell(words.called(one.words)),
                Cell(_("All outlets") if one.everywhere else _("This outlet")),
                _to_do(desk, one, outlet),
            ]
            for one in found
        ],
        caption=_("Holidays and special days"),
        empty=_("None is known. The regular hours hold."),
    )


def _to_do(desk: Desk, one: SpecialDay, outlet: str) -> Cell:
    if not _manages(desk) or (outlet and one.everywhere):
        return Cell(words.NOTHING)
    named = [outlet, one.day] if outlet else [one.day]
    return Cell(_("Take back"), to("outlet-day-clear" if outlet else "day-clear", *named))


def _coming(found: Sequence[SpecialDay], desk: Desk) -> list[SpecialDay]:
    """Those from yesterday on: it may still be that day somewhere."""
    return [one for one in found if (desk.now.date() - one.day).days <= 1]


def _manages(desk: Desk) -> bool:
    return desk.may(Right.OUTLETS_MANAGE)


def _place(desk: Desk, where: str) -> str:
    return desk.place(where) if where else _("All outlets")


def _address(where: str) -> str:
    return to("outlet", where) if where else to("days")
