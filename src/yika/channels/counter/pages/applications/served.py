"""What is done about an application at the desk: decided, prepared, handed over, sent."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking import applying
from yika.channels.counter import applied as operations
from yika.channels.counter.desk import Desk, acting, with_application
from yika.channels.counter.operation import Operation
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import (
    REFUSED_WORDS,
    RETURNED_WORDS,
    ApplicationView,
    Way,
)
from yika.domain.applications.rules.receipt import check_receipt
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.products.documents import DOCUMENT_WORDS

NOTE = Ask(
    "note",
    AskKind.NOTE,
    gettext_noop("Note"),
    gettext_noop("The person reads it."),
    required=False,
    max_length=300,
)
CARD = Ask(
    "card",
    AskKind.TEXT,
    gettext_noop("Card number"),
    gettext_noop("Scan the code on the card, or type its number."),
    max_length=200,
)
CARRIER = Ask("carrier", AskKind.TEXT, gettext_noop("Carrier"), max_length=40)
TRACKING = Ask("tracking", AskKind.CODE, gettext_noop("Tracking number"), max_length=40)
REFUSED = Ask(
    "reason",
    AskKind.CHOICE,
    gettext_noop("Reason"),
    choices=tuple(Choice(reason.value, words) for reason, words in REFUSED_WORDS.items()),
)
RETURNED = Ask(
    "reason",
    AskKind.CHOICE,
    gettext_noop("Reason"),
    choices=tuple(Choice(reason.value, words) for reason, words in RETURNED_WORDS.items()),
)
CHOOSE = gettext_noop("Choose one of the reasons.")
SEEN = gettext_noop("Choose the document you were shown.")


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, application_id: str) -> HttpResponse:
    """From now on the card is prepared."""
    words = gettext_noop("Accept {case}. The person is told.")
    return _short(
        request, application_id, operations.ACCEPT, words, action=actions.accept_application
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: HttpRequest, application_id: str) -> HttpResponse:
    """The card lies here and waits for its holder."""
    words = gettext_noop("Tell the person that the card of {case} can be collected here.")
    return _short(request, application_id, operations.READY, words, action=actions.ready_to_collect)


@require_http_methods(["GET", "HEAD", "POST"])
def delivered(request: HttpRequest, application_id: str) -> HttpResponse:
    """The carrier says that it is there."""
    words = gettext_noop("Note that the card of {case} has reached its holder.")
    return _short(
        request, application_id, operations.DELIVERED, words, action=actions.note_delivered
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    """The person does not want it any more."""
    words = gettext_noop("Withdraw {case}. A card that was put aside is free again.")
    return _short(
        request, application_id, operations.TAKE_OFF, words, action=actions.withdraw_application
    )


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, application_id: str) -> HttpResponse:
    """A card of the stock, scanned."""
    desk = with_application(request, application_id)

    def act(given: Given) -> HttpResponse:
        actions.assign_card(
            application=application_id, card=given.get("card", ""), **acting(request)
        )
        return done(desk, operations.ASSIGN)

    return sheet_page(request, desk, Sheet(operations.ASSIGN, asks=[CARD], act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, application_id: str) -> HttpResponse:
    """To the holder himself, who shows the document that the policy asks for."""
    desk = with_application(request, application_id)
    view = _at_hand(desk)
    seen = Ask(
        "document",
        AskKind.CHOICE,
        gettext_noop("Document shown"),
        choices=tuple(Choice(one, DOCUMENT_WORDS[one]) for one in view.documents),
    )

    def check(given: Given) -> None:
        if view.documents and given.get("document") not in view.documents:
            raise Invalid([Fault("document", "", SEEN)])

    def line(_given: Given) -> str:
        return _("Hand over the card {number} of {case}, to the person himself.").format(
            number=view.number, case=view.case
        )

    def act(given: Given) -> HttpResponse:
        actions.give_at_counter(
            application=application_id, document=given.get("document", ""), **acting(request)
        )
        return done(desk, operations.GIVE)

    asks = [seen] if view.documents else []
    sheet = Sheet(operations.GIVE, asks=asks, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, application_id: str) -> HttpResponse:
    """Given to whoever carries it."""
    desk = with_application(request, application_id)
    view = _at_hand(desk)

    def line(given: Given) -> str:
        return _("Send the card {number} with {carrier}, {tracking}. The person is told.").format(
            number=view.number,
            carrier=given.get("carrier", ""),
            tracking=given.get("tracking", ""),
        )

    def act(given: Given) -> HttpResponse:
        actions.send_card(
            application=application_id,
            carrier=given.get("carrier", ""),
            tracking=given.get("tracking", ""),
            **acting(request),
        )
        return done(desk, operations.SEND)

    sheet = Sheet(operations.SEND, asks=[CARRIER, TRACKING], line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, application_id: str) -> HttpResponse:
    """No, with a reason the person can do something with."""
    return _with_reason(
        request, application_id, operations.REFUSE_IT, REFUSED, action=actions.refuse_application
    )


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest, application_id: str) -> HttpResponse:
    """It came back; the person is asked what then."""
    return _with_reason(
        request, application_id, operations.RETURNED, RETURNED, action=actions.note_undeliverable
    )


@require_http_methods(["GET", "HEAD", "POST"])
def redirect(request: HttpRequest, application_id: str) -> HttpResponse:
    """Collected instead, or sent to another address, as the person says."""
    desk = with_application(request, application_id)
    view = _at_hand(desk)
    ways = queries.ways(application_id, by=desk.by)

    def check(given: Given) -> None:
        check_receipt(applying.receipt_given(dict(given)), ways)

    def line(given: Given) -> str:
        sent = applying.receipt_given(dict(given)).way is Way.SEND
        words = _("Send the card of {case} to this address.")
        return (words if sent else _("Have the card of {case} collected there.")).format(
            case=view.case
        )

    def act(given: Given) -> HttpResponse:
        receipt = applying.receipt_given(dict(given))
        actions.change_receipt(application=application_id, receipt=receipt, **acting(request))
        return done(desk, operations.REDIRECT)

    asks = applying.receipt_asks(view, ways)
    sheet = Sheet(operations.REDIRECT, asks=asks, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _short(
    request: HttpRequest,
    application_id: str,
    operation: Operation,
    words: str,
    *,
    action: Callable[..., ApplicationView],
) -> HttpResponse:
    """A sheet with nothing to fill in."""
    desk = with_application(request, application_id)

    def line(_given: Given) -> str:
        return _(words).format(case=_at_hand(desk).case)

    def act(_given: Given) -> HttpResponse:
        action(application=application_id, **acting(request))
        return done(desk, operation)

    return sheet_page(request, desk, Sheet(operation, line=line, act=act))


def _with_reason(
    request: HttpRequest,
    application_id: str,
    operation: Operation,
    reasons: Ask,
    *,
    action: Callable[..., ApplicationView],
) -> HttpResponse:
    """A sheet that asks why."""
    desk = with_application(request, application_id)
    known = {choice.value: choice.label for choice in reasons.choices}

    def check(given: Given) -> None:
        if given.get("reason") not in known:
            raise Invalid([Fault("reason", "", CHOOSE)])

    def line(given: Given) -> str:
        why = str(known[given["reason"]])
        return _("{case}: {reason}. The person is told.").format(
            case=_at_hand(desk).case, reason=_(why)
        )

    def act(given: Given) -> HttpResponse:
        action(
            application=application_id,
            reason=given.get("reason", ""),
            note=given.get("note", ""),
            **acting(request),
        )
        return done(desk, operation)

    sheet = Sheet(operation, asks=[reasons, NOTE], check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _at_hand(desk: Desk) -> ApplicationView:
    assert desk.application
    return desk.application
