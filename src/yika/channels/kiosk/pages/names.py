"""At the kiosk: where the check of my name stands, the cards in it, and a time at the counter."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common import words
from yika.channels.common.asking.claims import CODE, NUMBER, at_its_field
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.directory import appointments
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.kiosk.machine import actor_of_visit, begin_visit, errand_of_visit, screen
from yika.channels.kiosk.pages.loss import PHONE
from yika.channels.kiosk.place import place
from yika.domain.cards import actions
from yika.domain.cards.queries import in_my_name
from yika.domain.cards.rules import NamedCard, ProofNeeded
from yika.domain.identity.queries import verifications
from yika.domain.identity.rules.review.states import OPEN, STATE_WORDS, State
from yika.domain.identity.rules.review.views import QueueLine
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Service
from yika.domain.machines.queries import MachineView
from yika.domain.outlets import actions as outlets
from yika.domain.outlets import queries
from yika.domain.outlets.rules import FreeTime
from yika.domain.people.queries import sent_code
from yika.kit.actor import ActorKind
from yika.kit.errors import Refusal
from yika.products.documents import DOCUMENT_WORDS

VISIT = "names:"
"""What a visit begins with that looks at what stands in somebody's name."""
CARDS_MAX, CHECKS_MAX = 3, 2
"""No screen of a kiosk scrolls; the rest stands on the website."""


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def claim(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """One of my cards, and my phone. Whether they belong together is not told."""
    who = visitor(request)

    def save() -> HttpResponse:
        try:
            sent = actions.send_names_code(
                number=request.POST.get("number", ""),
                contact=request.POST.get("contact", ""),
                address=who.address,
                language=get_language() or "",
                **asking(request, kiosk.actor()),
            )
        except Refusal as refusal:
            raise at_its_field(refusal) from None
        return begin_visit(go("kiosk:names-code"), kiosk, f"{VISIT}{sent.id}")

    asks = [replace(NUMBER, hint=""), PHONE]
    return form_page(request, "kiosk/names/claim.html", asks, save, more=place(kiosk))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def code(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The code that was sent, if it was."""
    who, waiting = visitor(request), _proof(request, kiosk)
    if not waiting:
        return go("kiosk:attract")
    sent = sent_code(waiting, now=who.now)

    def save() -> HttpResponse:
        proven = actions.check_names_code(
            proof=sent.id,
            code=request.POST.get("code", ""),
            address=who.address,
            **asking(request, kiosk.actor()),
        )
        visit, holder = f"{VISIT}{proven.proof}", proven.holder or ""
        return begin_visit(go("kiosk:names"), kiosk, visit, holder=holder)

    more = place(kiosk) | {"proof": sent}
    return form_page(request, "kiosk/names/code.html", [CODE], save, more=more)


@require_safe
@screen
def mine(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The checks that are under way or were decided, and the cards; all of it masked."""
    by, now = actor_of_visit(request, kiosk), visitor(request).now
    if by.kind is not ActorKind.HOLDER:
        return go("kiosk:names-claim")
    try:
        found = in_my_name(proof=_proof(request, kiosk), by=by, now=now)
    except ProofNeeded:
        return go("kiosk:names-claim")
    checks = verifications(holder=by.id, by=by, now=now)
    waits = any(one.state in OPEN for one in checks)
    free = _next_free(kiosk, now) if waits else None
    context = place(kiosk) | {
        "cards": [_card(one) for one in found.cards[:CARDS_MAX]],
        "others": max(0, len(found.cards) - CARDS_MAX),
        "whole": found.whole,
        "checks": [_check(one) for one in checks[:CHECKS_MAX]],
        "comes": waits and _serves(kiosk, now),
        "free": _said(free, kiosk) if free else None,
        "request_id": request_id(request),
    }
    return render(request, "kiosk/names/mine.html", context)


@require_POST
@screen
def come(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """A number for now, or the next time that is free, to show the document at the counter."""
    by = actor_of_visit(request, kiosk)
    if by.kind is not ActorKind.HOLDER or not kiosk.outlet:
        return go("kiosk:names-claim")
    service = Service.REAL_NAME
    if request.POST.get("when") == "now":
        about = asking(request, kiosk.actor())
        return go("kiosk:number", outlets.take_number(service=service, **about).id)
    begins_at = appointments.read_moment(request.POST.get("time", ""))
    booked = outlets.book(
        outlet=kiosk.outlet, service=service, begins_at=begins_at, **asking(request, by)
    )
    context = place(kiosk) | {"one": appointments.shown(booked), "short": True}
    return render(request, "kiosk/names/booked.html", context)


def _proof(request: HttpRequest, kiosk: MachineView) -> str:
    going_on = errand_of_visit(request, kiosk) or ""
    return going_on.removeprefix(VISIT) if going_on.startswith(VISIT) else ""


def _next_free(kiosk: MachineView, now: datetime) -> FreeTime | None:
    if not kiosk.outlet:
        return None
    here = issuers.outlet(kiosk.outlet)
    return queries.next_free_at([here], Service.REAL_NAME, now=now).get(here.id)


def _serves(kiosk: MachineView, now: datetime) -> bool:
    """Whether a number can be had here and now."""
    here = issuers.outlet(kiosk.outlet) if kiosk.outlet else None
    return here is not None and Service.REAL_NAME in here.services and here.is_open(now)


def _said(free: FreeTime, kiosk: MachineView) -> dict[str, str]:
    zone = issuers.outlet(kiosk.outlet or "").zone
    day = appointments.day_words(appointments.wall(free.begins_at, zone).date())
    time = appointments.time(free, zone)
    return {"day": day, "time": time.text, "key": time.key}


def _card(card: NamedCard) -> dict[str, object]:
    language = get_language() or ""
    return {
        "card": card,
        "name": words.in_language(card.name, language),
        "issuer": words.in_language(issuers.issuer(card.issuer).name, language),
        "state": _(card.standing.wording),
    }


def _check(line: QueueLine) -> dict[str, object]:
    return {
        "line": line,
        "issuer": words.in_language(issuers.issuer(line.issuer).name, get_language() or ""),
        "document": _(DOCUMENT_WORDS[line.document]),
        "state": _(STATE_WORDS[line.state]),
        "due": line.due_at if line.state is State.IN_REVIEW else None,
    }
