"""Checks a file as a whole, once all its lines were read."""

from collections import Counter
from collections.abc import Mapping

from yika.domain.cards.queries.whose.taken import taken_from
from yika.domain.imports import staging
from yika.domain.imports.models import Import
from yika.domain.imports.plan import plan_of
from yika.domain.imports.rules.reasons import Fault, Reason
from yika.domain.imports.rules.refusals import Ended
from yika.domain.imports.rules.states import Mode, check_lines
from yika.domain.imports.rules.totals import Totals, check_totals
from yika.domain.imports.staging import Span


def refuse_twice(row: Import, span: Span) -> None:
    """Refuse the lines of a span whose number stands in an earlier line."""
    refuse_staged(row, Reason.NUMBER_TWICE, staging.twice(row, span))


def refuse_taken(row: Import, span: Span) -> int:
    """Refuse the lines of a span whose number another card has. How many."""
    found = taken_from(staging.source(row, span))
    refuse_staged(row, Reason.NUMBER_TAKEN, dict.fromkeys(found))
    return len(found)


def refuse_staged(row: Import, reason: Reason, lines: Mapping[int, int | None]) -> None:
    """Refuse lines that were staged as good, each with the other line that has its number."""
    if not lines:
        return
    plan = plan_of(row)
    names = [purse.name for purse in plan.purses]
    faults: list[Fault] = []
    lost: Counter[str] = Counter()
    for line in staging.take_out(row, lines):
        other = lines[line.line]
        faults.append(Fault(line.line, plan.number_heading, reason, line.number, other))
        amounts = staging.amounts_of(line.amounts, len(names))
        lost.subtract(dict(zip(names, amounts, strict=True)))
    staging.note_refused(row, faults)
    row.good = Totals.of(row.good).plus(-len(faults), lost).as_facts()
    row.refused += len(faults)


def find_trouble(row: Import) -> Ended | None:
    """Why the file cannot be taken over, or could not if this were no dry run.

    Amounts may add up to nothing and still be money, so the lines are asked, not the totals.
    """
    found = Totals.of(row.found)
    row.money = staging.extent(row).money
    typed = Totals.of(row.typed) if row.typed else None
    try:
        check_lines(Mode(row.mode), lines=found.count, refused=row.refused)
        check_totals(typed, found, plan_of(row).product, money=row.money)
    except Ended as refusal:
        return refusal
    return None
