"""Errands at the desk: begun, gone on with, looked up for somebody on the telephone, given up."""

from collections import defaultdict
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking import errands
from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import visitor
from yika.channels.counter import named, operations, screen
from yika.channels.counter.desk import Desk, acting, clerk, empty, with_card, with_errand
from yika.channels.counter.pages.names import signing
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.errands import actions, queries
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.errands.rules.refusals import UnknownErrand
from yika.domain.errands.rules.views import ErrandView, StepState, StepView, Trouble
from yika.domain.staff.rules import Right
from yika.kit.actor import Channel
from yika.kit.errors import Refusal, gettext_noop

CODE = Ask(
    "code",
    AskKind.CODE,
    gettext_noop("Case number or code"),
    gettext_noop("The phone shows a code where somebody chose to go on elsewhere."),
    max_length=80,
)
STEP_WORDS: Mapping[StepState, str] = {
    StepState.DONE: gettext_noop("Done"),
    StepState.SKIPPED: gettext_noop("Left out"),
    StepState.KNOWN: gettext_noop("Known before"),
    StepState.NEXT: gettext_noop("Comes next"),
    StepState.AHEAD: gettext_noop("Comes later"),
}
STATE_WORDS: Mapping[str, str] = {
    "open": gettext_noop("Under way"),
    "done": gettext_noop("Done"),
    "withdrawn": gettext_noop("Cancelled"),
    "expired": gettext_noop("Not finished in time"),
}
APPLIED = "application"
REAL_NAME = "real-name"
KIND_WORDS: Mapping[str, str] = {
    "activation": gettext_noop("Activate a card"),
    "loss": gettext_noop("Report a lost card"),
    APPLIED: gettext_noop("Apply for a card"),
    REAL_NAME: gettext_noop("Prove who you are"),
}
DONE: Mapping[str, str] = {"loss": operations.REPORT_LOSS.name, REAL_NAME: named.PROVE.name}
"""Which operation an errand of another kind than an activation comes to."""
FACE_WORDS: Mapping[Channel, str] = {
    Channel.WEB: gettext_noop("on the website"),
    Channel.COUNTER: gettext_noop("at a counter"),
    Channel.KIOSK: gettext_noop("at a kiosk"),
    Channel.API: gettext_noop("in a partner's app"),
    Channel.HOTLINE: gettext_noop("on the telephone"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest, card_id: str) -> HttpResponse:
    """Begin the activation for who stands here, or go on with the one that is open."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        assert desk.card
        card = screen.named(desk.card)
        if desk.person:
            words = _("Begin to activate {card} for {person}.")
            return words.format(card=card, person=desk.person.masked_name)
        return _("Begin to activate {card} for somebody who is not known yet.").format(card=card)

    def act(_given: Given) -> HttpResponse:
        view = actions.begin_errand(
            kind="activation",
            card=card_id,
            holder=desk.holder,
            address=visitor(request).address,
            **acting(request),
        )
        return go("counter:errand", view.id)

    return sheet_page(request, desk, Sheet(operations.ACTIVATE, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Somebody brings a case number, or the code that his phone shows."""
    desk = empty(request)

    def act(given: Given) -> HttpResponse:
        text = given.get("code", "")
        try:
            found = queries.find_case(text, by=desk.by, now=visitor(request).now)
        except UnknownErrand:
            return go("counter:errand", actions.pick_up(ticket=text, **acting(request)).id)
        return go("counter:errand", found.errand.id) if found.errand else _to_case(found.trouble)

    return sheet_page(request, desk, Sheet(operations.CONTINUE, asks=[CODE], act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def errand(request: HttpRequest, errand_id: str) -> HttpResponse:
    """The next step, and how far it has come."""
    by = clerk(request)
    view = queries.errand(errand_id, by=by, now=visitor(request).now)
    desk = with_errand(request, view)
    context = screen.context(
        request,
        desk,
        doing=operations.ERRAND,
        state=_(STATE_WORDS[view.state]),
        progress=[_step(one) for one in view.steps],
        trouble_words=_words(view.trouble),
        up=screen.address(desk),
        **signing.panel(view, by, request),
    )
    dress = errands.Dress(
        template="counter/errand.html",
        done=lambda view: _done(view, desk),
        left=screen.address(desk, did=operations.WITHDRAW.name),
        more=context,
    )
    return errands.page(request, errand_id, by=by, dress=dress)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, errand_id: str) -> HttpResponse:
    """End it unfinished, and take back what its steps did."""
    view = queries.errand(errand_id, by=clerk(request), now=visitor(request).now)
    desk = with_errand(request, view)

    def line(_given: Given) -> str:
        words = _("Cancel {case}, and take back what its steps did.")
        return words.format(case=view.case)

    def act(given: Given) -> HttpResponse:
        version = given["version"]
        actions.withdraw_errand(
            errand=errand_id,
            version=int(version) if version.isdecimal() else 0,
            **acting(request),
        )
        return done(desk, operations.WITHDRAW)

    kept = {"version": str(view.version)}
    return sheet_page(request, desk, Sheet(operations.WITHDRAW, line=line, act=act, kept=kept))


@require_safe
def case(request: HttpRequest, case: str) -> HttpResponse:
    """Why somebody was refused before there was an errand, for who helps him."""
    desk = empty(request)
    found = queries.find_case(case, by=desk.by, now=visitor(request).now)
    if found.errand:
        return go("counter:errand", found.errand.id)
    trouble = found.trouble
    assert trouble
    context = screen.context(
        request,
        desk,
        case=trouble,
        kind=_(KIND_WORDS.get(trouble.kind, trouble.kind)),
        face=_face(trouble.channel),
        trouble_words=_words(trouble.code),
        sees_card=desk.by.may(Right.CARDS_VIEW, trouble.issuer),
    )
    return render(request, "counter/errand.html", context)


def _done(view: ErrandView, desk: Desk) -> str:
    """To the card it was about; from an application to what became of it."""
    if view.kind == APPLIED:
        return reverse("counter:applied", args=[view.id])
    return screen.address(desk, did=DONE.get(view.kind, "errand"))


def _to_case(trouble: Trouble | None) -> HttpResponse:
    assert trouble
    return go("counter:case", trouble.case)


def _step(step: StepView) -> dict[str, object]:
    return {
        "title": _(step.title),
        "state": _(STEP_WORDS[step.state]),
        "ahead": step.state in {StepState.NEXT, StepState.AHEAD},
        "at": step.done_at,
        "where": _face(step.channel),
    }


def _face(channel: Channel | None) -> str:
    wording = FACE_WORDS.get(channel) if channel else None
    return _(wording) if wording else ""


def _words(code: str) -> str:
    """What the person was told. The figures in it were not kept."""
    told = next((one.wording for one in Refusal.all() if one.code == code), "")
    return _(told).format_map(defaultdict(lambda: "…")) if told else ""
