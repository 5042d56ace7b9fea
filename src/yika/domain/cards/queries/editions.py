"""Questions others may ask about the editions of products."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from yika.domain.cards import rules
from yika.domain.cards.models import ProductEdition
from yika.domain.cards.rules import Edition
from yika.domain.issuers.queries import issuers
from yika.domain.ledger.queries import LimitEffect, book, effect_of_limits
from yika.domain.ledger.rules import UnknownBook, day_of, day_span, purse_heading
from yika.kit import ids
from yika.kit.money import Money
from yika.products import content
from yika.products.difference import changed_limits
from yika.products.product import CardProduct


@dataclass(frozen=True, slots=True)
class PurseEffect:
    """Planned limits of one kind of purse, and what they would have met."""

    purse: str
    floor: Money
    ceiling: Money
    effect: LimitEffect


def editions(issuer: str, product: str | None = None) -> list[Edition]:
    """Every edition of an issuer, or of one of its products, the oldest first."""
    rows = ProductEdition.objects.filter(issuer=issuer).order_by("product", "edition")
    return as_values(rows.filter(product=product) if product else rows)


def edition(issuer: str, product: str, number: int) -> Edition:
    """One stored edition, approved or not."""
    found = [one for one in editions(issuer, product) if one.number == number]
    if not found:
        raise rules.UnknownEdition(issuer=issuer, product=product, edition=number)
    return found[0]


def find_edition_in_force(issuer: str, product: str, on: date) -> Edition | None:
    """The edition under which cards are sold on a day, or None."""
    return rules.in_force(editions(issuer, product), on=on)


def edition_in_force(issuer: str, product: str, on: date) -> Edition:
    """The edition under which cards are sold on a day."""
    found = find_edition_in_force(issuer, product, on)
    if found is None:
        raise rules.NotInForce(issuer=issuer, product=product, on=on)
    return found


def editions_on_offer(*, now: datetime, issuer: str | None = None) -> list[Edition]:
    """The editions under which cards are sold today, of one issuer or of all, by product."""
    rows = ProductEdition.objects.exclude(approved_at=None)
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    zones = {one.code: ZoneInfo(one.zone) for one in issuers()}
    latest: dict[tuple[str, str], ProductEdition] = {}
    for row in rows.order_by("issuer", "product", "edition"):
        if row.effective_on <= now.astimezone(zones.get(row.issuer, UTC)).date():
            latest[row.issuer, row.product] = row
    return as_values(latest.values())


def effects(current: Edition, planned: CardProduct, *, since: date) -> list[PurseEffect]:
    """What the planned limits would have met in the books of the issuer, purse by purse.

    Only purses whose floor or ceiling changes; moves are those of uses from that day on.
    """
    begin, _end = day_span(since, zone_of(current.issuer))
    found = []
    for purse in changed_limits(current.product, planned):
        chart = purse_heading(current.issuer, planned.code, purse.name)
        effect = effect_of_limits(
            chart=chart, floor=purse.floor, ceiling=purse.ceiling, since=begin
        )
        found.append(PurseEffect(purse.name, purse.floor, purse.ceiling, effect))
    return found


def today(issuer: str, now: datetime) -> date:
    """The date where the issuer is; the one in UTC as long as it has no books."""
    return day_of(now, zone_of(issuer))


def zone_of(issuer: str) -> str:
    """The zone by whose clock the days of an issuer begin; UTC as long as it has no books."""
    try:
        return book(issuer).zone
    except UnknownBook:
        return "UTC"


def as_values(rows: Iterable[ProductEdition]) -> list[Edition]:
    """The rows as values."""
    return [as_value(row) for row in rows]


def as_value(row: ProductEdition) -> Edition:
    """The row as a value. Refuses content that is not what was proposed."""
    untouched = content.digest(row.content) == row.digest
    product = content.read(row.content) if untouched else None
    if product is None or (product.code, product.edition) != (row.product, row.edition):
        raise rules.ContentChanged(product=row.product, edition=row.edition)
    return Edition(
        id=ids.show("edition", row.id),
        issuer=row.issuer,
        product=product,
        digest=row.digest,
        effective_on=row.effective_on,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )
