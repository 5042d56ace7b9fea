"""Checks one line of a file by itself, and reads it into what is staged."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Final, NamedTuple
from uuid import UUID

from yika.domain.cards.rules import MAY_ARRIVE_AS, STATE_WORDS
from yika.domain.cards.rules import State as CardState
from yika.domain.cards.rules.numbers import Series, is_whole, normal_number
from yika.domain.imports.rules.amounts import read_amount
from yika.domain.imports.rules.reading.columns import Columns, Field
from yika.domain.imports.rules.reading.people import Holder, read_holder
from yika.domain.imports.rules.reading.records import Record
from yika.domain.imports.rules.reasons import VALUE_MAX, Fault, Reason
from yika.products.product import CardProduct
from yika.products.tables.number import DIGITS_MAX

DIGITS_MIN: Final = 4
STATES_ZH: Final[Mapping[str, CardState]] = {
    "在库": CardState.IN_STOCK,
    "库存": CardState.IN_STOCK,
    "未激活": CardState.HANDED_OUT,
    "已发放": CardState.HANDED_OUT,
    "使用中": CardState.ACTIVE,
    "正常": CardState.ACTIVE,
    "已激活": CardState.ACTIVE,
    "停用": CardState.BLOCKED,
    "冻结": CardState.BLOCKED,
}
STATES_EN: Final[Mapping[str, CardState]] = {"in use": CardState.ACTIVE}
_IN_ORDER: Final = (Field.NUMBER, Field.STATE, Field.OUTLET, Field.VALID_UNTIL)
_PEOPLE: Final = (Field.NAME, Field.PHONE, Field.EMAIL)
IN_USE: Final = frozenset({CardState.ACTIVE, CardState.BLOCKED})

_DAY: Final = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?")
_YEARS: Final = range(1990, 2200)
_ROUNDED: Final = re.compile(r"[0-9.,]+[eE]\+?[0-9]+")
_REMEMBERED: Final = 4096  # different texts: the same few amounts and days come again and again


class Row(NamedTuple):
    """A card to be taken over, as its line says. Amounts are in the order of the columns."""

    line: int
    number: str
    state: CardState
    outlet: UUID | None
    valid_until: date | None
    amounts: tuple[int, ...]
    holder: Holder | None


class Lines:
    """Reads lines of one file. What the same text means is asked once where it comes often."""

    def __init__(
        self, columns: Columns, product: CardProduct, *, outlets: Mapping[str, UUID], today: date
    ) -> None:
        self._columns, self._outlets = columns, outlets
        self._width = len(columns.headings)
        self._series = Series.of(product.number) if product.number else None
        self._one_by_one = [columns.fields.get(field, self._width) for field in _IN_ORDER]
        self._people = [columns.fields.get(field, self._width) for field in _PEOPLE]
        self._has_holders = columns.has_holders
        self._purses = [
            (place, lru_cache(_REMEMBERED)(partial(read_amount, purse=purse)))
            for purse in product.purses
            if (place := columns.purses.get(purse.name)) is not None
        ]
        self._day = lru_cache(_REMEMBERED)(read_day)
        self._last_day = product.validity.last_day(today) if product.validity else None

    def read(self, record: Record) -> tuple[Row | None, list[Fault]]:
        """What a line says, as far as it can be read, and everything that is wrong with it."""
        cells = record.cells
        if cells is None:
            return None, [Fault(record.line, "", Reason.BROKEN)]
        if len(cells) != self._width:
            if len(cells) < self._width or any(cells[self._width :]):
                return None, [Fault(record.line, "", Reason.CELLS, str(len(cells)))]
            del cells[self._width :]
        cells.append("")  # which stands for every column that the file does not have
        faults = _Faults(record.line, self._columns)
        return self._row(record.line, cells, faults), faults.found

    def _row(self, line: int, cells: Sequence[str], faults: "_Faults") -> Row:
        numbered, stands, lies_at, lasts = [cells[place] for place in self._one_by_one]
        number = self._number(numbered, faults)
        state = self._state(stands, faults)
        holder = None
        if self._has_holders:
            named = [cells[place] for place in self._people]
            holder = read_holder(*named, state=state, refuse=faults.refuse)
        return Row(
            line,
            number,
            state,
            self._outlet(lies_at, state, faults) if lies_at else None,
            self._valid_until(lasts, state, faults),
            tuple(
                [self._amount(cells[place], place, read, faults) for place, read in self._purses]
            ),
            holder,
        )

    def _number(self, text: str, faults: "_Faults") -> str:
        number = text if text.isascii() and text.isdigit() else normal_number(text)
        reason = self._number_reason(number)
        if reason:
            faults.refuse(Field.NUMBER, reason, text)
        return number

    def _number_reason(self, number: str) -> Reason | None:
        if not number:
            return Reason.NUMBER_MISSING
        if not (number.isascii() and number.isdigit()):
            rounded = _ROUNDED.fullmatch(number)
            return Reason.NUMBER_ROUNDED if rounded else Reason.NUMBER_FORM
        if self._series is None:
            return None if DIGITS_MIN <= len(number) <= DIGITS_MAX else Reason.NUMBER_SERIES
        if not self._series.looks_like(number):
            return Reason.NUMBER_SERIES
        return None if is_whole(number, self._series.check) else Reason.NUMBER_CHECK

    def _state(self, text: str, faults: "_Faults") -> CardState:
        state = read_state(text)
        if state is None:
            faults.refuse(Field.STATE, Reason.STATE_UNKNOWN, text)
        return state or CardState.IN_STOCK

    def _outlet(self, text: str, state: CardState, faults: "_Faults") -> UUID | None:
        code = text.strip()
        if not code:
            return None
        if code not in self._outlets:
            faults.refuse(Field.OUTLET, Reason.OUTLET_UNKNOWN, text)
        elif state is not CardState.IN_STOCK:
            faults.refuse(Field.OUTLET, Reason.OUTLET_NOT_STOCK, text)
        return self._outlets.get(code)

    def _valid_until(self, text: str, state: CardState, faults: "_Faults") -> date | None:
        day = self._day(text) if text else None
        if isinstance(day, Reason):
            faults.refuse(Field.VALID_UNTIL, day, text)
            return None
        return day or (self._last_day if state in IN_USE else None)

    def _amount(
        self, text: str, place: int, read: Callable[[str], int | Reason], faults: "_Faults"
    ) -> int:
        amount = read(text)
        if isinstance(amount, Reason):
            faults.add(place, amount, text)
            return 0
        return amount


class _Faults:
    """What is wrong with one line so far.

    In a file that names people no cell is repeated: where columns have slipped, a name or a
    phone number may stand anywhere.
    """

    def __init__(self, line: int, columns: Columns) -> None:
        self.found: list[Fault] = []
        self._line, self._columns = line, columns

    def refuse(self, field: Field, reason: Reason, value: str = "") -> None:
        self.add(self._columns.fields.get(field, -1), reason, value)

    def add(self, place: int, reason: Reason, value: str) -> None:
        column = self._columns.headings[place] if place >= 0 else ""
        value = "" if self._columns.has_holders else value.strip()[:VALUE_MAX]
        self.found.append(Fault(self._line, column, reason, value))


@lru_cache(_REMEMBERED)
def read_state(text: str) -> CardState | None:
    """The state that a word in either language means; a card without one is in stock."""
    word = " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()
    return _STATES.get(word) if word else CardState.IN_STOCK


def read_day(text: str) -> date | Reason | None:
    """A day as people and spreadsheets write it: year, month and day in this order."""
    plain = text.strip()
    found = _DAY.fullmatch(plain)
    if not plain:
        return None
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    return day if day and day.year in _YEARS else Reason.DAY_FORM


def _words() -> Iterable[tuple[str, CardState]]:
    for state in MAY_ARRIVE_AS:
        yield state.value.replace("_", " "), state
        yield STATE_WORDS[state].casefold(), state


_STATES: Final = {**dict(_words()), **STATES_EN, **STATES_ZH}
