"""One's own account: the password, and the codes for the day the telephone is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.forms import check_same
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, Thing, deed_page, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Table, to
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions, queries
from yika.domain.people.queries import Who
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

SECRET_MAX = 128
OLD = Ask(
    "old",
    AskKind.PASSWORD,
    gettext_noop("Password until now"),
    secret=True,
    max_length=SECRET_MAX,
)
NEW = Ask(
    "new", AskKind.NEW_PASSWORD, gettext_noop("New password"), secret=True, max_length=SECRET_MAX
)
AGAIN = Ask(
    "again",
    AskKind.NEW_PASSWORD,
    gettext_noop("New password once more"),
    secret=True,
    max_length=SECRET_MAX,
)
NOT_THE_SAME = gettext_noop("The two entries differ. Enter the same password twice.")


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, where I am signed in, and what I may do."""
    desk = open_desk(request)
    here = _here(desk)
    standing = here.standing
    assert standing
    roles = ", ".join(words.said(words.ROLES, role) for role in standing.roles)
    thing = Thing(
        title=here.handle,
        tab="account",
        back=to("overview"),
        id=here.login,
        facts=[
            (_("Issuer"), Cell(words.called(desk.house.name))),
            (_("Roles"), Cell(roles)),
            (_("Outlet"), Cell(desk.place(standing.outlet) or _("None: all of them"))),
        ],
        tables=[_sign_ins(desk, here)],
        links=[
            Link(_("Change the password"), to("password"), "lock", "primary"),
            Link(_("Passkeys"), _passkeys(), "key"),
            Link(_("New recovery codes"), to("recovery-codes"), "shield"),
            *([Link(_("Note who I am"), to("own-tie"), "user")] * desk.may(Right.IDENTITY_REVIEW)),
        ],
        notice=_("Your password has not been changed for long. Change it now.") * here.old_secret,
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new one for the old one."""
    desk = open_desk(request)

    def act() -> None:
        check_same(request.POST, "new", "again", NOT_THE_SAME)
        actions.change_password(
            sign_in=_here(desk).sign_in,
            old=desk.given("old"),
            new=desk.given("new"),
            **desk.acting(),
        )

    sheet = Sheet(
        title=_("Change the password"),
        tab="account",
        back=to("account"),
        button=_("Change it"),
        lead=_("You stay signed in here, and are signed out everywhere else."),
        asks=[OLD, NEW, AGAIN],
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes. They are kept nowhere, so the page that shows them is no redirect."""
    desk = open_desk(request)

    def save() -> HttpResponse:
        codes = actions.renew_recovery_codes(sign_in=_here(desk).sign_in, **desk.acting())
        context = {"codes": codes, "onward": to("account")}
        return render(request, "common/staff/recovery_codes.html", context)

    sheet = Sheet(
        title=_("New recovery codes"),
        tab="account",
        back=to("account"),
        button=_("Make new ones"),
        lead=_("The codes from before become void."),
    )
    return sheet_page(desk, sheet, save)


def _passkeys() -> str:
    return f"{reverse('common:staff-passkeys')}?{urlencode({'next': to('account')})}"


def _here(desk: Desk) -> Who:
    here = desk.who.staff
    assert here, "an open desk has somebody at it"
    return here


def _sign_ins(desk: Desk, here: Who) -> Table:
    found = queries.sign_ins(here.login, now=desk.now)
    return Table(
        columns=[Column(_("Where")), Column(_("Since")), Column(_("Last used"))],
        rows=[
            [
                Cell(one.device, under=_("This browser") if one.id == here.sign_in else ""),
                Cell(words.moment(one.begun_at)),
                Cell(words.moment(one.seen_at)),
            ]
            for one in found
        ],
        caption=_("Where you are signed in"),
    )
