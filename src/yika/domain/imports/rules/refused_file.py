"""The file of refused lines, made to be opened in a spreadsheet without danger."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from unicodedata import normalize

HEADINGS: Final = ("line 行", "column 列", "value 值", "code 代码", "reason", "原因")
BOM: Final = "\ufeff"  # without it, spreadsheets take the file for their local encoding
_ROWS_AT_ONCE: Final = 500
_FORMULA: Final = frozenset("=+-@\t\r\n|%")


def harmless(cell: str) -> str:
    """The cell as text: what a spreadsheet would take for a formula gets a mark before it."""
    start = normalize("NFKC", cell.lstrip(" \u00a0\u3000"))[:1]
    return f"'{cell}" if start in _FORMULA and start else cell


def written(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file, piece by piece: UTF-8 with a mark, commas, CRLF."""
    yield BOM + _lines([HEADINGS])
    held: list[Sequence[object]] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS_AT_ONCE:
            yield _lines(held)
            held = []
    if held:
        yield _lines(held)


def _lines(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue()
