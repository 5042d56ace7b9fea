"""Outlets: where people are received, and when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import actions
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import ADDRESS_MAX, CODE_MAX, HOTLINE_MAX, NAME_MAX, Hours, Text
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

CODE = Ask(
    "code",
    AskKind.TEXT,
    gettext_noop("Short name"),
    gettext_noop("Small letters, digits and dashes, such as east-station. It never changes."),
    max_length=CODE_MAX,
)
NAMES = (
    Ask("name_en", AskKind.TEXT, gettext_noop("Name in English"), max_length=NAME_MAX),
    Ask("name_zh", AskKind.TEXT, gettext_noop("Name in Chinese"), max_length=NAME_MAX),
    Ask("address_en", AskKind.TEXT, gettext_noop("Address in English"), max_length=ADDRESS_MAX),
    Ask("address_zh", AskKind.TEXT, gettext_noop("Address in Chinese"), max_length=ADDRESS_MAX),
    Ask(
        "phone",
        AskKind.PHONE,
        gettext_noop("Telephone"),
        required=False,
        max_length=HOTLINE_MAX,
    ),
)
HOURS = Ask(
    "hours",
    AskKind.TEXT,
    gettext_noop("Opening hours"),
    gettext_noop("Such as mon-fri 08:30-12:00 13:30-17:00; sat 09:00-12:00"),
    max_length=300,
)


@require_safe
def outlets(request: HttpRequest) -> HttpResponseBase:
    """The outlets of the issuer, also the closed ones."""
    desk = open_desk(request, *RIGHTS["outlets"])
    new = [Link(_("Open an outlet"), to("outlet-new"), "plus", "primary")]
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
        links=new * desk.may(Right.OUTLETS_MANAGE),
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
            (_("Stock"), Cell(_("Show"), to("stock", query={"outlet": found.id}))),
        ],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new place."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)

    def save() -> HttpResponse:
        code = request.POST.get("code", "").strip()
        opened = _kept(
            lambda: actions.open_outlet(
                issuer=desk.issuer, code=code, **_told(request.POST), **desk.acting()
            )
        )
        return go("console:outlet", opened.id)

    sheet = Sheet(title=_("Open an outlet"), tab="outlets", back=to("outlets"), button=_("Open it"))
    return sheet_page(desk, sheet, [CODE, *NAMES, HOURS], save)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """What people are told about it, above all its hours."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    found = desk.outlet(outlet_id)

    def save() -> HttpResponse:
        _kept(
            lambda: actions.change_outlet(outlet=found.id, **_told(request.POST), **desk.acting())
        )
        return go("console:outlet", found.id)

    sheet = Sheet(
        title=_("Change the outlet"),
        tab="outlets",
        back=to("outlet", found.id),
        button=_("Keep it so"),
    )
    values = {
        "name_en": found.name.en,
        "name_zh": found.name.zh_hans,
        "address_en": found.address.en,
        "address_zh": found.address.zh_hans,
        "phone": found.phone,
        "hours": str(found.hours),
    }
    return sheet_page(desk, sheet, [*NAMES, HOURS], save, values=values)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """For good: what happened there keeps its name."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    found = desk.outlet(outlet_id)

    def save() -> HttpResponse:
        actions.close_outlet(outlet=found.id, **desk.acting())
        return go("console:outlet", found.id)

    sheet = Sheet(
        title=_("Close the outlet for good"),
        tab="outlets",
        back=to("outlet", found.id),
        button=_("Close it"),
        lead=_("It cannot be opened again. Send its cards to another outlet first."),
        facts=[(_("Outlet"), words.called(found.name))],
        danger=True,
    )
    return sheet_page(desk, sheet, [], save)


def _told(posted: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": _both(posted, "name"),
        "address": _both(posted, "address"),
        "phone": posted.get("phone", "").strip(),
        "hours": Hours.read(posted.get("hours", "")),
    }


def _both(posted: Mapping[str, str], what: str) -> Text:
    english, chinese = (posted.get(f"{what}_{language}", "").strip() for language in ("en", "zh"))
    return Text(english, chinese)


def _kept(act: Callable[[], OutletView]) -> OutletView:
    """What is wrong is told at the field it was typed into, one for each language."""
    try:
        return act()
    except Invalid as wrong:
        raise Invalid([Fault(_field(one), "", one.expected) for one in wrong.faults]) from wrong


def _field(fault: Fault) -> str:
    languages = {"en": "_en", "zh-hans": "_zh"}
    return fault.where + languages.get(fault.key, "")


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
        Link(_("Close for good"), to("outlet-close", found.id), "cross", "danger"),
    ]
