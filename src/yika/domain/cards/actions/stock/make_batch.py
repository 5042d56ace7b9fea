"""Makes a batch of new cards."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import queries, rules
from yika.domain.cards.actions.stock.draw_numbers import draw_numbers, hold_series
from yika.domain.cards.actions.stock.write_cards import write_cards
from yika.domain.cards.models import Batch
from yika.domain.cards.queries.stock import batch_view
from yika.domain.cards.rules import stock
from yika.domain.cards.rules.numbers import Series
from yika.domain.cards.rules.views import BatchView
from yika.domain.issuers.queries import issuer as issuer_of
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def make_batch(
    *, issuer: str, product: str, count: int, by: Actor, now: datetime, request_id: str
) -> BatchView:
    """Make new cards under the edition in force: numbered, with QR texts and printed codes.

    Their numbers go on where those of the last batch ended, over all issuers, and skip whatever
    a card has already. Safe to repeat: the same `request_id` gives the same batch.
    """
    check_may(by, Right.CARDS_MAKE, issuer)
    stock.check_count(count, most=stock.BATCH_MAX)
    issuer_of(issuer)
    edition = queries.edition_in_force(issuer, product, on=queries.today(issuer, now))
    if edition.product.number is None:
        raise rules.NoNumbers(product=product)
    series = Series.of(edition.product.number)
    held = hold_series(series)
    if seen := _seen(request_id, issuer=issuer, product=product, count=count, by=by):
        return batch_view(seen)

    numbers = draw_numbers(held, series, count)
    batch = Batch.objects.create(
        issuer=issuer,
        product=product,
        edition=edition.number,
        count=count,
        first_number=numbers[0],
        last_number=numbers[-1],
        made_at=now,
        made_by=by.id,
        made_by_request=ids.request_key(request_id),
    )
    write_cards(batch, numbers)

    record(
        "batch.made",
        subject=str(batch),
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"product": product, "edition": edition.number, "count": count},
    )
    return batch_view(batch)


def _seen(request_id: str, *, issuer: str, product: str, count: int, by: Actor) -> Batch | None:
    seen = Batch.objects.filter(made_by_request=ids.request_key(request_id)).first()
    asked = (issuer, product, count, by.id)
    if seen and (seen.issuer, seen.product, seen.count, seen.made_by) != asked:
        raise rules.CardRequestReused
    return seen
