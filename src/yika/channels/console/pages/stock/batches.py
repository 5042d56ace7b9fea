"""Batches: make one, look where its cards are, send them to outlets."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, to
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import STATE_WORDS, BatchView, DeliveryView, Edition, State
from yika.domain.cards.rules.stock import BATCH_MAX, check_count
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

COUNT_EXPECTED = gettext_noop("Enter how many cards, as a whole number.")
PRODUCT_EXPECTED = gettext_noop("Choose one of the products.")
COUNT = Ask("count", AskKind.NUMBER, gettext_noop("How many cards"), max_length=7)
SOME = Ask(
    "count",
    AskKind.NUMBER,
    gettext_noop("How many cards"),
    gettext_noop("The next ones of the batch. Leave it empty to send all that are left."),
    required=False,
    max_length=7,
)


@require_safe
def batches(request: HttpRequest) -> HttpResponseBase:
    """All batches, the newest first, with where their cards are."""
    desk = open_desk(request, *RIGHTS["batches"])
    makes = desk.may(Right.CARDS_MAKE)
    return Listing[BatchView](
        title=_("Batches"),
        tab="batches",
        columns=(
            Column(_("Batch")),
            Column(_("Product")),
            Column(_("Cards"), number=True),
            Column(_("Where they are")),
            Column(_("Made")),
        ),
        fetch=lambda limit, behind: queries.batches(desk.by, limit=limit, after=behind),
        cells=_rows,
        key=lambda one: one.id,
        empty=_("Batches of cards appear here once one was made or imported."),
        links=[Link(_("Make a batch"), to("batch-new"), "plus", "primary")] * makes,
    ).answer(desk)


@require_safe
def batch(request: HttpRequest, batch_id: str) -> HttpResponse:
    """One batch."""
    desk = open_desk(request, *RIGHTS["batches"])
    found = queries.batch(batch_id, desk.by)
    names = desk.names(found.made_by)
    made_by = names.get(found.made_by, "")
    thing = Thing(
        title=_("Batch of {count} × {product}").format(
            count=words.many(found.count), product=words.called(found.name)
        ),
        tab="batches",
        back=to("batches"),
        id=found.id,
        facts=[
            (_("Product"), _edition(found)),
            (_("Cards"), Cell(words.many(found.count), to("cards", query={"batch": found.id}))),
            (_("Numbers"), Cell(f"{found.first_number} – {found.last_number}")),
            (_("Origin"), Cell(_("Imported") if found.taken_over else _("Made here"))),
            (_("Made"), Cell(words.moment(found.made_at), under=made_by)),
            *_states(found),
        ],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What to make: chosen here, then checked."""
    desk = open_desk(request, Right.CARDS_MAKE)
    sold = {code: one for code, one in desk.sold.items() if one.product.number}
    if request.GET:
        return _check(desk, sold)
    choices = tuple(
        Choice(code, words.called(one.product.name), literal=True) for code, one in sold.items()
    )

    def act() -> dict[str, str]:
        product, count = _wanted(request.POST, sold)
        return {"product": product, "count": str(count)}

    sheet = Sheet(
        title=_("Make a batch"),
        tab="batches",
        back=to("batches"),
        button=_("Check"),
        lead=_("Each new card gets the next free number, a QR code and a printed code."),
        asks=[Ask("product", AskKind.CHOICE, gettext_noop("Product"), choices=choices), COUNT],
    )
    return deed_page(desk, sheet, act, onward=lambda wanted: to("batch-new", query=wanted))


def _check(desk: Desk, sold: Mapping[str, Edition]) -> HttpResponse:
    """What will be made, before it is."""
    product, count = _wanted(desk.request.GET, sold)
    edition = sold[product]
    sheet = Sheet(
        title=_("Make these cards?"),
        tab="batches",
        back=to("batch-new"),
        button=_("Make {count} cards").format(count=words.many(count)),
        lead=_("Numbers that were given out are never given out again."),
        facts=[
            (_("Product"), words.called(edition.product.name)),
            (_("Edition"), f"{edition.number} · {words.day(edition.effective_on)}"),
            (_("How many cards"), words.many(count)),
        ],
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.make_batch(
            issuer=desk.issuer, product=product, count=count, **desk.acting()
        ),
        onward=lambda made: to("batch", made.id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Cards of a batch go to an outlet."""
    desk = open_desk(request, Right.CARDS_STOCK)
    found = queries.batch(batch_id, desk.by)
    where = Ask(
        "outlet", AskKind.CHOICE, gettext_noop("To which outlet"), choices=desk.open_outlets
    )

    def act() -> DeliveryView:
        count = desk.given("count").strip()
        return actions.send_cards(
            batch=found.id,
            outlet=desk.given("outlet"),
            count=whole(count, "count") if count else None,
            **desk.acting(),
        )

    sheet = Sheet(
        title=_("Send cards to an outlet"),
        tab="batches",
        back=to("batch", found.id),
        button=_("Send them"),
        lead=_("The outlet counts them when they arrive, without knowing how many were sent."),
        facts=[
            (_("Product"), words.called(found.name)),
            (_("Left in this batch"), words.many(found.states.get(State.MADE, 0))),
        ],
        asks=[where, SOME],
    )
    return deed_page(desk, sheet, act, onward=lambda sent: to("delivery", sent.id))


def whole(text: str, field: str) -> int:
    """A count as people type it."""
    plain = text.replace(",", "").replace(" ", "")
    if not plain.isdecimal() or len(plain) > COUNT.max_length:
        raise Invalid([Fault(field, "", COUNT_EXPECTED)])
    return int(plain)


def _wanted(given: Mapping[str, str], sold: Mapping[str, Edition]) -> tuple[str, int]:
    product = given.get("product", "")
    if product not in sold:
        raise Invalid([Fault("product", "", PRODUCT_EXPECTED)])
    count = whole(given.get("count", ""), "count")
    check_count(count, most=BATCH_MAX)
    return product, count


def _rows(found: Sequence[BatchView]) -> list[list[Cell]]:
    return [
        [
            Cell(f"…{one.id[-6:]}", to("batch", one.id)),
            Cell(words.called(one.name), under=_("Imported") if one.taken_over else ""),
            Cell(words.many(one.count)),
            Cell(" · ".join(f"{label} {count.text}" for label, count in _states(one))),
            Cell(words.moment(one.made_at)),
        ]
        for one in found
    ]


def _states(found: BatchView) -> list[tuple[str, Cell]]:
    return [
        (_(STATE_WORDS[state]), Cell(words.many(found.states[state])))
        for state in State
        if found.states.get(state)
    ]


def _edition(found: BatchView) -> Cell:
    where = to("edition", found.product, found.edition)
    name = _("{product}, edition {edition}")
    return Cell(name.format(product=words.called(found.name), edition=found.edition), where)


def _next_steps(desk: Desk, found: BatchView) -> list[Link]:
    links = []
    if desk.may(Right.CARDS_STOCK) and found.states.get(State.MADE):
        links.append(Link(_("Send to an outlet"), to("batch-send", found.id), "exit", "primary"))
    if desk.may(Right.CARDS_MAKE):
        links.append(Link(_("Print the sheet"), to("batch-sheet", found.id), "print"))
    return links
