"""Takes in a file of cards, to be read afterwards."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.cards.queries import edition_in_force, today
from yika.domain.cards.rules import Edition
from yika.domain.imports import queries, staging
from yika.domain.imports.actions.advance_import import WORK
from yika.domain.imports.models import NAME_MAX, Import
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reading.columns import columns
from yika.domain.imports.rules.reading.files import Readable, Scan, cut, digest
from yika.domain.imports.rules.reading.records import first_line
from yika.domain.imports.rules.states import UNDONE
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.issuers.queries import issuer
from yika.domain.journal import actions as journal
from yika.domain.ledger.queries import book
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def receive_import(
    *,
    order: Order,
    file: Readable,
    name: str,
    background: bool = True,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ImportView:
    """Store a file whole or not at all. Refuses at once what no import could be read from.

    With `background`, the worker goes on with it; else the caller does, by `advance_import`.
    Safe to repeat: the same `request_id` with the same file gives the same import.
    """
    check_may(by, Right.CARDS_IMPORT, order.issuer)
    row = _row(order, name, by=by, now=now, request_id=request_id)
    if seen := Import.objects.filter(request=row.request).first():
        return _same(seen, row, file)

    issuer(order.issuer)
    edition = edition_in_force(order.issuer, order.product, today(order.issuer, now))
    row.edition = edition.number
    _store(row, file)
    _check_columns(row, edition)

    _save(row)

    if background:
        journal.schedule(kind=WORK, key=str(row), due_at=now)
    journal.record(
        "import.received",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "product": row.product,
            "edition": row.edition,
            "mode": row.mode,
            "dry_run": row.dry_run,
            "digest": row.digest,
            "size": row.size,
            "typed": row.typed,
        },
    )
    return queries.as_view(row)


def _row(order: Order, name: str, *, by: Actor, now: datetime, request_id: str) -> Import:
    return Import(
        issuer=order.issuer,
        product=order.product,
        mode=order.mode.value,
        dry_run=order.dry_run,
        typed=order.typed and order.typed.as_facts(),
        name=name[:NAME_MAX],
        asked_kind=by.kind.value,
        asked_by=by.id,
        asked_channel=by.channel.value,
        received_at=now,
        moved_at=now,
        request=ids.request_key(request_id),
    )


def _same(seen: Import, row: Import, file: Readable) -> ImportView:
    """What this request brought before. The same request id for something else is refused."""
    row.digest = digest(file)
    asked = ("issuer", "product", "mode", "dry_run", "typed", "asked_by", "digest")
    if any(getattr(seen, field) != getattr(row, field) for field in asked):
        raise refusals.RequestReused
    return queries.as_view(seen)


def _store(row: Import, file: Readable) -> None:
    """Keep the file in pieces, which point to a row that is written once all is known."""
    scan, start = Scan(), b""
    for number, piece in enumerate(cut(file)):
        scan.feed(piece)
        start = start or piece
        staging.keep_piece(row, number, piece)
    look = scan.found(lambda: staging.pieces_from(row, 0))
    row.size, row.breaks, row.digest, row.encoding = look
    row.header = first_line(start, look)


def _check_columns(row: Import, edition: Edition) -> None:
    """Refuse columns nobody could read, and balances for books that are not kept."""
    if columns(row.header, edition.product).purses:
        book(row.issuer)


def _save(row: Import) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        same = Import.objects.filter(issuer=row.issuer, digest=row.digest, dry_run=False)
        before = same.exclude(state__in=[state.value for state in UNDONE]).first()
        if before is None:
            raise
        raise refusals.FileSeen(before=str(before)) from error
