"""Staff: who works here as what."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.persons import ties
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.identity.queries import ties_of
from yika.domain.staff import queries
from yika.domain.staff.queries import Colleague
from yika.domain.staff.rules import Right


@require_safe
def staff(request: HttpRequest) -> HttpResponseBase:
    """The people who work for the issuer, the longest first."""
    desk = open_desk(request, *RIGHTS["staff"])
    new = [Link(_("Employ somebody"), to("staff-new"), "plus", "primary")]
    return Listing[Colleague](
        title=_("Staff"),
        tab="staff",
        columns=(Column(_("Name")), Column(_("Roles")), Column(_("Outlet")), Column(_("Since"))),
        fetch=lambda _limit, _behind: queries.staff_of(desk.by, ended=True),
        cells=lambda found: _rows(desk, found),
        links=new * desk.may(Right.STAFF_MANAGE),
    ).answer(desk)


@require_safe
def colleague(request: HttpRequest, login: str) -> HttpResponse:
    """One of them."""
    desk = open_desk(request, *RIGHTS["staff"])
    found = queries.colleague(login, desk.by)
    rights = sorted(words.said(words.RIGHTS, one) for one in found.standing.rights)
    thing = Thing(
        title=desk.names(login)[login],
        tab="staff",
        back=to("staff"),
        tag=Cell(_("Left"), tone="quiet") if found.ended_at else Cell(_("Works here"), tone="good"),
        id=login,
        facts=[
            (_("Roles"), Cell(_roles(found))),
            (_("Outlet"), Cell(desk.place(found.standing.outlet) or _("None: all of them"))),
            (_("Since"), Cell(words.moment(found.since))),
            *([(_("Until"), Cell(words.moment(found.ended_at)))] * bool(found.ended_at)),
            (_("May"), Cell(", ".join(rights))),
            *_tied(desk, found),
        ],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


def _tied(desk: Desk, found: Colleague) -> list[tuple[str, Cell]]:
    """Whether it is noted who a reviewer is, so that he decides nothing about himself."""
    if Right.IDENTITY_REVIEW not in found.standing.rights:
        return []
    tied = ties.told(ties_of(found.standing.login, by=desk.by))
    return [(_("Who it is"), Cell(tied))]


def _roles(found: Colleague) -> str:
    return ", ".join(words.said(words.ROLES, role) for role in found.standing.roles)


def _rows(desk: Desk, found: Sequence[Colleague]) -> list[list[Cell]]:
    names = desk.names(*(one.standing.login for one in found))
    return [
        [
            Cell(names[one.standing.login], to("colleague", one.standing.login)),
            Cell(_roles(one)),
            Cell(desk.place(one.standing.outlet) or words.NOTHING),
            Cell(
                words.moment(one.since),
                under=_("until {at}").format(at=words.moment(one.ended_at)) if one.ended_at else "",
            ),
        ]
        for one in found
    ]


def _next_steps(desk: Desk, found: Colleague) -> list[Link]:
    login = found.standing.login
    if found.ended_at or not desk.may(Right.STAFF_MANAGE) or login == desk.by.id:
        return []
    return [
        Link(_("Give a role"), to("staff-grant", login), "plus", "primary"),
        Link(_("Take a role away"), to("staff-end-role", login), "cross"),
        Link(_("Send to another outlet"), to("staff-move", login), "place"),
        *_tie(found),
        Link(_("Reset the second step"), to("staff-reset", login), "shield"),
        Link(_("End all roles"), to("staff-end", login), "cross", "danger"),
    ]


def _tie(found: Colleague) -> list[Link]:
    reviews = Right.IDENTITY_REVIEW in found.standing.rights
    return [Link(_("Note who it is"), to("staff-tie", found.standing.login), "user")] * reviews
