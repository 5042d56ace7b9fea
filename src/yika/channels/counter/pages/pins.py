"""The PIN of a card at the desk: forgotten, or wrong too often."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.forms import check_same
from yika.channels.common.visitors import visitor
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, with_card
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.cards import actions
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.errors import Fault, Invalid, gettext_noop

SEEN = Ask(
    "seen",
    AskKind.CONFIRM,
    gettext_noop("I have compared the holder with the original of an identity document"),
)
NOT_SEEN = gettext_noop("Compare the holder with the document first, then tick the box.")
NOT_THE_SAME = gettext_noop("The two entries differ. Enter the same PIN twice.")
PIN_MAX = 12


@require_http_methods(["GET", "HEAD", "POST"])
def new_pin(request: HttpRequest, card_id: str) -> HttpResponse:
    """The holder, with his document, types a new one; nobody else looks."""
    desk = with_card(request, card_id)

    def check(given: Given) -> None:
        _check_seen(given)
        check_same(given, "pin", "again", NOT_THE_SAME)

    def line(_given: Given) -> str:
        return _("Set a new PIN for {card}. The holder types it, and is told of it.").format(
            card=_named(desk)
        )

    def act(given: Given) -> HttpResponse:
        actions.reset_pin(
            card=card_id,
            pin=given.get("pin", ""),
            address=visitor(request).address,
            **acting(request),
        )
        return done(desk, operations.NEW_PIN)

    asks = (SEEN, *_twice(desk))
    sheet = Sheet(operations.NEW_PIN, asks=asks, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def unlock_pin(request: HttpRequest, card_id: str) -> HttpResponse:
    """All tries again, with the same PIN."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        return _("Give {card} all tries of its PIN back. The PIN stays the same.").format(
            card=_named(desk)
        )

    def act(_given: Given) -> HttpResponse:
        actions.unlock_pin(card=card_id, address=visitor(request).address, **acting(request))
        return done(desk, operations.UNLOCK_PIN)

    sheet = Sheet(operations.UNLOCK_PIN, asks=[SEEN], check=_check_seen, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _check_seen(given: Given) -> None:
    if given.get("seen") != "yes":
        raise Invalid([Fault("seen", "", NOT_SEEN)])


def _twice(desk: Desk) -> tuple[Ask, Ask]:
    digits = desk.pin.digits if desk.pin else PIN_MAX
    return (
        Ask("pin", AskKind.PIN, gettext_noop("New PIN"), secret=True, max_length=digits),
        Ask(
            "again", AskKind.PIN, gettext_noop("New PIN once more"), secret=True, max_length=digits
        ),
    )


def _named(desk: Desk) -> str:
    assert desk.card
    return screen.named(desk.card)
