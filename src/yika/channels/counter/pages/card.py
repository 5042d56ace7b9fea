"""One card at the desk: how it stands, and every step that it can take there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.counter import operations, screen
from yika.channels.counter.desk import Desk, acting, with_card
from yika.channels.counter.operations import Operation
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import REASON_WORDS, STATE_WORDS, STEPS, CardView, Reason, State
from yika.domain.cards.rules.states import NOTE_MAX, check_step, state_after_block
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

    Without an `after`, the card goes back to where it was before it was blocked.
    """

    operation: Operation
    words: str
    action: Callable[..., CardView]
    after: State | None = None


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
        for line in reversed(queries.history(card_id, desk.by))
    ]
    return render(request, "counter/card.html", screen.context(request, desk, history=history))


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
    step = Step(operations.BLOCK, words, actions.block_card, State.BLOCKED)
    return _with_reason(request, card_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
def unblock(request: HttpRequest, card_id: str) -> HttpResponse:
    """It is again what it was before."""
    words = gettext_noop("Unblock {card}, so that it is what it was before: {reason}.")
    step = Step(operations.UNBLOCK, words, actions.unblock_card)
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
    after = step.after or state_after_block(activated=found.activated_at is not None)

    def check(given: Given) -> None:
        check_step(found.state, after, **_why(given))

    def line(given: Given) -> str:
        why = _why(given)
        reason = _(REASON_WORDS[Reason(why["reason"])])
        told = f"{reason} ({why['note']})" if why["note"] else reason
        return _(step.words).format(card=screen.named(found), reason=told)

    def act(given: Given) -> HttpResponse:
        step.action(card=card_id, **_why(given), **acting(request))
        return done(desk, step.operation)

    asks = [_reasons(found, after), NOTE]
    sheet = Sheet(step.operation, asks=asks, check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _why(given: Given) -> dict[str, str]:
    return {name: given.get(name, "").strip() for name in ("reason", "note")}


def _reasons(card: CardView, after: State) -> Ask:
    """The reasons that the table of steps has for this step."""
    listed = STEPS[card.state].get(after, ())
    choices = tuple(Choice(reason.value, REASON_WORDS[reason]) for reason in listed)
    return Ask("reason", AskKind.CHOICE, gettext_noop("Reason"), choices=choices)


def _at_hand(desk: Desk) -> CardView:
    assert desk.card
    return desk.card
