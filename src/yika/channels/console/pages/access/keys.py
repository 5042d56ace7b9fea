"""API keys: what programs come in with. A key is shown once, when it is made."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, deed_page, sheet_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.machines import actions, queries
from yika.domain.machines.queries import KeyView
from yika.domain.machines.rules import (
    APPROVAL_KIND,
    NAME_MAX,
    SCOPES,
    UnknownKey,
    beyond,
    check_key,
    digest_of_key,
)
from yika.domain.staff.actions import ask_approval
from yika.domain.staff.queries import approval, asked_content
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

DATE_EXPECTED = gettext_noop("Enter a day that is still to come, or leave it empty.")
NAME = Ask(
    "name",
    AskKind.TEXT,
    gettext_noop("Name"),
    gettext_noop("Which program it is for"),
    max_length=NAME_MAX,
)
TEST = Ask("test", AskKind.CONFIRM, gettext_noop("Only for trying things out"), required=False)
EXPIRES = Ask("expires", AskKind.DATE, gettext_noop("Good until"), required=False)
RIGHTS_TO_GIVE = tuple(right for right in Right if right in SCOPES)
SCOPES_TO_TICK = tuple(
    Ask(f"may-{right.value}", AskKind.CONFIRM, words.RIGHTS[right], required=False)
    for right in RIGHTS_TO_GIVE
)


@require_safe
def keys(request: HttpRequest) -> HttpResponseBase:
    """The keys of the issuer, also the revoked ones."""
    desk = open_desk(request, *RIGHTS["keys"])
    new = [Link(_("Make a key"), to("key-new"), "plus", "primary")]
    return Listing[KeyView](
        title=_("API keys"),
        tab="keys",
        columns=(
            Column(_("Key")),
            Column(_("May")),
            Column(_("State")),
            Column(_("Last used")),
            Column(_("To do")),
        ),
        fetch=lambda _limit, _behind: queries.keys(desk.by, revoked=True),
        cells=lambda found: _rows(desk, found),
        empty=_("Programs of partners come in with a key each."),
        links=new * desk.may(Right.KEYS_MANAGE),
    ).answer(desk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a key; for more than its maker may do himself, a second person is asked."""
    desk = open_desk(request, Right.KEYS_MANAGE)
    agreed = request.GET.get("approval", "")
    sheet = Sheet(
        title=_("Make a key"),
        tab="keys",
        back=to("keys"),
        button=_("Make it"),
        lead=_(
            "Tick what the program may do, and no more. What you may not do yourself needs a "
            "second person, who is asked when you send this."
        ),
        asks=[NAME, *SCOPES_TO_TICK, TEST, EXPIRES],
        values=_approved(desk, agreed) if agreed else {},
    )
    return sheet_page(desk, sheet, lambda: _make(desk, agreed))


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    """Worthless at once."""
    desk = open_desk(request, Right.KEYS_MANAGE)
    found = next((one for one in queries.keys(desk.by, revoked=True) if one.id == key_id), None)
    if found is None:
        raise UnknownKey(key=key_id)
    sheet = Sheet(
        title=_("Revoke this key"),
        tab="keys",
        back=to("keys"),
        button=_("Revoke it"),
        lead=_("Programs that use it are shut out at once and for good."),
        facts=[(_("Key"), found.name)],
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.revoke_key(key=key_id, **desk.acting()))


def _make(desk: Desk, agreed: str) -> HttpResponse:
    """The page with the key is no redirect, for the key is kept nowhere."""
    posted = desk.request.POST
    name, test = posted.get("name", "").strip(), "test" in posted
    scopes = sorted(right.value for right in RIGHTS_TO_GIVE if _field(right) in posted)
    expires_at = _expiry(posted.get("expires", ""))
    check_key(name=name, scopes=scopes, expires_at=expires_at, now=desk.now)
    if beyond(scopes, by=desk.by, issuer=desk.issuer) and not agreed:
        asked = {"issuer": desk.issuer, "name": name, "scopes": scopes, "test": test}
        request = ask_approval(
            kind=APPROVAL_KIND,
            subject=desk.issuer,
            issuer=desk.issuer,
            digest=digest_of_key(issuer=desk.issuer, name=name, scopes=scopes, test=test),
            content=asked,
            **desk.acting(),
        )
        return go("console:approval", request.id)
    made = actions.make_key(
        issuer=desk.issuer,
        name=name,
        scopes=scopes,
        test=test,
        expires_at=expires_at,
        approval=agreed,
        **desk.acting(),
    )
    return render(desk.request, "console/access/key.html", {"tab": "keys", "made": made})


def _approved(desk: Desk, agreed: str) -> dict[str, str]:
    """The form filled with what a second person has approved."""
    content = asked_content(approval(agreed, desk.by)) or {}
    scopes, test = content.get("scopes"), content.get("test")
    ticked = [f"may-{scope}" for scope in scopes] if isinstance(scopes, list) else []
    ticked += ["test"] * bool(test)
    return {"name": str(content.get("name", ""))} | dict.fromkeys(ticked, "yes")


def _field(right: Right) -> str:
    return f"may-{right.value}"


def _expiry(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise Invalid([Fault("expires", "", DATE_EXPECTED)]) from None


def _rows(desk: Desk, found: Sequence[KeyView]) -> list[list[Cell]]:
    manages = desk.may(Right.KEYS_MANAGE)
    return [
        [
            Cell(one.name, under=_("Test") if one.test else _("Live")),
            Cell(", ".join(words.said(words.RIGHTS, scope) for scope in one.scopes)),
            _tag(one, desk),
            Cell(words.moment(one.last_used_at)),
            Cell(_("Revoke"), to("key-revoke", one.id))
            if manages and not one.revoked_at
            else Cell(words.NOTHING),
        ]
        for one in found
    ]


def _tag(found: KeyView, desk: Desk) -> Cell:
    if found.revoked_at:
        return Cell(_("Revoked"), tone="stop")
    if found.expires_at and found.expires_at <= desk.now:
        return Cell(_("Expired"), tone="quiet")
    return Cell(_("Works"), tone="good")
