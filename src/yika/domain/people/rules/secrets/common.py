"""The PINs that most people choose, and how people dress up a common password."""

from collections.abc import Container, Iterator
from typing import Final

from yika.domain.people.rules.secrets.patterns import substance

# The usual ones, among them ways over the keypad and numbers that sound like words in Chinese.
# Runs, repeats and the straight ways over the keypad are refused by rule and need no line here.
PINS: Final = frozenset(
    """
    1004 1012 1020 1024 1110 1112 1123 1200 1221 1223 1225 1230 1231 1232 1233 1235 1236 1244 1245
    1248 1254 1278 1289 1298 1300 1314 1324 1331 1342 1379 1397 1412 1423 1478 1597 1664 2112 2332
    2369 2684 2846 3141 3214 3258 3691 3699 3721 4224 4268 4311 4564 4711 4774 4789 5200 5201 5210
    5211 5421 5611 5683 5775 6768 7007 7337 7410 7412 7984 8008 8520 9009 9510 9631 9713
    000001 000007 001314 010203 100000 100200 101202 102030 102938 110119 110120 111112 111114
    112358 114514 119110 121314 122333 123010 123120 123312 123412 123423 123434 123445 123450
    123451 123453 123455 123457 123459 123465 123478 123498 123698 124578 131400 131420 131421
    131425 131452 131499 134679 135246 135790 135792 142536 145263 147896 159263 159632 168888
    199999 200000 201314 212223 213141 214365 232425 246810 246813 258000 302010 314159 520000
    520131 520184 520530 520584 520886 520999 521000 521314 563412 584520 600000 688888 748159
    800000 888168 888899 918273
    1314520 1314521 3344520 5201314 5211314 7758258 7758521 8675309
    10203040 11235813 13145200 16888888 31415926 52013145 87654312
    """.split()  # noqa: SIM905  a list of words reads better
)
_YEARS: Final = frozenset(f"{year}" for year in range(1900, 2040))

_LOOKS_LIKE: Final = [str.maketrans("@4013$57!", meant) for meant in ("aaoiessti", "aaolesstl")]
_DRESS_MAX: Final = 4


def is_common_pin(pin: str) -> bool:
    """Whether it stands high on the lists, or is a year of our time."""
    return pin in PINS or pin in _YEARS


def is_common_password(secret: str, common: Container[str]) -> bool:
    """Whether it is a common one, also with letters that look alike and a little put around it.

    `common` holds common passwords in small letters.
    """
    lowered = secret.lower()
    return any(
        substance(before) + substance(after) <= _DRESS_MAX and meant in common
        for before, core, after in _cores(lowered)
        for meant in _meanings(core)
    )


def _meanings(core: str) -> Iterator[str]:
    yield core
    yield from (core.translate(looks_like) for looks_like in _LOOKS_LIKE)


def _cores(text: str) -> Iterator[tuple[str, str, str]]:
    """The whole, and what is left without marks and without digits around; what stood around it."""
    yield "", text, ""
    for belongs in (str.isalnum, str.isalpha):
        inside = [place for place, letter in enumerate(text) if belongs(letter)]
        if inside:
            start, end = inside[0], inside[-1] + 1
            yield text[:start], text[start:end], text[end:]
