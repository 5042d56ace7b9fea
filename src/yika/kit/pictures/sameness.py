"""Whether two pictures are one and the same, also after somebody saved or shrank one of them."""

from itertools import pairwise
from typing import Final

from PIL import Image
from PIL.Image import Resampling

SIDE: Final = 16
BITS: Final = SIDE * SIDE
DIFFERENT_BITS_MAX: Final = 10


def digest_of(image: Image.Image) -> bytes:
    """Where the picture becomes brighter from left to right, on a coarse grid, as bits."""
    small = image.convert("L").resize((SIDE + 1, SIDE), Resampling.BOX).tobytes()
    rows = (small[start : start + SIDE + 1] for start in range(0, len(small), SIDE + 1))
    bits = (left < right for row in rows for left, right in pairwise(row))
    value = sum(1 << place for place, bit in enumerate(bits) if bit)
    return value.to_bytes(BITS // 8)


def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two digests are of the same picture; two photographs of one thing differ."""
    different = int.from_bytes(one) ^ int.from_bytes(other)
    return different.bit_count() <= DIFFERENT_BITS_MAX
