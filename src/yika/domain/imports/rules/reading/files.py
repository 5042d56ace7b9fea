"""Whether a file is text that can be imported, and in which encoding it is written."""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, Protocol

from yika.domain.imports.rules import refusals

PIECE: Final = 2**20  # bytes of a file that are kept and looked at together
SIZE_MAX: Final = 2**29
BOM: Final = codecs.BOM_UTF8
UTF_8: Final = "utf-8"
GB18030: Final = "gb18030"  # holds all of GBK and GB2312
SURE: Final = 6  # so many more bytes than characters, well read, are no chance: three hanzi

_END: Final = (SIZE_MAX + 1, 0, 0)

# How files begin that people take for CSV, or that a wrong click uploads.
MAGIC: Final = {
    b"PK\x03\x04": "ZIP / XLSX",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7Z",
    b"Rar!": "RAR",
    b"{\\rtf": "RTF",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class Look(NamedTuple):
    """What is known of a file after all of it was seen once."""

    size: int
    breaks: int
    digest: str
    encoding: str


class Readable(Protocol):
    """A file that is open for reading bytes, however it comes."""

    def read(self, size: int, /) -> bytes: ...


def cut(file: Readable) -> Iterator[bytes]:
    """All of a file in pieces of one size, however little it gives at once."""
    held = bytearray()
    while block := file.read(PIECE):
        held += block
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def digest(file: Readable) -> str:
    """What stands for all of a file."""
    hashed = hashlib.sha256()
    for piece in cut(file):
        hashed.update(piece)
    return hashed.hexdigest()


class Scan:
    """Sees all of a file, piece by piece, and refuses what no import could be read from.

    It is UTF-8 if all of it is; else, seen once more, GB18030 if all of it is. Almost any UTF-8
    can be misread as GB18030: a file that begins with a mark of UTF-8, or that was read so for
    some characters before it failed, is not taken for anything else.
    """

    def __init__(self, *, size_max: int = SIZE_MAX) -> None:
        self._size_max = size_max
        self._size = self._breaks = 0
        self._hash = hashlib.sha256()
        self._marked = False
        self._utf_8 = _Reading(UTF_8)

    def feed(self, piece: bytes) -> None:
        """See the next piece."""
        if not self._size:
            self._begin(piece)
        self._utf_8.feed(piece)
        self._size += len(piece)
        self._breaks += piece.count(b"\n")
        self._hash.update(piece)
        if self._size > self._size_max:
            raise refusals.FileTooLarge(most=self._size_max // 2**20)

    def found(self, again: Callable[[], Iterable[bytes]]) -> Look:
        """What is known now that there are no more pieces. `again` gives them once more."""
        if not self._size:
            raise refusals.FileEmpty
        read = self._utf_8
        read.feed(b"", final=True)
        if read.failed and not (self._marked or read.sure):
            other = _Reading(GB18030)
            for piece in again():
                other.feed(piece)
            other.feed(b"", final=True)
            # If it is neither, the one that understood more of it tells what is wrong.
            read = other if (other.failed or _END) > read.failed else read
        if read.failed:
            byte, line, value = read.failed
            raise refusals.NotText(byte=byte, line=line, value=f"0x{value:02X}")
        return Look(self._size, self._breaks, self._hash.hexdigest(), read.encoding)

    def _begin(self, piece: bytes) -> None:
        for start, kind in MAGIC.items():
            if piece.startswith(start):
                raise refusals.NotCsv(kind=kind)
        self._marked = piece.startswith(BOM)


class _Reading:
    """The file in one encoding: the first byte that is not in it, counted as people count."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.failed: tuple[int, int, int] | None = None
        self._size = self._breaks = 0
        self._more = 0  # bytes than characters
        self._decoder = codecs.getincrementaldecoder(encoding)()

    @property
    def sure(self) -> bool:
        """Whether so much was understood that the file can be in no other encoding."""
        return self._more >= SURE

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        if self.failed:
            return
        held, _ = self._decoder.getstate()
        zero = piece.find(b"\0")
        try:
            text = self._decoder.decode(piece, final)
        except UnicodeDecodeError as error:
            well = error.object[: error.start]
            self._more += len(well) - len(held) - len(well.decode(self.encoding))
            self._fail(piece, error.start - len(held), error.object[error.start])
        else:
            self._more += len(piece) - len(text)
            if zero >= 0:
                self._fail(piece, zero, 0)
            self._size += len(piece)
            self._breaks += piece.count(b"\n")

    def _fail(self, piece: bytes, place: int, value: int) -> None:
        """A place below zero is in the piece before."""
        line = self._breaks + piece.count(b"\n", 0, max(place, 0)) + 1
        self.failed = (self._size + place + 1, line, value)
