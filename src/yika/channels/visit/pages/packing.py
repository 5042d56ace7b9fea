"""The visits on which somebody goes, and what he takes along on each."""

from base64 import b64decode, b64encode
from binascii import Error
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking import forms
from yika.channels.common.visitors import request_id, visitor
from yika.channels.visit.desk import answered, context, goer
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions as people
from yika.domain.people import queries as logins
from yika.domain.people import rules
from yika.domain.visits import actions, queries
from yika.domain.visits.rules.states import PURPOSE_WORDS, STATE_WORDS
from yika.domain.visits.rules.views import VisitView
from yika.kit import ids
from yika.kit.actor import Channel
from yika.kit.errors import gettext_noop

HANDLE = Ask("handle", AskKind.TEXT, gettext_noop("Name of the one who goes along"), max_length=32)
PASSWORD = Ask("password", AskKind.PASSWORD, gettext_noop("Password"), secret=True, max_length=128)
CODE = Ask("code", AskKind.CODE, gettext_noop("Code of the authenticator app"), max_length=24)
PIN = Ask(
    "pin",
    AskKind.PIN,
    gettext_noop("A PIN for this visit, that both of you know"),
    gettext_noop("Six digits or more. It opens the visit on this device, and stays on it."),
    max_length=12,
)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Those that are planned, the next one first."""
    by = goer(request)
    found = [shown(one) for one in queries.my_visits(by=by)]
    return render(request, "visits/mine.html", context(request, visits=found))


@require_safe
def visit(request: HttpRequest, visit_id: str) -> HttpResponse:
    """One of them, masked, with the form by which both take it along."""
    by = goer(request)
    found = queries.visit(visit_id, by=by)
    other = [one for one in found.staff if one != by.id]
    names = logins.handles(other)
    values = {"handle": names.get(other[0], "")} if other else {}
    more = {
        "one": shown(found),
        "form": forms.form([HANDLE, PASSWORD, CODE, PIN], values),
        "may_take": by.id in found.staff and found.is_open,
    }
    return render(request, "visits/visit.html", context(request, **more))


@require_POST
def take(request: HttpRequest, visit_id: str) -> HttpResponse:
    """Both have signed in, and the device shows its key: it gets what it alone can open."""
    by, now = goer(request), visitor(request).now

    def act() -> dict[str, Any]:
        token = _come_in(request)
        try:
            who = logins.who(token, now=now)
            packed = actions.take_bundle(
                visit=visit_id,
                beside=who.actor(Channel.VISIT) if who and who.standing else by,
                device=_bytes(request.POST.get("device", "")),
                by=by,
                now=now,
                request_id=request_id(request),
            )
        finally:
            people.sign_out(token=token, now=now, request_id=str(ids.new_id()))
        return {
            "bundle": packed.bundle,
            "box": b64encode(packed.box).decode(),
            "expires": int(packed.expires_at.timestamp() * 1000),
        }

    return answered(act)


def _come_in(request: HttpRequest) -> str:
    """The sign-in of the second person, which ends with this request."""
    who, door = visitor(request), rules.visitor(Channel.VISIT)
    acting: dict[str, Any] = {"by": door, "now": who.now}
    pending = people.staff_sign_in(
        handle=request.POST.get("handle", ""),
        password=request.POST.get("password", ""),
        device=who.browser,
        address=who.address,
        request_id=str(ids.new_id()),
        **acting,
    )
    code = request.POST.get("code", "")
    signed_in = people.verify_second_factor(
        token=pending.token, code=code, request_id=str(ids.new_id()), **acting
    )
    return signed_in.token


def shown(view: VisitView) -> dict[str, Any]:
    """A visit in the reader's language."""
    return {
        "view": view,
        "state": _(STATE_WORDS[view.state]),
        "purpose": _(PURPOSE_WORDS[view.purpose]),
        "staff": queries.names_of(view),
    }


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        return b""
