"""Home visits: asked for by those who cannot come, with who comes, and called off."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.consents import Purpose, Shown, current
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.visits import actions, queries
from yika.domain.visits.rules import wishes
from yika.domain.visits.rules.refusals import NoVisitsHere
from yika.domain.visits.rules.states import PURPOSE_WORDS, STATE_WORDS, State
from yika.domain.visits.rules.views import VisitView
from yika.domain.visits.rules.wishes import DAYS, PART_WORDS, Door, Part
from yika.kit import ids
from yika.kit.errors import Fault, Invalid, gettext_noop

TAB = {"tab": "me"}
NAME = Ask("name", AskKind.NAME, gettext_noop("Name at the door"), max_length=wishes.NAME_MAX)
ADDRESS = Ask("address", AskKind.NOTE, gettext_noop("Address"), max_length=wishes.ADDRESS_MAX)
PHONE = Ask(
    "phone",
    AskKind.PHONE,
    gettext_noop("Telephone"),
    gettext_noop("The two call before they come."),
    max_length=wishes.PHONE_MAX,
)
DAY = Ask("day", AskKind.DATE, gettext_noop("A day that suits you"))
OTHER_DAY = Ask("other_day", AskKind.DATE, gettext_noop("Or another one"), required=False)
PART = Ask(
    "part",
    AskKind.CHOICE,
    gettext_noop("When of the day"),
    choices=tuple(Choice(one.value, PART_WORDS[one]) for one in Part),
    value=Part.ANY.value,
)
NOTE = Ask(
    "note",
    AskKind.TEXT,
    gettext_noop("Anything the two should know"),
    gettext_noop("Such as: the bell does not work."),
    required=False,
    max_length=wishes.NOTE_MAX,
)
AGREE = gettext_noop("I have read this and agree to it")
READ_FIRST = gettext_noop("Read the text and agree to it. Without it nobody comes.")
FACE = Ask(
    "face",
    AskKind.CONFIRM,
    gettext_noop("The two may also compare my face with the document"),
    gettext_noop("You need not agree to this. What needs it is done at an outlet then."),
    required=False,
    of_text=True,
)
SHOWN = Ask("shown", AskKind.HIDDEN, gettext_noop("Text that was shown"), required=False)
BOTH = (Purpose.HOME_VISIT, Purpose.REAL_NAME)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Mine, and where one can be asked for."""
    who = visitor(request)
    found = queries.visits_of(who.own.id, by=who.as_holder())
    context = TAB | {"visits": [_shown(one) for one in found], "offers": _offers(who, found)}
    return render(request, "web/visits/mine.html", context)


@require_safe
def one(request: HttpRequest, visit_id: str) -> HttpResponse:
    """When, who comes, and what they say at the door."""
    view = queries.visit(visit_id, by=visitor(request).as_holder())
    return render(request, "web/visits/one.html", TAB | {"one": _shown(view)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, issuer: str, product: str) -> HttpResponse:
    """Ask for one: where, when, and agreed to."""
    who = visitor(request)
    offering = queries.offering(issuer)
    found = {one.code: one for one in queries.provable(issuer, now=who.now)}
    if product not in found:
        raise NoVisitsHere
    policy = found[product].real_name
    faces = policy is not None and policy.face != "none" and not _agreed(who, issuer, Purpose.FACE)
    missing = [one for one in BOTH if not _agreed(who, issuer, one)]
    read = [*missing, *[Purpose.FACE] * faces]
    asks = [*_door(offering), *_agreeing(read)]

    def save() -> HttpResponse:
        given = request.POST
        outlet = given.get("outlet", "") if len(offering) > 1 else offering[0].id
        if outlet not in {one.id for one in offering}:
            raise NoVisitsHere
        days = _days(given)
        _agree(request, issuer, missing, face=faces and bool(given.get("face")))
        view = actions.request_visit(
            holder=who.own.id,
            about=f"{issuer}/{product}",
            outlet=outlet,
            door=Door(
                name=given.get("name", ""),
                address=given.get("address", "").replace("\r\n", "\n"),
                phone=given.get("phone", ""),
                note=given.get("note", ""),
            ),
            days=days,
            part=given.get("part", ""),
            **asking(request, who.as_holder()),
        )
        return go("web:visit", view.id)

    more = {"texts": [_text(issuer, one) for one in read], "issuer": _house(issuer)}
    values = {"name": who.own.name, "part": Part.ANY.value}
    title = gettext_noop("Ask for a home visit")
    page = "web/visits/new.html"
    return form_page(request, page, asks, save, title=title, values=values, more=TAB | more)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, visit_id: str) -> HttpResponse:
    """Call it off, asked once more."""
    who = visitor(request)
    view = queries.visit(visit_id, by=who.as_holder())

    def save() -> HttpResponse:
        actions.cancel_visit(visit=view.id, **asking(request, who.as_holder()))
        return go("web:visit", view.id)

    title = gettext_noop("Cancel the home visit?")
    more = TAB | {"one": _shown(view)}
    return form_page(request, "web/visits/cancel.html", [], save, title=title, more=more)


