"""Order in a secret that makes it easy to guess: runs, repeats, ways over the keyboard."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

LEAST: Final = 3  # from how many characters on an order is no accident

_SHIFTED = str.maketrans('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`")


def _both_ways(*lines: str) -> tuple[str, ...]:
    return (*lines, *(line[::-1] for line in lines))


ALPHABET: Final = _both_ways("abcdefghijklmnopqrstuvwxyz", "01234567890")
KEYS: Final = _both_ways(
    *("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"),
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"),
)
COUNTED: Final = _both_ways("01234567890", *(digit * 12 for digit in "0123456789"))
KEYPAD: Final = _both_ways("123", "456", "789", "147", "258", "2580", "369", "159", "357")


class Piece(NamedTuple):
    """A stretch of a secret, and the order in it: "same", "run", "keyboard", or "" for none."""

    text: str
    order: str


def pieces(text: str) -> Iterator[Piece]:
    """The secret cut into its longest ordered stretches, from the left, and single characters."""
    folded = text.lower().translate(_SHIFTED)
    start = 0
    while start < len(folded):
        length, order = _longest(folded[start:])
        yield Piece(text[start : start + length], order)
        start += length


def substance(text: str) -> int:
    """How many characters have to be guessed, when an ordered stretch is as good as one."""
    return sum(1 for _ in pieces(text))


def main_order(text: str) -> str:
    """The order that makes up most of the secret; "" when it has none."""
    ordered = [piece for piece in pieces(text) if piece.order]
    return max(ordered, key=lambda piece: len(piece.text)).order if ordered else ""


def repeats(text: str) -> bool:
    """Whether a block comes again and again, or each character as often as its neighbors."""
    half = len(text) // 2
    if any(text[size:] == text[:-size] for size in range(1, half + 1)):
        return True
    groups = {len(list(group)) for _, group in groupby(text)}
    return len(groups) == 1 and groups != {1}


def counts_by_steps(digits: str) -> bool:
    """Whether all steps from digit to digit are alike, also over zero: 135791, 890123."""
    return len({(ord(after) - ord(one)) % 10 for one, after in pairwise(digits)}) == 1


def made_of(digits: str, lines: Sequence[str], *, least: int = LEAST) -> bool:
    """Whether stretches of these lines, each long enough, make up the whole."""
    if not digits:
        return True
    return any(
        made_of(digits[size:], lines, least=least)
        for size in range(least, len(digits) + 1)
        if any(digits[:size] in line for line in lines)
    )


def _longest(rest: str) -> tuple[int, str]:
    """The length and order of the longest stretch that this begins with; 1 and none if short."""
    same = next(len(list(group)) for _, group in groupby(rest))
    found = max(
        (same, "same"),
        (_along(rest, ALPHABET), "run"),
        (_along(rest, KEYS), "keyboard"),
        key=lambda one: one[0],
    )
    return found if found[0] >= LEAST else (1, "")


def _along(rest: str, lines: Sequence[str]) -> int:
    """How far this follows one of the lines."""
    length = 1
    while length < len(rest) and any(rest[: length + 1] in line for line in lines):
        length += 1
    return length
