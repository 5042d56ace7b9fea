"""Employs somebody, and changes what he is here: his roles, his outlet, how he signs in."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import to
from yika.channels.console.typed import one_of
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people import actions as people
from yika.domain.staff import actions, queries
from yika.domain.staff.rules import Right, Role
from yika.kit.errors import gettext_noop

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


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A login and a first role for somebody who begins here."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    sheet = Sheet(
        title=_("Employ somebody"),
        tab="staff",
        back=to("staff"),
        button=_("Employ"),
        lead=_("The second step of the sign-in is set up by the person at the first one."),
        asks=[HANDLE, PASSWORD, ROLE, _outlet(desk)],
    )
    return deed_page(
        desk,
        sheet,
        lambda: people.employ(
            handle=desk.given("handle"),
            password=desk.given("password"),
            issuer=desk.issuer,
            role=one_of(Role, desk, "role", ROLE_EXPECTED),
            outlet=desk.given("outlet"),
            **desk.acting(),
        ),
        onward=lambda standing: to("colleague", standing.login),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, login: str) -> HttpResponse:
    """One role more."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)

    def act() -> None:
        role = one_of(Role, desk, "role", ROLE_EXPECTED)
        actions.grant_role(login=login, issuer=desk.issuer, role=role, **desk.acting())

    sheet = _sheet(desk, login, title=_("Give a role"), button=_("Give it"), asks=[ROLE])
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, login: str) -> HttpResponse:
    """One role less, at once."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    found = queries.colleague(login, desk.by)
    held = tuple(Choice(role.value, words.ROLES[role]) for role in found.standing.roles)

    def act() -> None:
        role = one_of(Role, desk, "role", ROLE_EXPECTED)
        actions.end_role(login=login, role=role, **desk.acting())

    sheet = _sheet(
        desk,
        login,
        title=_("Take a role away"),
        button=_("Take it away"),
        lead=_("It counts from the next thing this person does. The last role ends everything."),
        asks=[Ask("role", AskKind.CHOICE, gettext_noop("Role"), choices=held)],
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, login: str) -> HttpResponse:
    """To another outlet, or to none."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    found = queries.colleague(login, desk.by)

    def act() -> None:
        actions.move_staff(login=login, outlet=desk.given("outlet"), **desk.acting())

    sheet = _sheet(
        desk,
        login,
        title=_("Send to another outlet"),
        button=_("Keep it so"),
        asks=[_outlet(desk)],
        values={"outlet": found.standing.outlet},
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, login: str) -> HttpResponse:
    """This person does not work here any more."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)
    lead = _("All roles end at once. What this person did stays on record.")
    sheet = _sheet(desk, login, title=_("End all roles"), button=_("End them"), lead=lead)
    return deed_page(desk, sheet, lambda: actions.end_membership(login=login, **desk.acting()))


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, login: str) -> HttpResponse:
    """A lost telephone: the second step is set up anew."""
    desk = open_desk(request, Right.STAFF_MANAGE)
    queries.colleague(login, desk.by)
    lead = _(
        "The app, the passkeys and the recovery codes become void, and this person is signed out "
        "everywhere. Do this only for somebody you know, in person."
    )
    sheet = _sheet(desk, login, title=_("Reset the second step"), button=_("Reset it"), lead=lead)
    return deed_page(desk, sheet, lambda: people.reset_second_factor(login=login, **desk.acting()))


def _sheet(
    desk: Desk,
    login: str,
    *,
    title: str,
    button: str,
    lead: str = "",
    asks: Sequence[Ask] = (),
    values: Mapping[str, str] | None = None,
) -> Sheet:
    """What is done with a colleague; what the page warns of beforehand ends something."""
    return Sheet(
        title=title,
        tab="staff",
        back=to("colleague", login),
        button=button,
        lead=lead,
        facts=[(_("Name"), desk.names(login)[login])],
        asks=asks,
        values=values,
        danger=bool(lead),
    )


def _outlet(desk: Desk) -> Ask:
    choices = (Choice("", gettext_noop("None: all of them")), *desk.open_outlets)
    label = gettext_noop("Works at the outlet")
    return Ask("outlet", AskKind.CHOICE, label, required=False, choices=choices)
