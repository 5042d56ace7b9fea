"""Turns staged lines into cards, some at a time."""

from datetime import datetime

from yika.domain.cards.actions.stock import take_over
from yika.domain.imports import staging
from yika.domain.imports.actions.work.bring_balances import bring_balances
from yika.domain.imports.actions.work.check_file import refuse_taken
from yika.domain.imports.actions.work.register_holders import register_holders
from yika.domain.imports.models import Import
from yika.domain.imports.plan import Plan
from yika.domain.imports.rules.refusals import NothingLeft, NumbersTaken
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.staging import Span
from yika.kit.actor import Actor


def claim_numbers(row: Import, span: Span) -> None:
    """Claim the numbers of a span of lines before the first card comes.

    A number that another card was given since the file was read refuses its line, or the whole
    file, if it is taken as a whole.
    """
    take_over.claim_numbers(source=staging.source(row, span))
    taken = refuse_taken(row, span)
    if taken and row.mode == Mode.WHOLE_FILE.value:
        raise NumbersTaken(refused=taken)


def give_back(row: Import) -> None:
    """Give back every number that was claimed."""
    take_over.release_numbers(source=staging.source(row, Span(0, row.line)))


def open_batch(row: Import, plan: Plan, *, by: Actor, now: datetime) -> None:
    """Open the batch in which the cards of this file arrive, all their numbers being claimed."""
    extent = staging.extent(row)
    if not extent.lines:
        raise NothingLeft(lines=Totals.of(row.found).count)
    row.batch = take_over.open_take_over(
        edition=plan.edition,
        count=extent.lines,
        first_number=extent.first_number,
        last_number=extent.last_number,
        by=by,
        now=now,
        request_id=f"{row}:batch",
    )


def take_cards(
    row: Import, plan: Plan, span: Span, *, by: Actor, now: datetime, request_id: str
) -> int:
    """Add the cards of a span of lines with holders, purses and balances. How many.

    A line is gone with the transaction in which its card comes, so nothing is done twice.
    """
    if plan.columns.has_holders:
        register_holders(row, span, by=by, now=now)
    source = staging.source(row, span, first_piece=row.applied + 1)
    added = take_over.add_cards(batch=row.batch, source=source, now=now)
    if plan.product.purses:
        bring_balances(row, plan, span, by=by, now=now, request_id=request_id)
    staging.unstage(row, upto=span.upto)
    row.applied += added
    return added
