"""Money is a whole number of the smallest coin with its unit, never a float."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

SMALLEST = -(2**63)
LARGEST = 2**63 - 1


def _units(digits: int, codes: str) -> dict[str, int]:
    return dict.fromkeys(codes.split(), digits)


# Digits after the point (ISO 4217) of the currencies our issuers' holders may pay in.
CURRENCIES: Mapping[str, int] = MappingProxyType(
    _units(2, "CNY HKD MOP TWD SGD MYR THB PHP IDR INR LKR NPR PKR BDT MMK KHR LAK MNT KZT UZS")
    | _units(2, "USD CAD MXN BRL ARS COP PEN AUD NZD EUR GBP CHF SEK NOK DKK PLN CZK HUF RON")
    | _units(2, "RUB UAH TRY ILS AED SAR QAR EGP ZAR NGN KES GHS MAD")
    | _units(0, "JPY KRW VND CLP ISK PYG UGX RWF XAF XOF XPF")
    | _units(3, "BHD IQD JOD KWD OMR TND")
)

# What else a purse can hold, always in whole pieces. Data has two units instead of decimals:
# a plan is kept in the unit it is metered in (a phone in MB, a water meter in KB). So nobody
# has to know whether 0.001 MB is 1000 bytes or 1024, and a plan of "500 MB" reads like one.
COUNTS: Mapping[str, int] = MappingProxyType(
    _units(0, "points rides visits meals minutes messages MB KB")
)

UNITS: Mapping[str, int] = MappingProxyType({**CURRENCIES, **COUNTS})

_MOST_DIGITS = len(str(LARGEST))


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts the smallest coin: `Money(2000, "CNY")` is 20 yuan.

    Unequal units are simply not equal, so that `in` and `dict` work; whatever would need a
    rate to answer (adding, comparing) raises ValueError.
    """

    minor: int
    unit: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise ValueError(f"expected a whole number of the smallest coin, not {self.minor!r}")
        if not isinstance(self.unit, str) or self.unit not in UNITS:
            raise ValueError(f"unknown unit {self.unit!r}; known are {', '.join(UNITS)}")
        if not SMALLEST <= self.minor <= LARGEST:
            raise ValueError(f"too large: expected {self.unit} that fits in 64 bits")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read exactly what `str` writes: `"20.00 CNY"`, `"-3 rides"`."""
        if not isinstance(text, str):
            raise ValueError(f'expected a text such as "20.00 CNY", not {text!r}')
        number, _, unit = text.partition(" ")
        if not unit:
            raise ValueError(f'expected a number and a unit, such as "20.00 CNY", not {text!r}')
        digits = UNITS.get(unit)
        if digits is None:
            raise ValueError(f"unknown unit {unit!r}; known are {', '.join(UNITS)}")
        if not _written(number, digits):
            raise ValueError(f"expected {_pattern(unit, digits)}, not {text!r}")
        if len(number) > _MOST_DIGITS + len("-0."):
            raise ValueError(f"too large: expected {unit} that fits in 64 bits")
        return cls(int(number.replace(".", "")), unit)

    def __str__(self) -> str:
        digits = UNITS[self.unit]
        sign = "-" if self.minor < 0 else ""
        whole, part = divmod(abs(self.minor), 10**digits)
        return (
            f"{sign}{whole}.{part:0{digits}} {self.unit}" if digits else f"{self.minor} {self.unit}"
        )

    def __bool__(self) -> bool:
        return self.minor != 0

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.unit)

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.minor + self._alike(other), self.unit)

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.minor - self._alike(other), self.unit)

    def __mul__(self, times: int) -> "Money":
        if type(times) is not int:
            return NotImplemented
        return Money(self.minor * times, self.unit)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._alike(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._alike(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._alike(other)

    def _alike(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError(f"expected {self.unit}, not {other!r}")
        if other.unit != self.unit:
            raise ValueError(f"expected {self.unit}, not {other.unit}: units never mix")
        return other.minor


def _written(number: str, digits: int) -> bool:
    """Whether `number` is the one way to write it: ASCII digits, no leading zero, no minus zero."""
    part = rf"\.[0-9]{{{digits}}}" if digits else ""
    return bool(re.fullmatch(rf"-?(0|[1-9][0-9]*){part}", number)) and number.strip("0.") != "-"


def _pattern(unit: str, digits: int) -> str:
    if not digits:
        return f'a whole number of {unit}, such as "20 {unit}"'
    return f'plain digits with {digits} after the point, such as "{20:.{digits}f} {unit}"'
