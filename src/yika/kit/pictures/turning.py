"""Which way a camera was held: the one thing that is read of what a picture says of itself."""

from collections.abc import Iterable, Mapping
from struct import error, unpack_from
from typing import Final

from PIL.Image import Transpose

START: Final = b"Exif\0\0"  # written before it in a JPEG, and by some in a WebP
ORDERS: Final = {b"II*\0": "<", b"MM\0*": ">"}
ORIENTATION: Final = 0x0112
ENTRY_BYTES: Final = 12
ENTRIES_MAX: Final = 500
UPRIGHT: Final[Mapping[int, Transpose]] = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def turn_upright(said: Iterable[bytes]) -> Transpose | None:
    """What sets a picture upright that carries these blocks; None when it is, or nobody knows."""
    for block in said:
        exif = block.removeprefix(START)
        order = ORDERS.get(exif[:4])
        if order:
            return UPRIGHT.get(_orientation(exif, order))
    return None


def _orientation(exif: bytes, order: str) -> int:
    try:
        (first,) = unpack_from(f"{order}I", exif, 4)
        (count,) = unpack_from(f"{order}H", exif, first)
        for place in range(min(count, ENTRIES_MAX)):
            at = first + 2 + place * ENTRY_BYTES
            tag, _kind, _count, value = unpack_from(f"{order}HHIH", exif, at)
            if tag == ORIENTATION:
                return int(value)
    except error:
        pass  # nonsense says nothing
    return 1
