"""Lost cards at the desk and on the telephone: reported, found again, kept stopped, thawed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import visitor
from yika.channels.common.words import in_turn
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, empty, with_card
from yika.channels.counter.search import Search
from yika.channels.counter.sheet import Given, Sheet, done, onward, sheet_page
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView, UnknownCard
from yika.domain.cards.rules.stops import (
    CREDENTIAL_WORDS,
    Credential,
    LossOffer,
    StopKind,
    StopView,
    UnknownStop,
)
from yika.domain.errands import actions as errands
from yika.domain.errands.rules import losses as rules
from yika.domain.errands.rules.asks import Ask, AskKind, Choice, read
from yika.domain.errands.rules.losses import How
from yika.kit.actor import Actor, Channel
from yika.kit.errors import Fault, Invalid, gettext_noop

STEP = "loss-report"
SEEN = Ask(
    "seen",
    AskKind.CONFIRM,
    gettext_noop("I have made sure that this is the holder"),
    gettext_noop("By the document, or on the telephone by what only the holder knows."),
)
BY_PHONE = Ask(
    "by_phone",
    AskKind.CONFIRM,
    gettext_noop("The holder is on the telephone"),
    required=False,
)
WHO = Ask(
    "who",
    AskKind.TEXT,
    gettext_noop("Whose card is lost?"),
    gettext_noop("The whole card number, phone number, e-mail address or full name."),
    max_length=300,
)
END = Ask(
    "how",
    AskKind.CHOICE,
    gettext_noop("What is true?"),
    choices=(
        Choice("found", gettext_noop("It was gone, and is found again")),
        Choice("mistaken", gettext_noop("It was never gone: reported by mistake")),
    ),
)
ENDS = {"found": actions.found_again, "mistaken": actions.mistaken_report}
NOT_SEEN = gettext_noop("Make sure that this is the holder, and confirm it.")
CHOOSE = gettext_noop("Choose what is true.")


@require_http_methods(["GET", "HEAD", "POST"])
def loss(request: HttpRequest) -> HttpResponse:
    """Somebody has lost a card: first find it, by whatever the person knows."""
    desk = empty(request)

    def act(given: Given) -> HttpResponse:
        text = given.get("who", "").strip()
        found = Search(text, serving=desk.serving, **acting(request)).address()
        return onward(_to_report(found))

    return sheet_page(request, desk, Sheet(operations.LOSS, asks=[WHO], act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def report_loss(request: HttpRequest, card_id: str) -> HttpResponse:
    """Stop it at once; the line says what that stops, and what it cannot stop before when."""
    desk = with_card(request, card_id)
    offer = queries.loss_offer(card_id, desk.by, now=visitor(request).now)

    def check(given: Given) -> None:
        _check_seen(given)
        rules.check(read(rules.Report, _of_step(given)), **_left_open(offer))

    def act(given: Given) -> HttpResponse:
        return _report(request, desk, given)

    def line(given: Given) -> str:
        return _line(desk, offer, given)

    asked = [*rules.asked(**_left_open(offer)), BY_PHONE, SEEN]
    sheet = Sheet(operations.REPORT_LOSS, asks=asked, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def end_report(request: HttpRequest, card_id: str) -> HttpResponse:
    """The card works again; found or mistaken decides who bears what was used meanwhile."""
    desk = with_card(request, card_id)

    def check(given: Given) -> None:
        _check_seen(given)
        if given.get("how") not in ENDS:
            raise Invalid([Fault("how", "", CHOOSE)])

    def line(given: Given) -> str:
        words = {
            "found": _("{card} is found again. It works again at once."),
            "mistaken": _(
                "{card} was never gone. It works again at once, and what was used meanwhile is "
                "the holder's."
            ),
        }
        return words[given["how"]].format(card=screen.named(_at_hand(desk)))

    def act(given: Given) -> HttpResponse:
        check(given)
        ENDS[given["how"]](stop=_open(desk, operations.is_loss).id, **acting(request))
        return done(desk, operations.END_REPORT)

    asked = [END, SEEN]
    sheet = Sheet(operations.END_REPORT, asks=asked, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def make_formal(request: HttpRequest, card_id: str) -> HttpResponse:
    """It does not end by itself any more."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        words = _("Keep {card} stopped for good: the report does not end by itself any more.")
        return words.format(card=screen.named(_at_hand(desk)))

    def act(given: Given) -> HttpResponse:
        stop = _open(desk, lambda one: one.kind is StopKind.LOSS_TEMPORARY)
        actions.make_formal(stop=stop.id, note=given.get("note", ""), **acting(request))
        return done(desk, operations.MAKE_FORMAL)

    return sheet_page(request, desk, Sheet(operations.MAKE_FORMAL, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def thaw(request: HttpRequest, card_id: str) -> HttpResponse:
    """The holder cannot thaw it himself, and asks at the desk."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        words = _("Thaw {card}, which its holder had frozen. It works again at once.")
        return words.format(card=screen.named(_at_hand(desk)))

    def act(_given: Given) -> HttpResponse:
        actions.thaw_card(card=card_id, **acting(request))
        return done(desk, operations.THAW)

    return sheet_page(request, desk, Sheet(operations.THAW, line=line, act=act))


def _report(request: HttpRequest, desk: Desk, given: Given) -> HttpResponse:
    """The errand begun and its step taken in one go; whatever else the policy asks comes next."""
    who = acting(request) | {"by": _by(desk, given)}
    about = {"address": visitor(request).address, **who}
    card = _at_hand(desk)
    view = errands.begin_errand(kind="loss", card=card.id, holder=card.holder, **about)
    if view.next and view.next.name == STEP:
        about["request_id"] += ":report"  # what was asked of the errand before was to begin
        view = errands.take_step(
            errand=view.id, step=STEP, given=_of_step(given), version=view.version, **about
        )
    if view.is_open:
        return go("counter:errand", view.id)
    return done(desk, operations.REPORT_LOSS)


def _by(desk: Desk, given: Given) -> Actor:
    """Who reports, and through which door the holder came."""
    by_phone = given.get("by_phone") == "yes"
    return replace(desk.by, channel=Channel.HOTLINE) if by_phone else desk.by


def _left_open(offer: LossOffer) -> dict[str, Any]:
    """What the policy of this card leaves open to whoever reports."""
    return {"temporary": offer.temporary_until is not None, "parts": offer.parts}


def _of_step(given: Given) -> dict[str, Any]:
    """What of the sheet belongs to the step."""
    return {name: given[name] for name in rules.Report.model_fields if given.get(name, "").strip()}


def _line(desk: Desk, offer: LossOffer, given: Given) -> str:
    card = screen.named(_at_hand(desk))
    part = Credential(given.get("part") or Credential.ALL)
    if part is not Credential.ALL:
        card += f" · {_(CREDENTIAL_WORDS[part])}"
    ends = offer.temporary_until if given.get("how") == How.TEMPORARY else None
    words = (
        _("Stop {card} at once, until {time} unless it is made formal.")
        if ends
        else _("Stop {card} at once and for good.")
    )
    said = words.format(card=card, time=_time(ends) if ends else "")
    if offer.offline:
        late = _("Tell the holder: {readers} only know of it from {time} on.")
        readers = screen.in_language(offer.offline)
        said = in_turn(said, late.format(readers=readers, time=_time(offer.everywhere_at)))
    return said


def _time(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def _check_seen(given: Given) -> None:
    if given.get("seen") != "yes":
        raise Invalid([Fault("seen", "", NOT_SEEN)])


def _open(desk: Desk, is_meant: Callable[[StopView], bool]) -> StopView:
    """The stop of the card at hand that is meant, as long as it is open."""
    found = next((stop for stop in _at_hand(desk).stops if is_meant(stop)), None)
    if found is None:
        raise UnknownStop(thing="stop", name="")
    return found


def _to_report(address: str) -> str:
    """From the page of a card straight to the sheet; from a person's the clerk chooses a card."""
    page = address.partition("?")[0]
    card = page.rpartition("/")[2]
    is_card = card.startswith("card_")
    return reverse("counter:report-loss", args=[card]) if is_card else address


def _at_hand(desk: Desk) -> CardView:
    if desk.card is None:
        raise UnknownCard
    return desk.card
