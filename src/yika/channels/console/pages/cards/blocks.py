"""Blocks of a card: put on with an end, alone or with a second person, and lifted one by one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page, sheet_page
from yika.channels.console.tables import to
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import BLOCK_REASONS, REASON_WORDS, UNBLOCK_REASONS, CardView, Reason
from yika.domain.cards.rules.states import NOTE_MAX
from yika.domain.cards.rules.stops import (
    BLOCKING,
    SCOPE_WORDS,
    StopKind,
    StopScope,
    StopView,
    alone_until,
    blocking,
    check_block,
    needs_second,
)
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.actions import ask_approval
from yika.domain.staff.queries import approval, asked_content
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

DATE_EXPECTED = gettext_noop("Enter a date such as 2026-12-31, or leave it empty.")
ONE_END = gettext_noop("Either a last day or no end: not both.")
WHICH_EXPECTED = gettext_noop("Choose which block is lifted.")
NOTE = Ask("note", AskKind.NOTE, gettext_noop("Note"), required=False, max_length=NOTE_MAX)
UNTIL = Ask(
    "until",
    AskKind.DATE,
    gettext_noop("Last day"),
    hint=gettext_noop("Left empty: as long as you may block it alone."),
    required=False,
)
ENDLESS = Ask("endless", AskKind.CONFIRM, gettext_noop("Until somebody lifts it"), required=False)
SCOPE = Ask(
    "scope",
    AskKind.CHOICE,
    gettext_noop("What is blocked"),
    choices=tuple(Choice(one.value, SCOPE_WORDS[one]) for one in StopScope),
    value=StopScope.ALL.value,
)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, card_id: str) -> HttpResponse:
    """The issuer stops a card; for longer than he may alone, a second person is asked."""
    desk = open_desk(request, Right.CARDS_BLOCK)
    found = queries.card(card_id, desk.by)
    alone = alone_until(queries.product_of(found), now=desk.now, zone=desk.house.zone)
    if agreed := request.GET.get("approval", ""):
        return _as_approved(desk, found, agreed)

    sheet = Sheet(
        title=_("Block this card"),
        tab="cards",
        back=to("card", found.id),
        button=_("Block it"),
        lead=_(
            "Its holder is told, with the reason. A longer block than one person may decide on "
            "needs a second person, who is asked when you send this."
        ),
        facts=[
            (_("Card"), _named(found)),
            (_("Alone you may block it until"), words.moment(alone)),
        ],
        asks=[_reason(BLOCK_REASONS), SCOPE, UNTIL, ENDLESS, NOTE],
        values={"scope": StopScope.ALL.value},
        danger=True,
    )
    return sheet_page(desk, sheet, lambda: _block(desk, found))


@require_http_methods(["GET", "HEAD", "POST"])
def unblock(request: HttpRequest, card_id: str) -> HttpResponse:
    """The issuer lifts a block; what else stops the card goes on doing so."""
    desk = open_desk(request, Right.CARDS_BLOCK)
    found = queries.card(card_id, desk.by)
    blocks = [stop for stop in found.stops if stop.kind is StopKind.BLOCKED]

    which = [_which(blocks)] if len(blocks) > 1 else []

    def act() -> None:
        stop = desk.given("stop")
        if which and not stop:
            raise Invalid([Fault("stop", "", WHICH_EXPECTED)])
        actions.unblock_card(card=found.id, stop=stop, **_why(desk), **desk.acting())

    sheet = Sheet(
        title=_("Unblock this card"),
        tab="cards",
        back=to("card", found.id),
        button=_("Unblock it"),
        lead=_("It is then what its other stops leave of it. Its holder is told."),
        facts=[(_("Card"), _named(found))],
        asks=[*which, _reason(UNBLOCK_REASONS), NOTE],
    )
    return deed_page(desk, sheet, act)


def _block(desk: Desk, found: CardView) -> HttpResponse:
    given, endless = _why(desk), "endless" in desk.request.POST
    until = _end(desk, desk.given("until").strip())
    if endless and until:
        raise Invalid([Fault("until", "", ONE_END)])
    terms: dict[str, Any] = {
        "scope": desk.request.POST.get("scope") or StopScope.ALL.value,
        "until": until,
    }
    check_block(**given, **terms, now=desk.now)
    product, zone = queries.product_of(found), desk.house.zone
    longer = until is not None and needs_second(product, until=until, now=desk.now, zone=zone)
    if endless or longer:
        return _ask(desk, found, {"reason": given["reason"], **terms})
    actions.block_card(card=found.id, **given, **terms, **desk.acting())
    return go("console:card", found.id)


def _ask(desk: Desk, found: CardView, wanted: dict[str, Any]) -> HttpResponse:
    """Have a second person decide on exactly this block."""
    subject, digest, content = blocking(found.id, **wanted)
    request = ask_approval(
        kind=BLOCKING,
        subject=subject,
        issuer=desk.issuer,
        digest=digest,
        content=content,
        **desk.acting(),
    )
    return go("console:approval", request.id)


def _as_approved(desk: Desk, found: CardView, agreed: str) -> HttpResponse:
    """The block that a second person has approved, to be put on now; nothing of it changes."""
    content = asked_content(approval(agreed, desk.by)) or {}
    until = str(content.get("until", ""))
    sheet = Sheet(
        title=_("Block this card as approved"),
        tab="cards",
        back=to("approval", agreed),
        button=_("Block it"),
        lead=_("Its holder is told, with the reason."),
        facts=[(_("Card"), _named(found)), *told(content)],
        asks=[NOTE],
        danger=True,
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.block_card(
            card=found.id,
            reason=str(content.get("reason", "")),
            note=desk.given("note"),
            scope=str(content.get("scope", "")),
            until=datetime.fromisoformat(until) if until else None,
            endless=not until,
            approval=agreed,
            **desk.acting(),
        ),
        onward=lambda _done: to("card", found.id),
    )


def told(content: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a block that was asked for says, in words."""
    reason, scope = str(content.get("reason", "")), str(content.get("scope", ""))
    until = str(content.get("until", ""))
    return [
        (_("Reason"), _(REASON_WORDS[Reason(reason)]) if reason in set(Reason) else reason),
        (
            _("What is blocked"),
            _(SCOPE_WORDS[StopScope(scope)]) if scope in set(StopScope) else scope,
        ),
        (
            _("End"),
            words.moment(datetime.fromisoformat(until)) if until else _("Until somebody lifts it"),
        ),
    ]


