"""Brings opening balances into the books: purses are opened, and what they hold is posted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from yika.domain.imports import staging
from yika.domain.imports.models import Import
from yika.domain.imports.plan import Plan
from yika.domain.imports.staging import Balances, Span
from yika.domain.ledger import actions as ledger
from yika.domain.ledger.posting.items import Leg, Post
from yika.kit import ids
from yika.kit.actor import Actor
from yika.products.tables.purse import Purse

POSTS_AT_ONCE: Final = 8_000  # as many as the books write in one batch
REASON: Final = "opening-balance"
WAY: Final = "import"

Entry = tuple[int, Purse, int, int]  # line, purse, its account, what it holds


def bring_balances(
    row: Import, plan: Plan, span: Span, *, by: Actor, now: datetime, request_id: str
) -> None:
    """Give purses to the cards that are in use or hold something, with what they held before.

    A card that is not in use yet gets its purses when it is activated.
    """
    lines = staging.lines_with_purses(row, span)
    if not lines:
        return
    accounts = ledger.open_many_purses(
        issuer=row.issuer,
        product=plan.product,
        cards=[ids.show("card", line.card) for line in lines],
        subject=row.batch,
        by=by,
        now=now,
        request_id=request_id,
    )
    sources = {
        unit: _source(row.issuer, unit, by=by, now=now)
        for unit in sorted({purse.unit for purse in plan.purses})
    }
    posts = [_post(row, sources, entry) for entry in _entries(lines, plan.purses, accounts)]
    for start in range(0, len(posts), POSTS_AT_ONCE):
        for outcome in ledger.post(posts[start : start + POSTS_AT_ONCE], now=now):
            if not outcome.ok:
                raise outcome.refusal()


def _source(issuer: str, unit: str, *, by: Actor, now: datetime) -> int:
    """Where the issuer's opening balances come from: an account without a floor."""
    name = f"{issuer}/opened/{unit}"
    return ledger.open_account(
        issuer=issuer,
        heading=f"opened:{issuer}:{unit}",
        unit=unit,
        name=name,
        by=by,
        now=now,
        request_id=name,
    )


def _entries(
    lines: Sequence[Balances], purses: Sequence[Purse], accounts: Mapping[str, Sequence[int]]
) -> Iterator[Entry]:
    """Every purse that holds something, or owes it."""
    for place, line in enumerate(lines):
        amounts = staging.amounts_of(line.amounts, len(purses))
        for purse, amount in zip(purses, amounts, strict=True):
            if amount:
                yield line.line, purse, accounts[purse.name][place], amount


def _post(row: Import, sources: Mapping[str, int], entry: Entry) -> Post:
    """Its request is made of the import and the line, so that nothing is ever brought twice."""
    line, purse, account, amount = entry
    source = sources[purse.unit]
    leg = Leg(source, account, amount) if amount > 0 else Leg(account, source, -amount)
    request = ids.request_key(f"{row}:{line}:{purse.name}").bytes
    return Post(request=request, reason=REASON, way=WAY, unit=purse.unit, legs=(leg,))
