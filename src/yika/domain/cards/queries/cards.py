"""Finds cards, and tells what each who asks may know of them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from yika.domain.cards import rules
from yika.domain.cards.models import Card, CardNumber, CardToken, NumberSeries
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.editions import today
from yika.domain.cards.queries.paging import LIMIT, page
from yika.domain.cards.queries.sold import Sold, product_sold, products_sold, sold_as
from yika.domain.cards.queries.stopped.rows import open_stops
from yika.domain.cards.queries.whose.gates import check_real_name, is_known_enough
from yika.domain.cards.rules import codes, numbers, states
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stops import StopView, standing
from yika.domain.cards.rules.views import CardView
from yika.domain.identity.rules.review.policy import Moment
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind
from yika.products.product import CardProduct

PLACE_MAX = 32767


def find_card(text: str, by: Actor) -> CardView:
    """The card with this number or QR text, however it was typed or scanned.

    Refuses the code of something else, a mistyped number, and a card that is unknown here. A
    holder is told of somebody else's card that it is that, and no more.
    """
    typed = codes.read_typed(text, settings.CONFIG.base_url)
    found = _directory(typed)
    row = Card.objects.filter(pk=found).first() if found else None
    if row is None and typed.kind is codes.Kind.NUMBER:
        numbers.check_typed(typed.text, map(numbers.Series.parse, _series()))
    if row is None:
        raise rules.UnknownCard
    if by.kind is ActorKind.HOLDER and scope.is_of_another(row, by):
        raise rules.OtherHolder
    scope.check_sees(row, by)
    return as_card_view(row, by)


def card(id: str, by: Actor) -> CardView:  # noqa: A002  it is the card's
    """One card by its id."""
    row = card_row(id)
    scope.check_sees(row, by)
    return as_card_view(row, by)


def cards_of(holder: str, by: Actor) -> list[CardView]:
    """The cards of a holder, in the order he put them: his own all, for staff those of the issuer.

    What was destroyed is not among them, nor what is only kept for him in stock.
    """
    rows = Card.objects.filter(holder=scope.key_of("hld", holder)).exclude(
        state__in=[State.DESTROYED.value, State.IN_STOCK.value]
    )
    if by.kind is ActorKind.HOLDER and by.id != holder:
        return []
    if by.kind not in {ActorKind.HOLDER, ActorKind.SYSTEM}:
        scope.check_views(by)
        rows = rows.filter(issuer=by.issuer)
    return as_card_views(rows.order_by("place", "activated_at", "id"), by)


def cards(  # noqa: PLR0913  what a list can be narrowed to
    by: Actor,
    *,
    state: str = "",
    product: str = "",
    outlet: str = "",
    batch: str = "",
    holder: str = "",
    limit: int = LIMIT,
    after: str = "",
    before: str = "",
) -> list[CardView]:
    """The cards of the issuer, the newest first, narrowed to what is asked for."""
    scope.check_views(by)
    narrowed = {
        "state": state,
        "product": product,
        "outlet": outlet and scope.key_of("out", outlet),
        "batch": batch and scope.key_of("bat", batch),
        "holder": holder and scope.key_of("hld", holder),
    }
    rows = Card.objects.filter(issuer=by.issuer)
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    return as_card_views(page(rows, "card", limit=limit, after=after, before=before), by)


def product_of(card: CardView) -> CardProduct:
    """The product of a card, by the edition it was sold under."""
    return product_sold(Sold(card.issuer, card.product, card.edition))


def check_activation(*, card: str, holder: str = "", by: Actor, now: datetime) -> None:
    """Refuse a card that cannot be activated (by this holder), saying what stands in the way."""
    row = card_row(card)
    scope.check_sees(row, by)
    product = product_sold(sold_as(row))
    check_activable(row, product, holder=holder, now=now)
    if who := holder or scope.holder_id(row):
        check_real_name(row, product, holder=who, now=now)


def named_enough(card: str, *, moment: Moment, now: datetime) -> bool:
    """Whether a card may be used, or used above its limits, as far as names go."""
    row = card_row(card)
    policy = product_sold(sold_as(row)).real_name
    return is_known_enough(policy, scope.holder_id(row), row.issuer, moment=moment, now=now)


def check_activable(row: Card, product: CardProduct, *, holder: str, now: datetime) -> None:
    """The same for a row at hand."""
    day = today(row.issuer, now)
    states.check_activation(
        State(row.state),
        holder=scope.holder_id(row) or None,
        claimed_by=holder or None,
        last_day=last_day(product, activated_on=day),
        today=day,
    )


def last_day(product: CardProduct, *, activated_on: date) -> date | None:
    """The last day of a card that is activated on this day; None for a card without one."""
    return product.validity.last_day(activated_on) if product.validity else None


def next_place(holder: UUID | None) -> int:
    """The place behind the last of a holder's cards."""
    if holder is None:
        return 0
    last = Card.objects.filter(holder=holder).aggregate(last=Max("place"))["last"]
    return min((last or 0) + 1, PLACE_MAX)


def card_row(id: str) -> Card:  # noqa: A002  it is the card's
    """The row of a card, for this noun only."""
    row = Card.objects.filter(pk=scope.key_of("card", id)).first()
    if row is None:
        raise rules.UnknownCard
    return row


def as_card_view(row: Card, by: Actor) -> CardView:
    """One row as a value."""
    return as_card_views([row], by)[0]


def as_card_views(rows: Iterable[Card], by: Actor) -> list[CardView]:
    """Rows as values for the one who asks. Whether he may ask is checked before."""
    rows = list(rows)
    products = products_sold({sold_as(row) for row in rows})
    stops = open_stops([row for row in rows if row.stops], by)
    return [_view(row, products[sold_as(row)], stops.get(row.id, ()), by) for row in rows]


def _view(row: Card, product: CardProduct, stops: tuple[StopView, ...], by: Actor) -> CardView:
    own = scope.is_own(row, by)
    return CardView(
        id=row.public_id,
        issuer=row.issuer,
        product=row.product,
        edition=row.edition,
        name=product.name,
        number=row.number,
        state=State(row.state),
        standing=standing(State(row.state), stops, own=own),
        stops=stops,
        holder=scope.holder_id(row) if own or by.kind is not ActorKind.HOLDER else "",
        outlet=scope.outlet_id(row),
        batch=ids.show("bat", row.batch_id),
        label=_label(row) if own else "",
        face=row.face,
        place=row.place,
        activated_at=row.activated_at,
        valid_until=row.valid_until,
    )


def _label(row: Card) -> str:
    if not row.label:
        return ""
    return envelope.open_(keyring(), row.label, where=row.label_place).decode()


def _directory(typed: codes.Typed) -> UUID | None:
    if typed.kind is codes.Kind.NUMBER:
        numbered = CardNumber.objects.filter(number=typed.text)
        return numbered.values_list("card_id", flat=True).first()
    tokens = CardToken.objects.filter(digest=codes.token_digest(typed.text))
    return tokens.values_list("card_id", flat=True).first()


def _series() -> list[str]:
    return list(NumberSeries.objects.values_list("series", flat=True))
