"""What may be asked of imports: how far they are, and what was wrong with which line."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext, override

from yika.domain.imports.models import Import
from yika.domain.imports.models import RefusedLine as RefusedRow
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.pace import Progress, progress
from yika.domain.imports.rules.reasons import WORDINGS, Reason
from yika.domain.imports.rules.refused_file import written
from yika.domain.imports.rules.states import Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Refusal

PAGE = 50
LANGUAGES = ("en", "zh-hans")


class RefusedLine(NamedTuple):
    """One thing wrong with a line; a line may have several. No value where it names a person."""

    line: int
    column: str
    value: str
    reason: Reason
    other: int | None


def imports(
    by: Actor, *, issuer: str | None = None, before: str = "", limit: int = PAGE
) -> list[ImportView]:
    """The imports of the actor's issuer, the newest first; the system sees those of all."""
    rows = Import.objects.order_by("-id")
    if by.kind is not ActorKind.SYSTEM:
        check_may(by, Right.CARDS_VIEW, by.issuer)
        issuer = by.issuer
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    if before:
        rows = rows.filter(id__lt=read_import(before))
    return [as_view(row) for row in rows[:limit]]


def import_of(import_id: str, by: Actor) -> ImportView:
    """One import; that of another issuer does not exist."""
    return as_view(_row(import_id, by))


def refused_lines(
    import_id: str, by: Actor, *, after: int = 0, limit: int = PAGE
) -> list[RefusedLine]:
    """What is wrong with which line, in the order of the file, behind a line; whole lines only."""
    rows = _refused(_row(import_id, by)).filter(line__gt=after)
    page = list(rows[:limit])
    if page:
        page += rows.filter(line=page[-1].line, id__gt=page[-1].id)
    return [_line(row) for row in page]


def refused_file(import_id: str, by: Actor) -> Iterator[str]:
    """All of that as a file for spreadsheets, in both languages; piece by piece."""
    rows = _refused(_row(import_id, by))
    return written(_cells(_line(row)) for row in rows.iterator())


def worded(line: RefusedLine) -> str:
    """What is wrong, in the language of the reader."""
    return gettext(WORDINGS[line.reason]).format(other=line.other)


def read_import(import_id: str) -> UUID:
    """The key behind a public id; what is no id is an import that does not exist."""
    try:
        return ids.read("imp", import_id)
    except ValueError:
        raise refusals.UnknownImport(name=import_id) from None


def as_view(row: Import) -> ImportView:
    """The row as a value."""
    good = Totals.of(row.good)
    return ImportView(
        id=str(row),
        order=Order(
            issuer=row.issuer,
            product=row.product,
            mode=Mode(row.mode),
            dry_run=row.dry_run,
            typed=Totals.of(row.typed) if row.typed else None,
        ),
        edition=row.edition,
        name=row.name,
        size=row.size,
        encoding=row.encoding,
        state=State(row.state),
        found=Totals.of(row.found),
        good=good,
        money=row.money,
        refused=row.refused,
        applied=row.applied,
        progress=_progress(row, good),
        asked_by=row.asked_by,
        received_at=row.received_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        trouble=_trouble(row),
        batch=row.batch,
    )


def _row(import_id: str, by: Actor) -> Import:
    row = Import.objects.filter(pk=read_import(import_id)).first()
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownImport(name=import_id)
    check_may(by, Right.CARDS_VIEW, row.issuer)
    return row


def _progress(row: Import, good: Totals) -> Progress:
    """While a file is read its line breaks are counted, then its good lines."""
    if row.state in {State.RECEIVED.value, State.READING.value}:
        return progress(row.line - 1, row.breaks, row.per_second)
    return progress(row.applied, good.count, row.per_second)


def _trouble(row: Import) -> Refusal | None:
    return refusals.BY_CODE[row.trouble](**row.trouble_facts) if row.trouble else None


def _refused(row: Import) -> QuerySet[RefusedRow]:
    return RefusedRow.objects.filter(file=row).order_by("line", "id")


def _line(row: RefusedRow) -> RefusedLine:
    return RefusedLine(row.line, row.heading, row.value, Reason(row.reason), row.other)


def _cells(line: RefusedLine) -> tuple[object, ...]:
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(worded(line))
    return (line.line, line.column, line.value, line.reason.value, *words)
