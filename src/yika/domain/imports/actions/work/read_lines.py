"""Reads the next lines of a file: the good ones are staged, the others noted with the reason."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from yika.domain.cards.queries import today
from yika.domain.imports import staging
from yika.domain.imports.models import Import
from yika.domain.imports.plan import Plan, plan_of
from yika.domain.imports.rules.reading.lines import Lines, Row
from yika.domain.imports.rules.reading.records import Records
from yika.domain.imports.rules.reasons import Fault
from yika.domain.imports.rules.totals import Totals
from yika.domain.issuers.queries import outlets, read_outlet

LINES_AT_ONCE: Final = 10_000


def read_lines(row: Import, *, now: datetime) -> int:
    """Read on from where reading stopped. How many lines there were: none at the end of the file.

    Changes the row, which the caller saves in the same transaction.
    """
    plan = plan_of(row)
    records = _records(row, plan)
    lines = Lines(
        plan.columns,
        plan.product,
        outlets={each.code: read_outlet(each.id) for each in outlets(row.issuer)},
        today=today(row.issuer, now),
    )
    read = [lines.read(record) for record in islice(records, LINES_AT_ONCE)]
    rows = [line for line, _ in read if line]
    faults = [fault for _, found in read for fault in found]
    good = _without(rows, faults)

    staging.stage(row, good)
    staging.note_refused(row, faults)
    staging.drop_pieces(row, before=records.offset)
    row.offset, row.line = records.offset, records.line
    row.found = _more(row.found, len(read), rows, plan)
    row.good = _more(row.good, len(good), good, plan)
    row.refused += len(read) - len(good)
    return len(read)


def _records(row: Import, plan: Plan) -> Records:
    records = Records(
        staging.pieces_from(row, row.offset),
        encoding=row.encoding,
        delimiter=plan.columns.delimiter,
        offset=row.offset,
        line=row.line,
    )
    if row.offset == 0:
        next(records)  # which names the columns
    return records


def _without(rows: Sequence[Row], faults: Iterable[Fault]) -> Sequence[Row]:
    spoilt = {fault.line for fault in faults}
    return [row for row in rows if row.line not in spoilt] if spoilt else rows


def _more(
    facts: dict[str, object], count: int, rows: Iterable[Row], plan: Plan
) -> dict[str, object]:
    """The totals with so many lines more."""
    names = [purse.name for purse in plan.purses]
    columns = zip(*(row.amounts for row in rows), strict=True)
    added = dict.fromkeys(names, 0) | dict(zip(names, map(sum, columns), strict=False))
    return Totals.of(facts).plus(count, added).as_facts()
