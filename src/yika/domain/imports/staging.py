"""Keeps the file, its good lines and its refused ones while an import works on them, in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Q

from yika.domain.cards.rules.source import Source
from yika.domain.imports.models import (
    HEADING_MAX,
    Import,
    Piece,
    RefusedLine,
    StagedLine,
    named_place,
    piece_place,
)
from yika.domain.imports.rules.reading.files import PIECE
from yika.domain.imports.rules.reading.lines import IN_USE, Row
from yika.domain.imports.rules.reading.people import Holder
from yika.domain.imports.rules.reasons import Fault
from yika.domain.vault.queries import keyring
from yika.kit import bulk, envelope, ids
from yika.kit.moments import to_day

NAMED_AT_ONCE: Final = 5_000  # in one statement

# Adding nothing keeps both engines from looking for the least line along the primary key, which
# is all of the file for each line; the index by number has at most a few.
_TWICE: Final = """
    WITH found AS MATERIALIZED (
        SELECT l.line AS line, (
            SELECT MIN(e.line + 0) FROM imports_stagedline e
            WHERE e.file_id = l.file_id AND e.number = l.number
        ) AS first
        FROM imports_stagedline l WHERE l.file_id = %s AND l.line > %s AND l.line <= %s
    )
    SELECT line, first FROM found WHERE first < line
"""
_LINES: Final = """
    SELECT card, number, state, outlet, holder, valid_until, line AS piece
    FROM imports_stagedline WHERE file_id = %s AND line > %s AND line <= %s
"""
_PIECES: Final = """
    SELECT card, number, state, outlet, holder, valid_until,
        CAST(%s AS int) + ROW_NUMBER() OVER (ORDER BY line) AS piece
    FROM imports_stagedline WHERE file_id = %s AND line > %s AND line <= %s
