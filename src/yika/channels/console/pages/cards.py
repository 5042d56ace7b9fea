"""Cards and holders: found by what is typed, shown masked, blocked and let go."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, Table, to
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import REASON_WORDS, STATE_WORDS, STEPS, CardView, Reason, State
from yika.domain.cards.rules.states import NOTE_MAX
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people.queries import name_for
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

NOTE = Ask("note", AskKind.NOTE, gettext_noop("Note"), required=False, max_length=NOTE_MAX)
COLUMNS = (
    gettext_noop("Card"),
    gettext_noop("Product"),
    gettext_noop("State"),
    gettext_noop("Outlet"),
    gettext_noop("Activated"),
)


@require_safe
def cards(request: HttpRequest) -> HttpResponseBase:
    """The cards of the issuer, the newest first."""
    desk = open_desk(request, *RIGHTS["cards"])
    states = [(one.value, _(STATE_WORDS[one])) for one in State]
    places = [(one.id, words.called(one.name)) for one in desk.outlets.values()]
    codes = sorted({one.product.code for one in queries.editions(desk.issuer)})
    asked = request.GET
    narrowed = {
        "state": asked.get("state", "") if asked.get("state") in dict(states) else "",
        "outlet": asked.get("outlet", "") if asked.get("outlet") in desk.outlets else "",
        "product": asked.get("product", "") if asked.get("product") in codes else "",
        "batch": asked.get("batch", "").strip()[:64],
    }
    return Listing[CardView](
        title=_("Cards"),
        tab="cards",
        columns=[Column(_(label)) for label in COLUMNS],
        fetch=lambda limit, behind: queries.cards(desk.by, limit=limit, after=behind, **narrowed),
        cells=lambda found: rows(desk, found),
        key=lambda one: one.id,
        filters=(
            Filter("state", _("State"), states),
            Filter("product", _("Product"), [(code, code) for code in codes]),
            Filter("outlet", _("Outlet"), places),
            Filter("batch", _("Batch")),
        ),
        empty=_("No card is like this."),
        more={"searching": True},
    ).answer(desk)


def rows(desk: Desk, found: Sequence[CardView]) -> list[list[Cell]]:
    """Cards as a table shows them: never with a whole number."""
    return [
        [
            Cell(one.masked_number, to("card", one.id)),
            Cell(words.called(one.name)),
            tag(one.state),
            Cell(desk.place(one.outlet) or words.NOTHING),
            Cell(words.moment(one.activated_at)),
        ]
        for one in found
    ]


def tag(state: State) -> Cell:
    return Cell(_(STATE_WORDS[state]), tone=words.tone(state))


@require_safe
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """One card, masked, with its history."""
    desk = open_desk(request, *RIGHTS["cards"])
    found = queries.card(card_id, desk.by)
    thing = Thing(
        title=f"{words.called(found.name)} {found.masked_number}",
        tab="cards",
        back=to("cards"),
        tag=tag(found.state),
        id=found.id,
        facts=_facts(desk, found),
        tables=[_history(desk, found)],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, card_id: str) -> HttpResponse:
    """The issuer stops a card."""
    desk = open_desk(request, Right.CARDS_BLOCK)
    found = queries.card(card_id, desk.by)
    reasons = STEPS[found.state].get(State.BLOCKED, STEPS[State.ACTIVE][State.BLOCKED])

    def save() -> HttpResponse:
        actions.block_card(card=found.id, **_why(request), **desk.acting())
        return go("console:card", found.id)

    sheet = Sheet(
        title=_("Block this card"),
        tab="cards",
        back=to("card", found.id),
        button=_("Block it"),
        lead=_("It cannot be used until you unblock it. Its holder is told, with the reason."),
        facts=[(_("Card"), f"{words.called(found.name)} {found.masked_number}")],
        danger=True,
    )
    return sheet_page(desk, sheet, [_reason(reasons), NOTE], save)


@require_http_methods(["GET", "HEAD", "POST"])
def unblock(request: HttpRequest, card_id: str) -> HttpResponse:
    """The issuer lets a card go again."""
    desk = open_desk(request, Right.CARDS_BLOCK)
    found = queries.card(card_id, desk.by)

    def save() -> HttpResponse:
        actions.unblock_card(card=found.id, **_why(request), **desk.acting())
        return go("console:card", found.id)

    sheet = Sheet(
        title=_("Unblock this card"),
        tab="cards",
        back=to("card", found.id),
        button=_("Unblock it"),
        lead=_("It is then what it was before it was blocked."),
        facts=[(_("Card"), f"{words.called(found.name)} {found.masked_number}")],
    )
    return sheet_page(desk, sheet, [_reason(STEPS[State.BLOCKED][State.ACTIVE]), NOTE], save)


def _reason(reasons: Sequence[Reason]) -> Ask:
    choices = tuple(Choice(one.value, REASON_WORDS[one]) for one in reasons)
    return Ask("reason", AskKind.CHOICE, gettext_noop("Reason"), choices=choices)


def _why(request: HttpRequest) -> dict[str, Any]:
    return {"reason": request.POST.get("reason", ""), "note": request.POST.get("note", "")}


def _facts(desk: Desk, found: CardView) -> list[tuple[str, Cell]]:
    edition = _("{product}, edition {edition}").format(
        product=words.called(found.name), edition=found.edition
    )
    pin = queries.pin_of(found.id, by=desk.by, now=desk.now)
    facts = [
        (_("Product"), Cell(edition, to("edition", found.product, found.edition))),
        (_("Batch"), Cell(f"…{found.batch[-6:]}", to("batch", found.batch))),
        (_("Outlet"), Cell(desk.place(found.outlet) or words.NOTHING)),
        (_("Holder"), _holder(desk, found)),
        (_("Activated"), Cell(words.moment(found.activated_at))),
        (_("Valid until"), Cell(words.day(found.valid_until))),
    ]
    if pin:
        state = _("Locked") if pin.is_locked else _("Set") if pin.is_set else _("Not set")
        facts.append((_("PIN"), Cell(state)))
    return facts


def _holder(desk: Desk, found: CardView) -> Cell:
    if not found.holder:
        return Cell(words.NOTHING)
    name = name_for(found.holder, desk.by) or _("Somebody without a name")
    return Cell(name, to("holder", found.holder) if desk.may(Right.PEOPLE_SEARCH) else "")


def _history(desk: Desk, found: CardView) -> Table:
    lines = queries.history(found.id, desk.by)
    names = desk.names(*(line.actor for line in lines))
    return Table(
        columns=[
            Column(_("When")),
            Column(_("Became")),
            Column(_("Reason")),
            Column(_("By")),
        ],
        rows=[
            [
                Cell(words.moment(line.at)),
                tag(line.after),
                Cell(
                    _(REASON_WORDS[Reason(line.reason)]) if line.reason else words.NOTHING,
                    under=line.note,
                ),
                Cell(names.get(line.actor, line.actor), under=line.channel),
            ]
            for line in reversed(lines)
        ],
        caption=_("History"),
    )


def _next_steps(desk: Desk, found: CardView) -> list[Link]:
    links: list[Link] = []
    if desk.may(Right.CARDS_BLOCK) and State.BLOCKED in STEPS[found.state]:
        links.append(Link(_("Block"), to("card-block", found.id), "lock", "danger"))
    if desk.may(Right.CARDS_BLOCK) and found.state is State.BLOCKED:
        links.append(Link(_("Unblock"), to("card-unblock", found.id), "check", "primary"))
    if desk.may(Right.AUDIT_VIEW):
        links.append(Link(_("Audit trail"), to("audit", query={"subject": found.id}), "clock"))
    return links