def _end(desk: Desk, typed: str) -> datetime | None:
    """The end of that day where the issuer is."""
    if not typed:
        return None
    try:
        after = date.fromisoformat(typed) + timedelta(days=1)
        return datetime.combine(after, time.min, ZoneInfo(desk.house.zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid([Fault("until", "", DATE_EXPECTED)]) from None


def _which(blocks: list[StopView]) -> Ask:
    choices = tuple(
        Choice(stop.id, f"{_block_words(stop)} · {words.moment(stop.since)}", literal=True)
        for stop in blocks
    )
    return Ask("stop", AskKind.CHOICE, gettext_noop("Which block"), choices=choices)


def _block_words(stop: StopView) -> str:
    return f"{_(REASON_WORDS[Reason(stop.reason)])} · {_(SCOPE_WORDS[stop.scope])}"


def _reason(reasons: tuple[Reason, ...]) -> Ask:
    choices = tuple(Choice(one.value, REASON_WORDS[one]) for one in reasons)
    return Ask("reason", AskKind.CHOICE, gettext_noop("Reason"), choices=choices)


def _why(desk: Desk) -> dict[str, Any]:
    return {"reason": desk.given("reason"), "note": desk.given("note")}


def _named(found: CardView) -> str:
    return f"{words.called(found.name)} {found.masked_number}"
