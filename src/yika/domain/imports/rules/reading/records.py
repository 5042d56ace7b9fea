"""Reads the records of a CSV file from wherever one of them begins, without holding the file."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reading.files import BOM, Look

BYTES_MAX: Final = 2**16  # of one record
BREAKS_MAX: Final = 100  # inside the quotation marks of one record


def first_line(start: bytes, look: Look) -> str:
    """The line that names the columns, of a file that has more than this line."""
    raw, _, rest = start.removeprefix(BOM).partition(b"\n")
    if len(raw) > BYTES_MAX:
        raise refusals.LineTooLong(line=1, most=BYTES_MAX)
    if not rest.strip() and look.size <= len(start) and b"\r" not in raw.rstrip(b"\r"):
        raise refusals.OnlyHeader
    return raw.decode(look.encoding)


class Record(NamedTuple):
    """One line of a table, which may be several lines of the file. Without cells: broken."""

    line: int
    cells: list[str] | None


class Records:
    """The records from a place on. `offset` and `line` say where the next one begins.

    A line break is one byte that no other character of UTF-8 or GB18030 contains, so that the
    file is cut into lines before it is decoded, and reading can go on at any byte noted here.
    """

    def __init__(
        self,
        pieces: Iterable[bytes],
        *,
        encoding: str,
        delimiter: str,
        offset: int = 0,
        line: int = 1,
    ) -> None:
        self.offset, self.line = offset, line
        self._file = io.BufferedReader(_Joined(pieces))
        if offset == 0 and self._file.peek(len(BOM)).startswith(BOM):
            self.offset = len(self._file.read(len(BOM)))
        self._encoding = encoding
        self._begins, self._starts = line, offset  # the record at hand: its line, its byte
        # Strict, so that marks which are never closed do not swallow the rest in silence.
        self._rows = csv.reader(self._lines(), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        """The next record that is not blank."""
        while True:
            self._begins, self._starts = self.line, self.offset
            try:
                cells = next(self._rows)
            except csv.Error:
                self._check_one_line()
                return Record(self._begins, None)
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                return Record(self._begins, cells)

    def _lines(self) -> Iterator[str]:
        """The lines of the file, counted as they are taken: the reader takes what it needs."""
        read, encoding = self._file.readline, self._encoding
        while raw := read(BYTES_MAX + 1):
            self.offset += len(raw)
            self.line += 1
            if self.offset - self._starts > BYTES_MAX:
                raise refusals.LineTooLong(line=self._begins, most=BYTES_MAX)
            if self.line - self._begins > BREAKS_MAX:
                raise refusals.QuotesNotClosed(line=self._begins)
            yield raw.decode(encoding)

    def _check_one_line(self) -> None:
        """After marks that span lines, nobody can say where the next record begins."""
        if self.line - self._begins > 1:
            raise refusals.QuotesNotClosed(line=self._begins)


class _Joined(io.RawIOBase):
    """Pieces as one file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._held:
            self._held = memoryview(next(self._pieces, b""))
        some = self._held[: len(buffer)]
        buffer[: len(some)] = some
        self._held = self._held[len(some) :]
        return len(some)
