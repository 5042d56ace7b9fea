"""Card numbers: how they are made, and how a mistyped one is told from an unknown one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self, get_args
from unicodedata import normalize

from yika.kit.errors import NotFound, Refusal, gettext_noop
from yika.products.tables.number import CHECK_DIGITS, DIGITS_MAX, DIGITS_MIN, Check, Number

_APART: Final = str.maketrans("", "", " -\u00a0\u2010\u2011\u2012\u2013\u2014\u2212._/")


class MistypedNumber(Refusal):
    code = "card.mistyped_number"
    wording = gettext_noop(
        "This is not a card number: a digit is wrong, missing or swapped. "
        "Compare it with the card and type it again."
    )


class UnknownCard(NotFound):
    code = "card.unknown"
    wording = gettext_noop("There is no such card here. Check whose card it is.")


class NumbersUsedUp(Refusal):
    code = "card.numbers_used_up"
    wording = gettext_noop(
        "Behind the prefix {prefix} only {left} numbers are left. "
        "Give the next edition of the product another prefix."
    )


@dataclass(frozen=True, slots=True)
class Series:
    """All numbers that share prefix, length and kind of check, whoever issues them."""

    prefix: str
    digits: int
    check: Check

    @classmethod
    def of(cls, number: Number) -> Self:
        return cls(number.prefix, number.digits, number.check)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes."""
        prefix, digits, check = text.split(":")
        kind = next(known for known in get_args(Check) if known == check)
        return cls(prefix, int(digits), kind)

    def __str__(self) -> str:
        return f"{self.prefix}:{self.digits}:{self.check}"

    @property
    def serial_digits(self) -> int:
        return self.digits - len(self.prefix) - CHECK_DIGITS[self.check]

    @property
    def last(self) -> int:
        """The highest serial number there is room for."""
        return int("9" * self.serial_digits)

    def number(self, serial: int) -> str:
        """The whole number with this serial number."""
        body = f"{self.prefix}{serial:0{self.serial_digits}}"
        return body + check_digits(body, self.check)

    def looks_like(self, number: str) -> bool:
        """Whether a number is of this length and begins like these."""
        return len(number) == self.digits and number.startswith(self.prefix)


def check_digits(body: str, check: Check) -> str:
    """What stands behind the other digits so that mistakes show.

    Luhn (ISO/IEC 7812-1, annex B) finds every wrong digit and every swap of neighbors but 09 and
    90. Mod 97 (ISO 7064, MOD 97-10) finds both without exception.
    """
    if check == "luhn":
        return str(-_luhn_sum(body + "0") % 10)
    return f"{98 - int(body) * 100 % 97:02}"


def is_whole(number: str, check: Check) -> bool:
    """Whether the check digits fit the others."""
    if check == "luhn":
        return _luhn_sum(number) % 10 == 0
    return int(number) % 97 == 1


def _luhn_sum(number: str) -> int:
    """By bytes, which is four times as fast: a million numbers come in one file."""
    digits = number.encode()[::-1]
    return sum(digits[::2].translate(_VALUES)) + sum(digits[1::2].translate(_DOUBLED))


_VALUES: Final = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED: Final = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def normal_number(typed: str) -> str:
    """A number as it is kept: plain digits, whatever width and groups it was typed in."""
    return normalize("NFKC", typed).translate(_APART).replace("\u3000", "")


def is_number(text: str) -> bool:
    """Whether something that was typed is meant as a card number."""
    plain = normal_number(text)
    return plain.isascii() and plain.isdecimal()


def check_typed(number: str, series: Iterable[Series]) -> None:
    """Raise what is true of a number that no card has: mistyped, or of a card unknown here.

    One that begins like our numbers but is too short or too long is mistyped. Check digits are
    held against the series it belongs to, or else against every kind of check.
    """
    known = list(series)
    like = [each for each in known if each.looks_like(number)]
    cut = not like and any(number.startswith(each.prefix) for each in known)
    checks: Iterable[Check] = {each.check for each in like} or get_args(Check)
    whole = any(is_whole(number, check) for check in checks) if number else False
    if cut or not whole or not DIGITS_MIN <= len(number) <= DIGITS_MAX:
        raise MistypedNumber
    raise UnknownCard


def masked(number: str) -> str:
    """Enough of a number to know one's card by: the first four digits and the last four."""
    shown = 4 if len(number) > 12 else 2  # noqa: PLR2004  short numbers keep something hidden
    return f"{number[:shown]} ···· {number[-shown:]}"


def grouped(number: str) -> str:
    """A number as it is printed: in groups of four."""
    return " ".join(_fours(number))


def _fours(number: str) -> Iterator[str]:
    for start in range(0, len(number), 4):
        yield number[start : start + 4]
