"""Machines: kiosks, counters and readers, how they are paired, and which were heard of lately."""

from collections.abc import Sequence

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, deed_page, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.channels.console.typed import one_of
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.machines import actions, queries
from yika.domain.machines.actions.issue_pairing_code import Pairing
from yika.domain.machines.queries import MachineView
from yika.domain.machines.rules import NAME_MAX, SILENT_AFTER, MachineKind, qr_payload
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

KIND_EXPECTED = gettext_noop("Choose one of the kinds of machine.")
NAME = Ask(
    "name",
    AskKind.TEXT,
    gettext_noop("Name"),
    gettext_noop("Such as Hall, left of the door"),
    max_length=NAME_MAX,
)
KIND = Ask(
    "kind",
    AskKind.CHOICE,
    gettext_noop("Kind"),
    choices=tuple(Choice(kind.value, words.MACHINES[kind]) for kind in MachineKind),
)


@require_safe
def machines(request: HttpRequest) -> HttpResponseBase:
    """The machines of the issuer, also the revoked ones."""
    desk = open_desk(request, *RIGHTS["machines"])
    new = [Link(_("Add a machine"), to("machine-new"), "plus", "primary")]
    return Listing[MachineView](
        title=_("Machines"),
        tab="machines",
        columns=(
            Column(_("Machine")),
            Column(_("Outlet")),
            Column(_("State")),
            Column(_("Last heard of")),
            Column(_("Version")),
        ),
        fetch=lambda _limit, _behind: queries.machines(desk.by, revoked=True),
        cells=lambda found: _rows(desk, found),
        empty=_("Kiosks, counters and readers appear here once they were added."),
        links=new * desk.may(Right.MACHINES_MANAGE),
    ).answer(desk)


@require_safe
def machine(request: HttpRequest, machine_id: str) -> HttpResponse:
    """One machine."""
    desk = open_desk(request, *RIGHTS["machines"])
    found = queries.machine(machine_id, by=desk.by)
    thing = Thing(
        title=found.name,
        tab="machines",
        back=to("machines"),
        tag=tag(found, desk),
        id=found.id,
        facts=[
            (_("Kind"), Cell(words.said(words.MACHINES, found.kind))),
            (_("Outlet"), Cell(desk.place(found.outlet) or words.NOTHING)),
            (_("Version"), Cell(found.version or words.NOTHING)),
            (_("Added"), Cell(words.moment(found.added_at))),
            (_("Paired"), Cell(words.moment(found.paired_at))),
            (_("Last heard of"), Cell(words.moment(found.last_seen_at))),
            (_("Revoked"), Cell(words.moment(found.revoked_at))),
        ],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A machine becomes known; it can do nothing before it is paired."""
    desk = open_desk(request, Right.MACHINES_MANAGE)
    outlet = Ask("outlet", AskKind.CHOICE, gettext_noop("Outlet"), choices=desk.open_outlets)
    sheet = Sheet(
        title=_("Add a machine"),
        tab="machines",
        back=to("machines"),
        button=_("Add it"),
        asks=[NAME, KIND, outlet],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.add_machine(
            issuer=desk.issuer,
            outlet=desk.given("outlet"),
            kind=one_of(MachineKind, desk, "kind", KIND_EXPECTED),
            name=desk.given("name").strip(),
            **desk.acting(),
        ),
        onward=lambda added: to("machine", added.id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, machine_id: str) -> HttpResponse:
    """A fresh pairing code. It is kept nowhere, so the page that shows it is no redirect."""
    desk = open_desk(request, Right.MACHINES_MANAGE)
    found = queries.machine(machine_id, by=desk.by)

    def save() -> HttpResponse:
        pairing = actions.issue_pairing_code(machine=found.id, **desk.acting())
        address = f"{settings.CONFIG.base_url}/kiosk/pair?{urlencode({'code': pairing.code})}"
        context = {
            "tab": "machines",
            "machine": found,
            "pairing": pairing,
            "address": "" if found.kind is MachineKind.READER else address,
            "qr": _qr(found, pairing, address),
        }
        return render(request, "console/access/pairing.html", context)

    sheet = Sheet(
        title=_("Pair this machine"),
        tab="machines",
        back=to("machine", found.id),
        button=_("Show a pairing code"),
        lead=_(
            "The code is good for 15 minutes and for one machine. One that was paired before "
            "stops working when the new code is used."
        ),
        facts=[(_("Machine"), found.name)],
    )
    return sheet_page(desk, sheet, save)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, machine_id: str) -> HttpResponse:
    """Shut out, at once and for good."""
    desk = open_desk(request, Right.MACHINES_MANAGE)
    found = queries.machine(machine_id, by=desk.by)
    sheet = Sheet(
        title=_("Revoke this machine"),
        tab="machines",
        back=to("machine", found.id),
        button=_("Revoke it"),
        lead=_("It is shut out at once and for good. To use it again, add it as a new one."),
        facts=[(_("Machine"), found.name)],
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.revoke_machine(machine=found.id, **desk.acting()))


def tag(found: MachineView, desk: Desk) -> Cell:
    """Whether it works, as far as anybody can tell from here."""
    if found.revoked_at:
        return Cell(_("Revoked"), tone="stop")
    if found.paired_at is None:
        return Cell(_("Not paired"), tone="quiet")
    if is_silent(found, desk):
        return Cell(_("Silent"), tone="warn")
    return Cell(_("Online"), tone="good")


def is_silent(found: MachineView, desk: Desk) -> bool:
    return found.last_seen_at is None or desk.now - found.last_seen_at > SILENT_AFTER


def _qr(found: MachineView, pairing: Pairing, address: str) -> SafeString:
    """A link for what has a browser; for a reader what its own program understands."""
    payload = qr_payload(url=settings.CONFIG.base_url, code=pairing.code)
    text = payload if found.kind is MachineKind.READER else address
    drawn = segno.make(text, error="m").svg_inline(scale=5, border=3, light="#fff", dark="#15211d")
    return mark_safe(drawn)  # noqa: S308  drawn from squares


def _rows(desk: Desk, found: Sequence[MachineView]) -> list[list[Cell]]:
    return [
        [
            Cell(one.name, to("machine", one.id), under=words.said(words.MACHINES, one.kind)),
            Cell(desk.place(one.outlet) or words.NOTHING),
            tag(one, desk),
            Cell(words.moment(one.last_seen_at)),
            Cell(one.version or words.NOTHING),
        ]
        for one in found
    ]


def _next_steps(desk: Desk, found: MachineView) -> list[Link]:
    if found.revoked_at or not desk.may(Right.MACHINES_MANAGE):
        return []
    return [
        Link(_("Pair"), to("machine-pair", found.id), "scan", "primary"),
        Link(_("Revoke"), to("machine-revoke", found.id), "cross", "danger"),
    ]
