"""Where the cards of an issuer are: its batches, its deliveries, and what each outlet has."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yika.domain.cards import rules
from yika.domain.cards.models import Batch, Card, CardNumber, Delivery
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_views
from yika.domain.cards.queries.paging import LIMIT, page
from yika.domain.cards.queries.sold import Sold, products_sold
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.cards.rules.views import BatchView, CardCount, CardView, DeliveryView, StockLine
from yika.domain.issuers.rules import UnknownOutlet
from yika.kit import ids
from yika.kit.actor import WORKER, Actor

STOCKED = (State.MADE, State.SENT, State.IN_STOCK, State.UNDELIVERABLE)


def stock(by: Actor, outlet: str = "") -> list[StockLine]:
    """How many cards lie at each outlet of the issuer, or at one, by product and state."""
    scope.check_views(by)
    cards = Card.objects.filter(issuer=by.issuer, state__in=[state.value for state in STOCKED])
    if outlet:
        cards = cards.filter(outlet=scope.key_of("out", outlet, otherwise=UnknownOutlet))
    counts: dict[tuple[str, str], dict[State, int]] = defaultdict(dict)
    newest: dict[str, int] = {}
    groups = cards.values_list("outlet", "product", "state", "edition").annotate(many=Count("id"))
    for place, product, state, edition, many in groups.order_by():
        states = counts[ids.show("out", place) if place else "", product]
        states[State(state)] = states.get(State(state), 0) + many
        newest[product] = max(newest.get(product, 0), edition)
    names = products_sold(Sold(by.issuer, *each) for each in newest.items())
    return [
        StockLine(
            outlet=place,
            product=product,
            name=names[Sold(by.issuer, product, newest[product])].name,
            states=states,
        )
        for (place, product), states in sorted(counts.items())
    ]


def free_cards(issuer: str, product: str, *, limit: int, held_by: str = "") -> list[CardView]:
    """Some cards of a kind that lie in stock, kept for nobody, or for this holder already."""
    rows = Card.objects.filter(issuer=issuer, product=product, state=State.IN_STOCK.value)
    free = Q(holder=None) | Q(holder=scope.key_of("hld", held_by)) if held_by else Q(holder=None)
    return as_card_views(rows.filter(free).order_by("number")[:limit], WORKER)


def card_counts(by: Actor) -> list[CardCount]:
    """How many cards the issuer has, by where they are, what they are, and how they stand."""
    scope.check_views(by)
    cards = Card.objects.filter(issuer=by.issuer)
    groups = cards.values_list("outlet", "product", "state").annotate(many=Count("id"))
    return [
        CardCount(ids.show("out", place) if place else "", product, State(state), many)
        for place, product, state, many in groups.order_by()
    ]


def delivery_counts(by: Actor) -> dict[DeliveryState, int]:
    """How many deliveries are in each state; who works at an outlet is told of those to it."""
    scope.check_views(by)
    groups = _deliveries(by).values_list("state").annotate(many=Count("id"))
    return {DeliveryState(state): many for state, many in groups.order_by()}


def batches(by: Actor, *, limit: int = LIMIT, after: str = "", before: str = "") -> list[BatchView]:
    """The batches of the issuer, the newest first."""
    scope.check_views(by)
    rows = Batch.objects.filter(issuer=by.issuer)
    return _batch_views(page(rows, "bat", limit=limit, after=after, before=before))


def batch(id: str, by: Actor) -> BatchView:  # noqa: A002  it is the batch's
    """One batch of the issuer."""
    scope.check_views(by)
    return batch_view(batch_row(id, by))


def deliveries(
    by: Actor,
    *,
    outlet: str = "",
    state: str = "",
    limit: int = LIMIT,
    after: str = "",
    before: str = "",
) -> list[DeliveryView]:
    """The deliveries of the issuer, the newest first; who works at an outlet sees those to it."""
    scope.check_views(by)
    rows = _deliveries(by, outlet).select_related("batch")
    if state:
        rows = rows.filter(state=state)
    found = page(rows, "dlv", limit=limit, after=after, before=before)
    return [delivery_view(row, by) for row in found]


def _deliveries(by: Actor, outlet: str = "") -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(issuer=by.issuer)
    for place in filter(None, (outlet, by.outlet)):
        rows = rows.filter(outlet=scope.key_of("out", place, otherwise=UnknownOutlet))
    return rows


def delivery(id: str, by: Actor) -> DeliveryView:  # noqa: A002  it is the delivery's
    """One delivery of the issuer."""
    scope.check_views(by)
    return delivery_view(delivery_row(id, by), by)


def taken_numbers(numbers: Iterable[str]) -> set[str]:
    """Those of these numbers that a card of this installation has already."""
    taken = CardNumber.objects.filter(number__in=list(numbers))
    return set(taken.values_list("number", flat=True))


def batch_row(id: str, by: Actor) -> Batch:  # noqa: A002  it is the batch's
    """The row of a batch, for this noun only."""
    key = scope.key_of("bat", id, otherwise=rules.UnknownBatch)
    row = Batch.objects.filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownBatch
    return row


def delivery_row(id: str, by: Actor) -> Delivery:  # noqa: A002  it is the delivery's
    """The row of a delivery, for this noun only."""
    key = scope.key_of("dlv", id, otherwise=rules.UnknownDelivery)
    row = Delivery.objects.select_related("batch").filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownDelivery
    return row


def batch_view(row: Batch) -> BatchView:
    return _batch_views([row])[0]


def delivery_view(row: Delivery, by: Actor) -> DeliveryView:
    """Whoever is to count does not see what was sent before he has counted."""
    blind = row.counted is None and by.outlet == ids.show("out", row.outlet)
    return DeliveryView(
        id=str(row),
        issuer=row.issuer,
        batch=str(row.batch),
        product=row.batch.product,
        outlet=ids.show("out", row.outlet),
        state=DeliveryState(row.state),
        count=None if blind else row.count,
        first_number=None if blind else row.first_number,
        last_number=None if blind else row.last_number,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        counted=row.counted,
        counted_at=row.counted_at,
        counted_by=row.counted_by,
        difference=None if row.counted is None else row.counted - row.count,
        reason=row.reason,
        settled_at=row.settled_at,
    )


def _batch_views(rows: Iterable[Batch]) -> list[BatchView]:
    rows = list(rows)
    counts = _states([row.id for row in rows])
    names = products_sold(Sold(row.issuer, row.product, row.edition) for row in rows)
    return [
        BatchView(
            id=str(row),
            issuer=row.issuer,
            product=row.product,
            edition=row.edition,
            name=names[Sold(row.issuer, row.product, row.edition)].name,
            count=row.count,
            first_number=row.first_number,
            last_number=row.last_number,
            made_at=row.made_at,
            made_by=row.made_by,
            taken_over=row.taken_over,
            states=counts[row.id],
        )
        for row in rows
    ]


def _states(batches: list[UUID]) -> dict[UUID, dict[State, int]]:
    counts: dict[UUID, dict[State, int]] = defaultdict(dict)
    groups = Card.objects.filter(batch__in=batches).values_list("batch", "state")
    for key, state, many in groups.annotate(many=Count("id")).order_by():
        counts[key][State(state)] = many
    return counts
