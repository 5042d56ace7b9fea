"""Deliveries: what is on its way, what was counted, and what became of a difference."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.stock.batches import whole
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, to
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import REASON_WORDS, STEPS, DeliveryState, DeliveryView, Reason, State
from yika.domain.cards.rules.states import NOTE_MAX
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

COUNTABLE = frozenset({DeliveryState.ON_THE_WAY, DeliveryState.DIFFERS})
COUNTED = Ask(
    "counted", AskKind.NUMBER, gettext_noop("How many cards did you count?"), max_length=7
)
MISSING = Ask(
    "missing",
    AskKind.NOTE,
    gettext_noop("Numbers of the missing cards"),
    gettext_noop("One on each line. Leave it empty when there are too many, not too few."),
    required=False,
    max_length=20_000,
)
REASON = Ask(
    "reason",
    AskKind.CHOICE,
    gettext_noop("What happened to them?"),
    choices=tuple(
        Choice(one.value, REASON_WORDS[one]) for one in STEPS[State.SENT][State.UNDELIVERABLE]
    ),
)
NOTE = Ask("note", AskKind.NOTE, gettext_noop("Note"), required=False, max_length=NOTE_MAX)


@require_safe
def deliveries(request: HttpRequest) -> HttpResponseBase:
    """The deliveries of the issuer; who works at an outlet sees those to it."""
    desk = open_desk(request, *RIGHTS["deliveries"])
    states = [(one.value, words.said(words.DELIVERIES, one)) for one in DeliveryState]
    places = [(one.id, words.called(one.name)) for one in desk.outlets.values()]
    filters = (Filter("state", _("State"), states), Filter("outlet", _("Outlet"), places))
    state, outlet = request.GET.get("state", ""), request.GET.get("outlet", "")
    return Listing[DeliveryView](
        title=_("Deliveries"),
        tab="deliveries",
        columns=(
            Column(_("Delivery")),
            Column(_("Outlet")),
            Column(_("Sent"), number=True),
            Column(_("Counted"), number=True),
            Column(_("State")),
            Column(_("Sent on")),
        ),
        fetch=lambda limit, behind: queries.deliveries(
            desk.by,
            state=state if state in dict(states) else "",
            outlet=outlet if outlet in desk.outlets else "",
            limit=limit,
            after=behind,
        ),
        cells=lambda found: _rows(desk, found),
        key=lambda one: one.id,
        filters=filters,
        empty=_("Deliveries appear here once cards of a batch were sent to an outlet."),
    ).answer(desk)


@require_safe
def delivery(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """One delivery."""
    desk = open_desk(request, *RIGHTS["deliveries"])
    found = queries.delivery(delivery_id, desk.by)
    thing = Thing(
        title=_("Delivery to {outlet}").format(outlet=desk.place(found.outlet)),
        tab="deliveries",
        back=to("deliveries"),
        tag=_tag(found),
        id=found.id,
        facts=_facts(desk, found),
        links=_next_steps(desk, found),
        notice=_("Count the cards before you look how many were sent.") * (found.count is None),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """A blind count: nothing here says how many were sent."""
    desk = open_desk(request, Right.CARDS_STOCK)
    found = queries.delivery(delivery_id, desk.by)
    sheet = Sheet(
        title=_("Count the delivery"),
        tab="deliveries",
        back=to("delivery", found.id),
        button=_("Keep this count"),
        facts=[(_("Outlet"), desk.place(found.outlet)), (_("Product"), found.product)],
        asks=[COUNTED],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.count_delivery(
            delivery=found.id,
            counted=whole(desk.given("counted"), "counted"),
            **desk.acting(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """A difference that stays is written down: which cards, and why."""
    desk = open_desk(request, Right.CARDS_STOCK)
    found = queries.delivery(delivery_id, desk.by)

    def act() -> None:
        missing = desk.given("missing").strip()
        actions.settle_delivery(
            delivery=found.id,
            missing=missing.replace(",", "\n").split("\n") if missing else [],
            reason=desk.given("reason"),
            note=desk.given("note"),
            **desk.acting(),
        )

    sheet = Sheet(
        title=_("Settle the difference"),
        tab="deliveries",
        back=to("delivery", found.id),
        button=_("Settle it"),
        lead=_("The cards you name are taken as missing. All others go into stock."),
        facts=[
            (_("Sent"), words.many(found.count)),
            (_("Counted"), words.many(found.counted)),
            (_("Difference"), _signed(found.difference)),
        ],
        asks=[MISSING, REASON, NOTE],
        danger=True,
    )
    return deed_page(desk, sheet, act)


def _rows(desk: Desk, found: Sequence[DeliveryView]) -> list[list[Cell]]:
    return [
        [
            Cell(f"…{one.id[-6:]}", to("delivery", one.id), under=one.product),
            Cell(desk.place(one.outlet)),
            Cell(words.many(one.count)),
            Cell(words.many(one.counted)),
            _tag(one),
            Cell(words.moment(one.sent_at)),
        ]
        for one in found
    ]


def _tag(found: DeliveryView) -> Cell:
    return Cell(words.said(words.DELIVERIES, found.state), tone=words.tone(found.state))


def _facts(desk: Desk, found: DeliveryView) -> list[tuple[str, Cell]]:
    names = desk.names(found.sent_by, found.counted_by)
    facts = [
        (_("Batch"), Cell(f"…{found.batch[-6:]}", to("batch", found.batch))),
        (_("Product"), Cell(found.product)),
        (_("Sent"), Cell(words.many(found.count))),
        (_("Counted"), Cell(words.many(found.counted))),
        (_("Difference"), Cell(_signed(found.difference))),
    ]
    if found.first_number:
        facts.append((_("Numbers"), Cell(f"{found.first_number} – {found.last_number}")))
    sent_by = names.get(found.sent_by, "")
    facts.append((_("Sent on"), Cell(words.moment(found.sent_at), under=sent_by)))
    if found.counted_at:
        by = names.get(found.counted_by, "")
        facts.append((_("Counted on"), Cell(words.moment(found.counted_at), under=by)))
    if found.settled_at:
        facts.append((_("Settled on"), Cell(words.moment(found.settled_at))))
        facts.append((_("Reason"), Cell(_(REASON_WORDS[Reason(found.reason)]))))
    return facts


def _signed(difference: int | None) -> str:
    """With its sign; the minus is the true one."""
    return words.NOTHING if difference is None else f"{difference:+,}".replace("-", "\u2212")


def _next_steps(desk: Desk, found: DeliveryView) -> list[Link]:
    links: list[Link] = []
    if not desk.may(Right.CARDS_STOCK):
        return links
    if found.state in COUNTABLE:
        links.append(Link(_("Count it"), to("delivery-count", found.id), "check", "primary"))
    if found.state is DeliveryState.DIFFERS:
        links.append(Link(_("Settle the difference"), to("delivery-settle", found.id), "pen"))
    return links
