"""Hands out what is printed on the cards of a batch, and records that it did."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.stock.hold_batch import hold_batch
from yika.domain.cards.actions.stock.write_cards import qr_digest
from yika.domain.cards.models import Batch, Card, CardToken
from yika.domain.cards.queries.sheets import sheet
from yika.domain.cards.rules.views import SheetRow
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit.actor import Actor

ROWS_AT_ONCE = 1000


@transaction.atomic
def print_sheet(
    *,
    batch: str,
    first: int = 1,
    last: int | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> list[SheetRow]:
    """The numbers, QR texts and printed codes of a batch, or of a part of it.

    Always the same ones, so that a spoiled sheet is printed again; each time is recorded, for
    who has read a sheet can prove that he has its cards.
    """
    row = hold_batch(batch, by=by, right=Right.CARDS_MAKE)
    last = row.count if last is None else last
    if not 1 <= first <= last <= row.count:
        raise rules.NotInBatch

    if row.taken_over:
        _let_be_found(row, first, last)
    record(
        "batch.sheet_printed",
        subject=batch,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"first": first, "last": last},
    )
    return list(sheet(row, first=first, last=last))


def _let_be_found(batch: Batch, first: int, last: int) -> None:
    """Cards that were taken over have no QR code of ours until a sheet of them is printed."""
    keys = keyring()
    cards = Card.objects.filter(batch=batch, piece__range=(first, last))
    tokens = (
        CardToken(digest=qr_digest(keys, card, version), card_id=card)
        for card, version in cards.values_list("id", "key_version")
    )
    CardToken.objects.bulk_create(tokens, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
