"""Stores the next edition of a product, to be approved by a second person."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from yika.domain.cards import queries, rules
from yika.domain.cards.actions.editions.hold_editions import hold_editions
from yika.domain.cards.models import ProductEdition
from yika.domain.cards.rules import Edition
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor
from yika.products import content
from yika.products.product import CardProduct


@transaction.atomic
def propose_edition(
    *,
    issuer: str,
    product: CardProduct,
    effective_on: date,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Edition:
    """Store a product as the next edition of an issuer. Cards are sold under it once approved.

    Safe to repeat: the same `request_id` gives the same edition.
    """
    rules.check_right(by, Right.PRODUCTS_PROPOSE, issuer)
    rules.check_issuer(issuer)
    stored = queries.as_values(hold_editions(issuer, product.code))
    row = _row(issuer, product, effective_on)
    row.proposed_by, row.proposed_at = by.id, now
    row.proposed_by_request = ids.request_key(request_id)
    if seen := _seen(row):
        return seen

    today = queries.today(issuer, now)
    rules.check_proposal(product, stored=stored, effective_on=effective_on, today=today)

    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Nothing can be locked before the first edition: somebody stored this one meanwhile.
        if seen := _seen(row):
            return seen
        raise rules.EditionTaken(
            product=product.code, edition=product.edition, next=product.edition + 1
        ) from error

    proposed = queries.as_value(row)
    record(
        "edition.proposed",
        subject=proposed.id,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts=proposed.facts,
    )
    return proposed


def _row(issuer: str, product: CardProduct, effective_on: date) -> ProductEdition:
    text = content.content(product)
    return ProductEdition(
        issuer=issuer,
        product=product.code,
        edition=product.edition,
        content=text,
        digest=content.digest(text),
        effective_on=effective_on,
    )


def _seen(row: ProductEdition) -> Edition | None:
    """What this request stored before. The same request id for something else is refused."""
    seen = ProductEdition.objects.filter(proposed_by_request=row.proposed_by_request).first()
    if seen is None:
        return None
    asked = ("issuer", "product", "edition", "digest", "effective_on", "proposed_by")
    if any(getattr(seen, name) != getattr(row, name) for name in asked):
        raise rules.RequestReused
    return queries.as_value(seen)
