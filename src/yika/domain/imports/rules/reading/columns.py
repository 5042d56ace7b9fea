"""Which column of a file is what: their names in both languages, whatever separates them."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from yika.domain.imports.rules import refusals
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse

DELIMITERS: Final = ",;\t"
NAMED_MAX: Final = 12  # of columns in a message
SHOWN_MAX: Final = 40


class Field(StrEnum):
    """What a column can say besides balances. The value is its name in English."""

    NUMBER = "card number"
    STATE = "state"
    OUTLET = "outlet"
    VALID_UNTIL = "valid until"
    NAME = "holder name"
    PHONE = "phone"
    EMAIL = "e-mail"


NAMES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.NUMBER: ("number", "card no", "card", "卡号", "卡片号码", "卡号码"),
        Field.STATE: ("card state", "status", "状态", "卡状态", "卡片状态"),
        Field.OUTLET: ("outlet code", "网点", "网点代码", "网点编号"),
        Field.VALID_UNTIL: ("expiry", "expires", "expiry date", "有效期", "有效期至", "到期日"),
        Field.NAME: ("name", "holder", "姓名", "持卡人", "持卡人姓名"),
        Field.PHONE: ("phone number", "mobile", "手机", "手机号", "手机号码", "电话"),
        Field.EMAIL: ("email address", "mail", "邮箱", "电子邮箱", "电子邮件"),
    }
)
BALANCE: Final = ("balance", "余额")
PERSONAL: Final = frozenset({Field.NAME, Field.PHONE, Field.EMAIL})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file, as its first line names them."""

    delimiter: str
    headings: tuple[str, ...]
    fields: Mapping[Field, int]
    purses: Mapping[str, int]

    @property
    def has_holders(self) -> bool:
        return not PERSONAL.isdisjoint(self.fields)


def columns(header: str, product: CardProduct) -> Columns:
    """Read the first line of a file. Refuses columns that are unknown, missing or there twice."""
    if "\r" in header.rstrip("\r\n"):
        raise refusals.LineBreaksUnknown
    known = _known(product)
    cells = {mark: _cells(header, mark) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: _hits(cells[mark], known))
    headings = cells[delimiter]
    if not _hits(headings, known):
        raise refusals.HeaderMissing(given=_shown(headings), known=_shown(_offered(product)))
    places = _places(headings, known, product)
    if Field.NUMBER not in places:
        raise refusals.ColumnsMissing(missing=Field.NUMBER.value)
    return Columns(
        delimiter=delimiter,
        headings=headings,
        fields={what: place for what, place in places.items() if isinstance(what, Field)},
        purses={what.name: place for what, place in places.items() if not isinstance(what, Field)},
    )


def _places(
    headings: Sequence[str], known: Mapping[str, Field | Purse], product: CardProduct
) -> dict[Field | Purse, int]:
    unknown = [
        heading or f"#{place}"
        for place, heading in enumerate(headings, start=1)
        if _folded(heading) not in known
    ]
    if unknown:
        raise refusals.ColumnsUnknown(given=_shown(unknown), known=_shown(_offered(product)))
    places: dict[Field | Purse, int] = {}
    for place, heading in enumerate(headings):
        what = known[_folded(heading)]
        if what in places:
            raise refusals.ColumnTwice(first=headings[places[what]], second=heading)
        places[what] = place
    return places


def _known(product: CardProduct) -> dict[str, Field | Purse]:
    """Every name a column may have, folded. A name that could be two purses is none of them."""
    names: dict[str, Field | Purse] = {}
    spent = [purse for purse in product.purses if purse.spendable]
    if len(spent) == 1:
        names |= {_folded(word): spent[0] for word in BALANCE}
    for purse in product.purses:
        called = (purse.name, purse.label.en, purse.label.zh_hans)
        names |= {_folded(text): purse for word in called for text in _balances(word)}
    for field, words in NAMES.items():
        names |= {_folded(word): field for word in (field, *words)}
    return names


def _balances(word: str) -> Iterator[str]:
    yield from (word, f"balance {word}", f"{word} balance", f"余额{word}", f"{word}余额")


def _offered(product: CardProduct) -> Iterator[str]:
    yield from (field.value for field in Field)
    yield from (f"balance {purse.name}" for purse in product.purses)


def _cells(header: str, delimiter: str) -> tuple[str, ...]:
    try:
        rows = list(csv.reader([header], delimiter=delimiter))
    except csv.Error:
        return ()
    names = [" ".join(cell.split()) for cell in rows[0]] if rows else []
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _hits(headings: Iterable[str], known: Mapping[str, object]) -> int:
    return sum(_folded(heading) in known for heading in headings)


def _folded(name: str) -> str:
    """Without case, width, spaces and marks; also without a unit behind it: 押金（元）."""
    plain = re.sub(r"\([^()]*\)$", "", normalize("NFKC", name).casefold().strip())
    return re.sub(r"[\s_.:*-]+", "", plain)


def _shown(names: Iterable[str]) -> str:
    all_ = [name[:SHOWN_MAX] for name in names]
    return ", ".join(all_[:NAMED_MAX] + ["…"] * (len(all_) > NAMED_MAX))
