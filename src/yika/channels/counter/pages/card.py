"""One card at the desk: how it stands, and every step that it can take there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking import losses
from yika.channels.common.visitors import visitor
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, with_card
from yika.channels.counter.operation import Operation
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import (
    BLOCK_REASONS,
    REASON_WORDS,
    STATE_WORDS,
    STEPS,
    UNBLOCK_REASONS,
    CardView,
    Reason,
    State,
)
from yika.domain.cards.rules.states import NOTE_MAX, check_step
from yika.domain.cards.rules.stops import SCOPE_WORDS, StopKind, StopView, check_reason
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.errors import gettext_noop

NOTE = Ask(
    "note",
    AskKind.NOTE,
    gettext_noop("Note"),
    gettext_noop("Needed for another reason. Only staff can read it."),
    required=False,
    max_length=NOTE_MAX,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of a card as a sheet: its line in words, and the action that takes it.

    Its reasons are those of the table of steps for `after`, else its own.
    """

    operation: Operation
    words: str
    action: Callable[..., CardView]
    after: State | None = None
    reasons: tuple[Reason, ...] = ()


@require_safe
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """The card with its facts and its history."""
    desk = with_card(request, card_id)
    history = [
        {
            "at": line.at,
            "state": _(STATE_WORDS[line.after]),
            "reason": _(REASON_WORDS[Reason(line.reason)]) if line.reason else "",
            "note": line.note,
            "actor": line.actor,
        }
        for line in reversed(queries.history(_at_hand(desk), desk.by))
    ]
    stops = losses.open_stops(_at_hand(desk), by=desk.by, now=visitor(request).now)
    context = screen.context(request, desk, history=history, stops=stops)
    return render(request, "counter/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_out(request: HttpRequest, card_id: str) -> HttpResponse:
    """Into the hands of who is served, or of somebody unknown."""
    desk = with_card(request, card_id)
    found = _at_hand(desk)

    def line(_given: Given) -> str:
        if desk.person:
            return _("Hand out {card} to {person}. Nobody else can activate it.").format(
                card=screen.named(found), person=desk.person.masked_name
            )
        return _("Hand out {card} to nobody in particular. Whoever has it activates it.").format(
            card=screen.named(found)
        )

    def act(_given: Given) -> HttpResponse:
        holder = desk.person.id if desk.person else ""
        actions.hand_out(card=card_id, holder=holder, **acting(request))
        return done(desk, operations.HAND_OUT)

    return sheet_page(request, desk, Sheet(operations.HAND_OUT, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, card_id: str) -> HttpResponse:
    """Back into stock, never used."""
    words = gettext_noop("Put {card} back into stock. It will belong to nobody.")
    step = Step(operations.TAKE_BACK, words, actions.take_back)
    return _plain(request, card_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
def find_again(request: HttpRequest, card_id: str) -> HttpResponse:
    """A card that did not reach anybody has turned up."""
    words = gettext_noop("{card} was found again. Put it into stock; it belongs to nobody.")
    step = Step(operations.FIND_AGAIN, words, actions.find_again)
    return _plain(request, card_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
def undeliverable(request: HttpRequest, card_id: str) -> HttpResponse:
    """It came back, or was lost on its way."""
    words = gettext_noop("Note that {card} did not reach anybody: {reason}.")
    step = Step(operations.UNDELIVERABLE, words, actions.mark_undeliverable, State.UNDELIVERABLE)
    return _with_reason(request, card_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, card_id: str) -> HttpResponse:
    """Nothing can be done with it until it is unblocked."""
    words = gettext_noop("Block {card} at once and tell its holder: {reason}.")
    step = Step(operations.BLOCK, words, actions.block_card, reasons=BLOCK_REASONS)
    return _with_reason(request, card_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
def unblock(request: HttpRequest, card_id: str) -> HttpResponse:
    """One block is lifted; what else stops the card goes on doing so."""
    words = gettext_noop("Unblock {card}, as far as this block goes: {reason}.")
    step = Step(operations.UNBLOCK, words, actions.unblock_card, reasons=UNBLOCK_REASONS)
    return _with_reason(request, card_id, step)


def _plain(request: HttpRequest, card_id: str, step: Step) -> HttpResponse:
    """A step that needs no words of anybody."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        return _(step.words).format(card=screen.named(_at_hand(desk)))

    def act(_given: Given) -> HttpResponse:
        step.action(card=card_id, **acting(request))
        return done(desk, step.operation)

    return sheet_page(request, desk, Sheet(step.operation, line=line, act=act))


def _with_reason(request: HttpRequest, card_id: str, step: Step) -> HttpResponse:
    """A step with one of its reasons, and a note where the reason says nothing."""
    desk = with_card(request, card_id)
    found = _at_hand(desk)
    which = _which(found) if step.operation is operations.UNBLOCK else []

    def check(given: Given) -> None:
        if step.after:
            check_step(found.state, step.after, **_why(given))
        else:
            check_reason(**_why(given), reasons=step.reasons)

    def line(given: Given) -> str:
        why = _why(given)
        reason = _(REASON_WORDS[Reason(why["reason"])])
        told = f"{reason} ({why['note']})" if why["note"] else reason
        return _(step.words).format(card=screen.named(found), reason=told)

    def act(given: Given) -> HttpResponse:
        named = {ask.name: given.get(ask.name, "") for ask in which}
        step.action(card=card_id, **_why(given), **named, **acting(request))
        return done(desk, step.operation)

    asks = [*which, _reasons(found, step), NOTE]
    sheet = Sheet(step.operation, asks=asks, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _why(given: Given) -> dict[str, str]:
    return {name: given.get(name, "").strip() for name in ("reason", "note")}


def _which(card: CardView) -> list[Ask]:
    """Which block is meant, if there are several."""
    blocks = [stop for stop in card.stops if stop.kind is StopKind.BLOCKED]
    if not blocks[1:]:
        return []
    choices = tuple(Choice(stop.id, _block_words(stop), literal=True) for stop in blocks)
    return [Ask("stop", AskKind.CHOICE, gettext_noop("Which block"), choices=choices)]


def _block_words(stop: StopView) -> str:
    since = date_format(timezone.localtime(stop.since), "SHORT_DATETIME_FORMAT")
    return f"{_(REASON_WORDS[Reason(stop.reason)])} · {_(SCOPE_WORDS[stop.scope])} · {since}"


def _reasons(card: CardView, step: Step) -> Ask:
    """The reasons that there can be for this step."""
    listed = STEPS[card.state].get(step.after, ()) if step.after else step.reasons
    choices = tuple(Choice(reason.value, REASON_WORDS[reason]) for reason in listed)
    return Ask("reason", AskKind.CHOICE, gettext_noop("Reason"), choices=choices)


def _at_hand(desk: Desk) -> CardView:
    assert desk.card
    return desk.card
