"""Asking at the kiosk: touch what it is, prove a phone, get a number; words follow on the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.claims import CODE
from yika.channels.common.asking.enquiries.shown import line
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.kiosk.machine import begin_visit, end_visit, errand_of_visit, screen
from yika.channels.kiosk.place import place
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import (
    KIND_WORDS,
    TOPIC_WORDS,
    Asker,
    Kind,
    Question,
    Topic,
    asker,
)
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.machines.queries import MachineView
from yika.domain.people import actions as people
from yika.domain.people.queries import sent_code
from yika.domain.people.rules import Purpose
from yika.kit.actor import Channel
from yika.kit.errors import gettext_noop

PHONE = Ask(
    "contact",
    AskKind.PHONE,
    gettext_noop("Mobile phone number"),
    gettext_noop("We answer there, and use it for nothing else."),
    max_length=40,
)
ICONS = {Kind.ENQUIRY: "help", Kind.COMPLAINT: "warn", Kind.SUGGESTION: "pen"}
TOPICS = {
    Topic.CARD: "wallet",
    Topic.BALANCE: "receipt",
    Topic.APPLICATION: "make",
    Topic.OUTLET: "place",
    Topic.MACHINE: "device",
    Topic.OTHER: "help",
}
"""Six at most: no screen of a kiosk offers more."""


@require_safe
@screen
def what(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """An enquiry, a complaint or a suggestion; then what it is about."""
    kind = request.GET.get("kind", "")
    if kind not in set(Kind):
        options = [
            (f"?{urlencode({'kind': one.value})}", _(words), ICONS[one])
            for one, words in KIND_WORDS.items()
        ]
        return _choices(request, kiosk, _("What is it?"), options)
    options = [
        (
            f"{reverse('kiosk:ask-phone')}?{urlencode({'kind': kind, 'topic': one.value})}",
            _(TOPIC_WORDS[one]),
            icon,
        )
        for one, icon in TOPICS.items()
    ]
    return _choices(request, kiosk, _("What is it about?"), options)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def phone(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Where do we answer? A code goes there."""
    who, chosen = visitor(request), _chosen(request)
    if chosen is None:
        return go("kiosk:ask")

    def save() -> HttpResponse:
        sent = people.send_code(
            purpose=Purpose.ENQUIRY,
            contact=request.POST.get("contact", ""),
            address=who.address,
            language=get_language() or "",
            by=kiosk.actor(),
            now=who.now,
            request_id=request_id(request),
        )
        return begin_visit(go("kiosk:ask-code", query=urlencode(chosen)), kiosk, sent.id)

    return form_page(request, "kiosk/ask/phone.html", [PHONE], save, more=place(kiosk))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def code(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The code that was sent; with it the enquiry has a number."""
    who, chosen = visitor(request), _chosen(request)
    waiting = errand_of_visit(request, kiosk) or ""
    if chosen is None or not waiting.startswith("proof_"):
        return go("kiosk:ask")
    proof = sent_code(waiting, now=who.now)

    def save() -> HttpResponse:
        about = asking(request, kiosk.actor())
        people.check_code(
            proof=proof.id,
            code=request.POST.get("code", ""),
            purpose=Purpose.ENQUIRY,
            address=who.address,
            **about,
        )
        found = actions.ask_enquiry(
            issuer=kiosk.issuer,
            question=Question(kind=chosen["kind"], topic=chosen["topic"], words=""),
            asker=Asker(proof=proof.id),
            address=who.address,
            **about,
        )
        return begin_visit(go("kiosk:ask-done"), kiosk, found.id)

    more = place(kiosk) | {"proof": proof}
    return form_page(request, "kiosk/ask/code.html", [CODE], save, more=more)


@require_safe
@screen
def done(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Its number, until when we answer, and how to say more."""
    asked = errand_of_visit(request, kiosk) or ""
    if not asked.startswith("enq_"):
        return go("kiosk:attract")
    now = visitor(request).now
    found = queries.enquiry(asked, by=asker(asked, Channel.KIOSK), now=now)
    context = place(kiosk) | {"enquiry": found, "head": line(found, now), "short": True}
    return end_visit(render(request, "kiosk/ask/done.html", context))


def _choices(
    request: HttpRequest, kiosk: MachineView, title: str, options: list[tuple[str, str, str]]
) -> HttpResponse:
    context = place(kiosk) | {"title": title, "options": options}
    return render(request, "kiosk/ask/what.html", context)


def _chosen(request: HttpRequest) -> dict[str, str] | None:
    """What was touched before; None for what cannot be touched."""
    kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")
    if kind not in set(Kind) or topic not in set(Topic):
        return None
    return {"kind": kind, "topic": topic}