"""


class Span(NamedTuple):
    """Lines of the file behind the one, up to the other."""

    after: int
    upto: int


class Balances(NamedTuple):
    """A card that will have purses, and what they hold, as it is written in its line."""

    line: int
    card: UUID
    amounts: str


class Extent(NamedTuple):
    """What is staged: how many lines, whether any brings money, the least and greatest number."""

    lines: int
    money: bool
    first_number: str
    last_number: str


def keep_piece(file: Import, number: int, content: bytes) -> None:
    """Store a piece of the file, encrypted: it may be full of names."""
    where = piece_place(file.issuer, file.pk, number)
    blob = envelope.seal(keyring(), content, where=where)
    Piece.objects.create(file=file, number=number, content=blob)


def pieces_from(file: Import, offset: int) -> Iterator[bytes]:
    """The bytes of the file from a place on."""
    first, skipped = divmod(offset, PIECE)
    numbers = Piece.objects.filter(file=file, number__gte=first).order_by("number")
    for number in numbers.values_list("number", flat=True):
        content = Piece.objects.values_list("content", flat=True).get(file=file, number=number)
        plain = envelope.open_(keyring(), content, where=piece_place(file.issuer, file.pk, number))
        yield plain[skipped:] if number == first else plain


def drop_pieces(file: Import, *, before: int | None = None) -> None:
    """Forget the file, or the pieces of it that end before a byte."""
    pieces = Piece.objects.filter(file=file)
    if before is not None:
        pieces = pieces.filter(number__lt=before // PIECE)
    pieces.delete()


def stage(file: Import, rows: Sequence[Row]) -> None:
    """Keep good lines until they become cards."""
    if not rows:
        return
    line, number, state, outlet, valid_until, amounts, holder = map(list, zip(*rows, strict=True))
    columns = {
        "file_id": file.pk,
        "line": line,
        "number": number,
        "card": ids.new_ids(len(rows)),
        "state": state,
        "outlet": outlet,
        "valid_until": [day and to_day(day) for day in valid_until],
        "amounts": [_written(each) for each in amounts],
        "named": [who and _sealed(file, at, who) for at, who in zip(line, holder, strict=True)],
        "holder": None,
    }
    _insert(StagedLine._meta.db_table, columns)


def staged(file: Import, span: Span) -> list[StagedLine]:
    """The staged lines of a span, in the order of the file."""
    rows = StagedLine.objects.filter(file=file, line__gt=span.after, line__lte=span.upto)
    return list(rows.order_by("line"))


def lines_with_purses(file: Import, span: Span) -> list[Balances]:
    """The lines of a span whose cards are in use or hold something, with what they hold."""
    rows = StagedLine.objects.filter(file=file, line__gt=span.after, line__lte=span.upto)
    rows = rows.filter(~Q(amounts="") | Q(state__in=[state.value for state in IN_USE]))
    found = rows.order_by("line").values_list("line", "card", "amounts")
    return list(map(Balances._make, found))


def source(file: Import, span: Span, *, first_piece: int | None = None) -> Source:
    """The cards of a span, for the noun that makes them: numbered from a piece on, else by line."""
    lines = (_key(file), *span)
    return (
        Source(_LINES, lines) if first_piece is None else Source(_PIECES, (first_piece - 1, *lines))
    )


def extent(file: Import) -> Extent:
    """How much is staged."""
    rows = StagedLine.objects.filter(file=file)
    found = rows.aggregate(
        lines=Count("line"), first=Min("number"), last=Max("number"), amounts=Max("amounts")
    )
    return Extent(
        lines=found["lines"],
        money=bool(found["amounts"]),
        first_number=found["first"] or "",
        last_number=found["last"] or "",
    )


def twice(file: Import, span: Span) -> dict[int, int]:
    """The lines of a span whose number stands in an earlier line, each with the first of these."""
    with connection.cursor() as cursor:
        cursor.execute(_TWICE, [_key(file), *span])
        return dict(cursor.fetchall())


def unstage(file: Import, *, upto: int | None = None) -> None:
    """Forget staged lines: all, or those up to one."""
    rows = StagedLine.objects.filter(file=file)
    if upto is not None:
        rows = rows.filter(line__lte=upto)
    rows._raw_delete(rows.db)


def take_out(file: Import, lines: Iterable[int]) -> Iterator[StagedLine]:
    """Forget these staged lines, and give each for the last time."""
    rest = iter(lines)
    while some := list(islice(rest, NAMED_AT_ONCE)):
        rows = StagedLine.objects.filter(file=file, line__in=some)
        yield from rows.order_by("line")
        rows._raw_delete(rows.db)


def note_refused(file: Import, faults: Sequence[Fault]) -> None:
    """Keep what is wrong with lines."""
    if not faults:
        return
    line, column, reason, value, other = map(list, zip(*faults, strict=True))
    columns = {
        "file_id": file.pk,
        "line": line,
        "heading": [each[:HEADING_MAX] for each in column],
        "reason": reason,
        "value": value,
        "other": other,
    }
    _insert(RefusedLine._meta.db_table, columns)


def amounts_of(written: str, width: int) -> tuple[int, ...]:
    """The amounts of a staged line, in the order of the columns."""
    return tuple(map(int, written.split())) if written else (0,) * width


def named_in(file: Import, line: StagedLine) -> Holder | None:
    """The person that a staged line names."""
    if line.named is None:
        return None
    where = named_place(file.issuer, file.pk, line.line)
    return Holder.parse(envelope.open_(keyring(), line.named, where=where))


def _written(amounts: tuple[int, ...]) -> str:
    return " ".join(map(str, amounts)) if any(amounts) else ""


def _sealed(file: Import, line: int, holder: Holder) -> bytes:
    where = named_place(file.issuer, file.pk, line)
    return envelope.seal(keyring(), holder.written(), where=where)


def _key(file: Import) -> Any:
    """The key of an import as it stands in a column."""
    return Import._meta.pk.get_db_prep_value(file.pk, connection)


def _insert(table: str, columns: dict[str, object]) -> None:
    with connection.wrap_database_errors:
        bulk.insert(connection.connection, table, columns)
