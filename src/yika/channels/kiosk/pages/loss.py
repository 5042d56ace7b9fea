"""Reporting a lost card at the kiosk: number and phone, the code, the report; it is stopped."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking import losses
from yika.channels.common.asking.claims import CODE, NUMBER, at_its_field
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import request_id, visitor
from yika.channels.kiosk.machine import (
    actor_of_visit,
    begin_visit,
    errand_of_visit,
    screen,
)
from yika.channels.kiosk.place import place
from yika.domain.cards import actions, queries
from yika.domain.cards.rules.stops import AlreadyReported
from yika.domain.errands.actions import begin_errand
from yika.domain.errands.queries import errand
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.machines.queries import MachineView
from yika.domain.people import queries as people
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Refusal, gettext_noop

PHONE = Ask(
    "contact",
    AskKind.PHONE,
    gettext_noop("Mobile phone number"),
    gettext_noop("The one that is on record for you."),
    max_length=40,
)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def claim(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Which card, and the phone of its holder. Whether they belong together is not told."""
    who = visitor(request)

    def save() -> HttpResponse:
        try:
            sent = actions.send_loss_code(
                number=request.POST.get("number", ""),
                contact=request.POST.get("contact", ""),
                address=who.address,
                language=get_language() or "",
                by=kiosk.actor(),
                now=who.now,
                request_id=request_id(request),
            )
        except Refusal as refusal:
            raise at_its_field(refusal) from None
        # No address of a kiosk names anything: what was sent goes along as an errand would.
        return begin_visit(go("kiosk:loss-code"), kiosk, sent.id)

    asks = [replace(NUMBER, hint=""), PHONE]  # no screen of a kiosk scrolls
    return form_page(request, "kiosk/loss/claim.html", asks, save, more=place(kiosk))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def code(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The code that was sent, if it was; then straight on to the report."""
    who = visitor(request)
    waiting = errand_of_visit(request, kiosk) or ""
    if not waiting.startswith("proof_"):
        return go("kiosk:attract")
    proof = people.sent_code(waiting, now=who.now)

    def save() -> HttpResponse:
        proven = actions.check_loss_code(
            proof=proof.id,
            code=request.POST.get("code", ""),
            address=who.address,
            by=kiosk.actor(),
            now=who.now,
            request_id=request_id(request),
        )
        return _begun(request, kiosk, proven.holder, proven.card)

    more = place(kiosk) | {"proof": proof}
    return form_page(request, "kiosk/loss/code.html", [CODE], save, more=more)


@require_safe
@screen
def done(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """It is stopped: since when, until when, and how it is undone."""
    now, by = visitor(request).now, actor_of_visit(request, kiosk)
    about = errand_of_visit(request, kiosk)
    if about is None or by.kind is not ActorKind.HOLDER:
        return go("kiosk:attract")
    view = errand(about, by=by, now=now) if about.startswith("err_") else None
    card_id = view.card.id if view and view.card else about
    found = queries.card(card_id, by)
    context = place(kiosk) | {
        "case": view.case if view else "",
        "card": shown(found, uid="card"),
        "stops": [one for one in losses.open_stops(found, by=by, now=now) if one.is_loss],
        "short": True,
    }
    return render(request, "kiosk/loss/done.html", context)


def _begun(request: HttpRequest, kiosk: MachineView, holder: str, card: str) -> HttpResponse:
    """To the report; to how the card stands, where it is reported already."""
    who = visitor(request)
    try:
        view = begin_errand(
            kind="loss",
            card=card,
            address=who.address,
            by=Actor(ActorKind.HOLDER, holder, Channel.KIOSK),
            now=who.now,
            request_id=request_id(request),
        )
    except AlreadyReported:
        return begin_visit(go("kiosk:loss-done"), kiosk, card, holder=holder)
    return begin_visit(go("kiosk:visit"), kiosk, view.id, holder=holder)