def _door(offering: list[OutletView]) -> Iterator[Ask]:
    """Where, when, and from which outlet where there are several."""
    yield from (NAME, ADDRESS, PHONE, DAY, OTHER_DAY, PART, NOTE)
    if len(offering) > 1:
        there = tuple(Choice(one.id, _said(one.name), literal=True) for one in offering)
        yield Ask("outlet", AskKind.CHOICE, gettext_noop("Outlet near you"), choices=there)


def _agreeing(read: list[Purpose]) -> Iterator[Ask]:
    """What is answered to these texts, and which they were."""
    if set(read) - {Purpose.FACE}:
        yield Ask("agree", AskKind.CONFIRM, AGREE, of_text=True)
    if Purpose.FACE in read:
        yield FACE
    if read:
        yield replace(SHOWN, value=str(Shown.now(read, language=get_language() or "")))


def _offers(who: Visitor, found: list[VisitView]) -> list[dict[str, Any]]:
    """Each kind of card for which somebody comes, but where a visit is under way."""
    busy = {one.issuer for one in found if one.is_open}
    return [
        {
            "issuer": house.code,
            "house": _said(house.name),
            "product": one.code,
            "name": _said(one.name),
        }
        for house in issuers.issuers()
        if house.code not in busy
        for one in queries.provable(house.code, now=who.now)
    ]


def _shown(view: VisitView) -> dict[str, Any]:
    """A visit in the reader's language."""
    dress = {State.CANCELED: "quiet", State.EXPIRED: "quiet", State.NOT_MET: "warn"}
    return {
        "view": view,
        "state": _(STATE_WORDS[view.state]),
        "dress": dress.get(view.state, ""),
        "purpose": _(PURPOSE_WORDS[view.purpose]),
        "part": _(PART_WORDS[view.part]),
        "staff": queries.names_of(view),
        "house": _house(view.issuer),
        "hotline": issuers.issuer(view.issuer).hotline,
    }


def _agreed(who: Visitor, issuer: str, purpose: Purpose) -> bool:
    return find_consent(who.own.id, purpose=purpose, issuer=issuer) is not None


def _agree(request: HttpRequest, issuer: str, missing: list[Purpose], *, face: bool) -> None:
    """Keep what he has read and agreed to; refused without it."""
    if missing and not request.POST.get("agree"):
        raise Invalid([Fault("agree", "", READ_FIRST)])
    wanted = [*missing, *[Purpose.FACE] * face]
    if not wanted:
        return
    shown, who = Shown.read(request.POST.get("shown", "")), visitor(request)
    shown.check_is_current(wanted)
    for purpose in wanted:
        give_consent(
            holder=who.own.id,
            issuer=issuer,
            purpose=purpose,
            version=shown.versions[purpose],
            language=shown.language,
            by=who.as_holder(),
            now=who.now,
            request_id=str(ids.new_id()),
        )


def _text(issuer: str, purpose: Purpose) -> dict[str, Any]:
    newest = current(purpose)
    text = newest.in_(get_language() or "")
    lines = [line.replace("{issuer}", _house(issuer)) for line in text.body.splitlines()]
    return {"title": text.title, "lines": lines, "version": newest.version}


def _days(given: Mapping[str, str]) -> list[date]:
    try:
        typed = (given.get("day", ""), given.get("other_day", ""))
        return [date.fromisoformat(one) for one in typed if one]
    except ValueError:
        raise Invalid([Fault("day", "", DAYS)]) from None


def _house(issuer: str) -> str:
    return _said(issuers.issuer(issuer).name)


def _said(name: Any) -> str:
    return words.in_language(name, get_language() or "")
