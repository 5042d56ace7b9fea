"""What a file is, by its content alone: its kind and size, before anything is decoded.

Each walk goes from block to block, without looking at pixels, to the place where the picture
ends. What stands behind it is dropped later; phones put short films and depth maps there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from yika.kit.pictures import refusals

PNG_START: Final = b"\x89PNG\r\n\x1a\n"
HEIC_BRANDS: Final = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}

# The marks of what a browser, an archive tool or a shell would take the same file for.
FOREIGN_STARTS: Final = re.compile(
    rb"%PDF-\d|PK\x03\x04[\n\x14-]\0|PK\x05\x06\0\0|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c"
    rb"|<(?:script|html|svg|!doctype|\?php)[\s>]",
    re.IGNORECASE,
)
JPEG_NEXT: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_SAYS: Final = frozenset(range(0xE0, 0xF0)) | {0xFE}
JPEG_NEEDS: Final = {0xE0, 0xEE}  # how colors are written
JPEG_END: Final = 0xD9
JPEG_SCAN: Final = 0xDA
SCANS_MAX: Final = 64  # a decoder goes over all pixels for each; cameras write ten or so
PNG_SAYS: Final = {b"tEXt", b"iTXt", b"zTXt", b"iCCP", b"eXIf"}
WEBP_SAYS: Final = {b"EXIF", b"XMP ", b"ICCP"}


@dataclass(slots=True)
class Container:
    """What a file says of itself: one picture of this size, which ends there."""

    kind: str
    width: int = 0
    height: int = 0
    end: int = 0
    moves: bool = False
    said: list[bytes] = field(default_factory=list)  # what it carries beside the picture
    idle: list[tuple[int, int]] = field(default_factory=list)  # from where to where it needs none

    def plain(self, data: bytes) -> bytes:
        """The same file without what no decoder needs: nothing there can trip one up."""
        ends = [0, *(end for _, end in self.idle)]
        starts = [*(start for start, _ in self.idle), self.end]
        return b"".join(data[end:start] for end, start in zip(ends, starts, strict=True))


def look(data: bytes) -> Container:
    """The container of a picture we take; each other file is refused with its own reason."""
    if not data:
        raise refusals.EmptyPicture
    kind = _kind(data)
    try:
        found = WALKS[kind](data)
    except (IndexError, ValueError):
        raise refusals.CutOff from None
    if found.moves:
        raise refusals.MovingPicture
    if found.width < 1 or found.height < 1:
        raise refusals.BrokenPicture
    if any(FOREIGN_STARTS.search(part) for part in (*found.said, data[found.end :])):
        raise refusals.TwoInOne
    return found


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(PNG_START):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    raise _refusal_of(data)


def _refusal_of(data: bytes) -> refusals.PictureRefused:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return refusals.HeicPicture()
    if b"%pdf-" in start:
        return refusals.PdfFile()
    if start.startswith((b"gif87a", b"gif89a")):
        return refusals.GifPicture()
    if start.startswith((b"<?xml", b"<!--", b"<!doctype svg", b"<svg")) and b"<svg" in start:
        return refusals.SvgFile()
    return refusals.UnknownKind()


def _jpeg(data: bytes) -> Container:
    found = Container("JPEG")
    at, scans = 2, 0
    while True:
        mark = JPEG_NEXT.search(data, at)
        if mark is None:
            raise refusals.CutOff
        start, marker, at = mark.start(), data[mark.end() - 1], mark.end()
        if marker == JPEG_END:
            found.end = at
            return found
        block = _exactly(data, at + 2, int.from_bytes(_exactly(data, at, 2)) - 2)
        if marker in JPEG_FRAMES:
            found.height, found.width = int.from_bytes(block[1:3]), int.from_bytes(block[3:5])
        elif marker in JPEG_SAYS:
            found.said.append(block)
        scans += marker == JPEG_SCAN
        if scans > SCANS_MAX:
            raise refusals.BrokenPicture
        at += 2 + len(block)
        if marker in JPEG_SAYS - JPEG_NEEDS:
            found.idle.append((start, at))


def _png(data: bytes) -> Container:
    found = Container("PNG")
    for kind, block, end in _png_blocks(data):
        start, found.end = found.end, end
        if kind == b"IHDR":
            found.width, found.height = int.from_bytes(block[:4]), int.from_bytes(block[4:8])
        elif kind == b"acTL":
            found.moves = True
        elif kind in PNG_SAYS:
            found.said.append(block)
            found.idle.append((start, end))
    return found


def _png_blocks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    at, kind = len(PNG_START), b""
    while kind != b"IEND":
        size = int.from_bytes(_exactly(data, at, 4))
        kind = _exactly(data, at + 4, 4)
        block = _exactly(data, at + 8, size)
        _exactly(data, at + 8 + size, 4)  # the checksum, which the decoder looks at
        at += 12 + size
        yield kind, block, at


def _webp(data: bytes) -> Container:
    found = Container("WEBP", end=8 + int.from_bytes(_exactly(data, 4, 4), "little"))
    _exactly(data, 0, found.end)
    at = 12
    while at < found.end:
        kind = _exactly(data, at, 4)
        block = _exactly(data, at + 8, int.from_bytes(_exactly(data, at + 4, 4), "little"))
        _note_webp(found, kind, block)
        at += 8 + len(block) + len(block) % 2
    return found


def _note_webp(found: Container, kind: bytes, block: bytes) -> None:
    sizes = WEBP_SIZES.get(kind)
    if sizes:
        width, height = sizes(block)
        found.width, found.height = max(found.width, width), max(found.height, height)
    elif kind in {b"ANIM", b"ANMF"}:
        found.moves = True
    elif kind in WEBP_SAYS:
        found.said.append(block)


def _size_lossy(block: bytes) -> tuple[int, int]:
    return (
        int.from_bytes(block[6:8], "little") & 0x3FFF,
        int.from_bytes(block[8:10], "little") & 0x3FFF,
    )


def _size_lossless(block: bytes) -> tuple[int, int]:
    bits = int.from_bytes(block[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _size_canvas(block: bytes) -> tuple[int, int]:
    return int.from_bytes(block[4:7], "little") + 1, int.from_bytes(block[7:10], "little") + 1


def _exactly(data: bytes, at: int, size: int) -> bytes:
    part = data[at : at + size]
    if size < 0 or len(part) != size:
        raise ValueError("expected more bytes")
    return part


WEBP_SIZES: Final[Mapping[bytes, Callable[[bytes], tuple[int, int]]]] = {
    b"VP8 ": _size_lossy,
    b"VP8L": _size_lossless,
    b"VP8X": _size_canvas,
}
WALKS: Final[Mapping[str, Callable[[bytes], Container]]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
}
