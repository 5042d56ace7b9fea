"""The outlets of an issuer: opened, described, closed for good."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.directory.outlets import services
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.outlets import days, offers
from yika.channels.console.pages.outlets.forms import ABOUT, CODE, by_field, told, values
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.issuers import actions
from yika.domain.issuers.queries import OutletView, issuers
from yika.domain.staff.rules import Right


@require_safe
def outlets(request: HttpRequest) -> HttpResponseBase:
    """The outlets of the issuer, also the closed ones."""
    desk = open_desk(request, *RIGHTS["outlets"])
    new = [Link(_("Open an outlet"), to("outlet-new"), "plus", "primary")]
    holidays = Link(_("Holidays and special days"), to("days"), "clock")
    return Listing[OutletView](
        title=_("Outlets"),
        tab="outlets",
        columns=(
            Column(_("Outlet")),
            Column(_("Address")),
            Column(_("Opening hours")),
            Column(_("Now")),
        ),
        fetch=lambda _limit, _behind: list(desk.outlets.values()),
        cells=lambda found: _rows(desk, found),
        empty=_("An outlet is where cards lie and people are received."),
        links=[*new * desk.may(Right.OUTLETS_MANAGE), holidays],
    ).answer(desk)


@require_safe
def outlet(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """One outlet."""
    desk = open_desk(request, *RIGHTS["outlets"])
    found = desk.outlet(outlet_id)
    thing = Thing(
        title=words.called(found.name),
        tab="outlets",
        back=to("outlets"),
        tag=_tag(desk, found),
        id=found.id,
        facts=[
            (_("Short name"), Cell(found.code)),
            (_("Name in English"), Cell(found.name.en)),
            (_("Name in Chinese"), Cell(found.name.zh_hans)),
            (_("Address"), Cell(words.called(found.address))),
            (_("Telephone"), Cell(found.phone or words.NOTHING)),
            (_("Opening hours"), Cell(str(found.hours) or words.NOTHING)),
            (_("Services"), Cell(", ".join(services(found.services)) or words.NOTHING)),
            (_("Step-free entrance"), Cell(_("Yes") if found.step_free else _("No"))),
            (_("Position"), Cell(str(found.position or words.NOTHING))),
            (_("Serves cards of"), Cell(_issuers(found))),
            (_("Stock"), Cell(_("Show"), to("stock", query={"outlet": found.id}))),
        ],
        tables=[offers.table(desk, found), days.table(desk, found.coming(desk.now), found.id)],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new place."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)

    def act() -> OutletView:
        code = desk.given("code").strip()
        return by_field(
            lambda: actions.open_outlet(
                issuer=desk.issuer, code=code, **told(request.POST), **desk.acting()
            )
        )

    sheet = Sheet(
        title=_("Open an outlet"),
        tab="outlets",
        back=to("outlets"),
        button=_("Open it"),
        lead=_("The last ticks say what people can come for."),
        asks=[CODE, *ABOUT],
    )
    return deed_page(desk, sheet, act, onward=lambda opened: to("outlet", opened.id))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """What people are told about it, above all its hours."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    found = desk.outlet(outlet_id)

    def act() -> OutletView:
        return by_field(
            lambda: actions.change_outlet(outlet=found.id, **told(request.POST), **desk.acting())
        )

    sheet = Sheet(
        title=_("Change the outlet"),
        tab="outlets",
        back=to("outlet", found.id),
        button=_("Keep it so"),
        lead=_("The last ticks say what people can come for."),
        asks=ABOUT,
        values=values(found),
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """For good: what happened there keeps its name."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    found = desk.outlet(outlet_id)
    sheet = Sheet(
        title=_("Close the outlet for good"),
        tab="outlets",
        back=to("outlet", found.id),
        button=_("Close it"),
        lead=_("It cannot be opened again. Send its cards to another outlet first."),
        facts=[(_("Outlet"), words.called(found.name))],
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.close_outlet(outlet=found.id, **desk.acting()))


def _rows(desk: Desk, found: Sequence[OutletView]) -> list[list[Cell]]:
    return [
        [
            Cell(words.called(one.name), to("outlet", one.id), under=one.code),
            Cell(words.called(one.address), under=one.phone),
            Cell(str(one.hours) or words.NOTHING),
            _tag(desk, one),
        ]
        for one in found
    ]


def _issuers(found: OutletView) -> str:
    names = {one.code: words.called(one.name) for one in issuers()}
    return ", ".join(names[code] for code in found.issuers)


def _tag(desk: Desk, found: OutletView) -> Cell:
    if found.closed_at:
        return Cell(_("Closed for good"), tone="stop")
    return (
        Cell(_("Open"), tone="good") if found.is_open(desk.now) else Cell(_("Shut"), tone="quiet")
    )


def _next_steps(desk: Desk, found: OutletView) -> list[Link]:
    if found.closed_at or not desk.may(Right.OUTLETS_MANAGE):
        return []
    return [
        Link(_("Change"), to("outlet-change", found.id), "pen", "primary"),
        Link(_("Add special days"), to("outlet-days-new", found.id), "clock"),
        Link(_("Close for good"), to("outlet-close", found.id), "cross", "danger"),
    ]
