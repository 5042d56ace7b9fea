"""Staff: who works here as what, and how that changes."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.persons import ties
from yika.channels.console.sheets import Sheet, Thing, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.identity.queries import ties_of
from yika.domain.people import actions as people
from yika.domain.staff import actions, queries
from yika.domain.staff.queries import Colleague
from yika.domain.staff.rules import Right, Role
from yika.kit.errors import Fault, Invalid, gettext_noop

ROLE_EXPECTED = gettext_noop("Choose one of the roles.")
HANDLE = Ask(
    "handle",
    AskKind.TEXT,
    gettext_noop("Name to sign in with"),
    gettext_noop("Such as lin.mei"),
    max_length=32,
)
PASSWORD = Ask(
    "password",
    AskKind.NEW_PASSWORD,
    gettext_noop("First password"),
    gettext_noop("At least 12 characters. Hand it over in person; it can be changed later."),
    secret=True,
    max_length=128,
)
ROLE = Ask(
    "role",
    AskKind.CHOICE,
    gettext_noop("Role"),
    choices=tuple(Choice(role.value, words.ROLES[role]) for role in Role),
)


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
        title=_name(desk, login),
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


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A login and a first role for somebody who begins here."""
    desk = open_desk(request, Right.STAFF_MANAGE)

    def save() -> HttpResponse:
        standing = people.employ(
            handle=request.POST.get("handle", ""),
            password=request.POST.get("password", ""),
            issuer=desk.issuer,
            role=_role(request),
            outlet=request.POST.get("outlet", ""),
            **desk.acting(),
        )
        return go("console:colleague", standing.login)

    sheet = Sheet(
        title=_("Employ somebody"),
        tab="staff",
        back=to("staff"),
        button=_("Employ"),
        lead=_("The second step of the sign-in is set up by the person at the first one."),
    )
    return sheet_page(desk, sheet, [HANDLE, PASSWORD, ROLE, _outlet(desk)], save)


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, login: str) -> HttpResponse:
    """One role more."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)

    def save() -> HttpResponse:
        actions.grant_role(login=login, issuer=desk.issuer, role=_role(request), **desk.acting())
        return go("console:colleague", login)

    sheet = _sheet(desk, login, title=_("Give a role"), button=_("Give it"))
    return sheet_page(desk, sheet, [ROLE], save)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, login: str) -> HttpResponse:
    """One role less, at once."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    found = queries.colleague(login, desk.by)
    held = tuple(Choice(role.value, words.ROLES[role]) for role in found.standing.roles)
    role = Ask("role", AskKind.CHOICE, gettext_noop("Role"), choices=held)

    def save() -> HttpResponse:
        actions.end_role(login=login, role=_role(request), **desk.acting())
        return go("console:colleague", login)

    lead = _("It counts from the next thing this person does. The last role ends everything.")
    sheet = _sheet(desk, login, title=_("Take a role away"), button=_("Take it away"), lead=lead)
    return sheet_page(desk, sheet, [role], save)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, login: str) -> HttpResponse:
    """To another outlet, or to none."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    found = queries.colleague(login, desk.by)

    def save() -> HttpResponse:
        actions.move_staff(login=login, outlet=request.POST.get("outlet", ""), **desk.acting())
        return go("console:colleague", login)

    sheet = _sheet(desk, login, title=_("Send to another outlet"), button=_("Keep it so"))
    values = {"outlet": found.standing.outlet}
    return sheet_page(desk, sheet, [_outlet(desk)], save, values=values)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, login: str) -> HttpResponse:
    """This person does not work here any more."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)

    def save() -> HttpResponse:
        actions.end_membership(login=login, **desk.acting())
        return go("console:colleague", login)

    lead = _("All roles end at once. What this person did stays on record.")
    sheet = _sheet(desk, login, title=_("End all roles"), button=_("End them"), lead=lead)
    return sheet_page(desk, sheet, [], save)


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, login: str) -> HttpResponse:
    """A lost telephone: the second step is set up anew."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)

    def save() -> HttpResponse:
        people.reset_second_factor(login=login, **desk.acting())
        return go("console:colleague", login)

    lead = _(
        "The app, the passkeys and the recovery codes become void, and this person is signed out "
        "everywhere. Do this only for somebody you know, in person."
    )
    sheet = _sheet(desk, login, title=_("Reset the second step"), button=_("Reset it"), lead=lead)
    return sheet_page(desk, sheet, [], save)


def _sheet(desk: Desk, login: str, *, title: str, button: str, lead: str = "") -> Sheet:
    return Sheet(
        title=title,
        tab="staff",
        back=to("colleague", login),
        button=button,
        lead=lead,
        facts=[(_("Name"), _name(desk, login))],
        danger=bool(lead),
    )


def _tied(desk: Desk, found: Colleague) -> list[tuple[str, Cell]]:
    """Whether it is noted who a reviewer is, so that he decides nothing about himself."""
    if Right.IDENTITY_REVIEW not in found.standing.rights:
        return []
    tied = ties.told(ties_of(found.standing.login, by=desk.by))
    return [(_("Who it is"), Cell(tied))]


def _name(desk: Desk, login: str) -> str:
    return desk.names(login)[login]


def _role(request: HttpRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise Invalid([Fault("role", "", ROLE_EXPECTED)]) from None


def _outlet(desk: Desk) -> Ask:
    places = tuple(
        Choice(one.id, words.called(one.name), literal=True)
        for one in desk.outlets.values()
        if one.closed_at is None
    )
    none = Choice("", gettext_noop("None: all of them"))
    label = gettext_noop("Works at the outlet")
    return Ask("outlet", AskKind.CHOICE, label, required=False, choices=(none, *places))


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
