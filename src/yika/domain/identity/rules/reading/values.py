"""What a text says as the value of a field; None where it cannot be one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from yika.domain.identity.rules.documents import RULES, Fields, NumberRule, Sex
from yika.domain.identity.rules.names import (
    fold_traditional,
    judge_name,
    normal_name,
)
from yika.domain.identity.rules.numbers import judge_number, normal_number
from yika.domain.identity.rules.reading.text import is_chinese, table, tight
from yika.products.documents import Document

EIGHTEEN: Final = r"[0-9]{17}[0-9X]"
SHAPES: Final[Mapping[NumberRule, re.Pattern[str]]] = {
    NumberRule.CITIZEN: re.compile(EIGHTEEN),
    NumberRule.RESIDENCE_PERMIT: re.compile(EIGHTEEN),
    NumberRule.FOREIGN_PERMIT: re.compile(rf"{EIGHTEEN}|[A-Z]{{3}}[0-9]{{12}}"),
    NumberRule.HOME_RETURN_PERMIT: re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    NumberRule.TAIWAN_PERMIT: re.compile(r"[0-9]{8}"),
    NumberRule.PASSPORT: re.compile(r"[A-Z0-9]{6,9}"),
}
TRAVELER: Final = re.compile(r"[HM]?[0-9]{8}")
DAY: Final = re.compile(r"([0-9]{4})\D{1,3}([0-9]{1,2})\D{1,3}([0-9]{1,2})\D?")
SPAN: Final = re.compile(
    r"([0-9]{4})\W?([0-9]{2})\W?([0-9]{2})[\W\u4e00]{1,3}"  # a dash looks like a one
    r"(?:([0-9]{4})\W?([0-9]{2})\W?([0-9]{2})|(\w+))"
)
COUNTRY: Final = re.compile(r"(?:^|[^A-Z])([A-Z]{3})$")
NAME_PART: Final = re.compile(r"[A-Z][A-Z' .,\-]*", re.IGNORECASE)
TIMES: Final = str.maketrans({"\u00d7": "X"})  # read for an X, which only stands at the end
ALIKE: Final = str.maketrans("OILBS", "01185")
LATIN_MIN: Final = 2


@dataclass(frozen=True, slots=True)
class Teller:
    """Knows what the values of one kind of document look like on a certain day."""

    document: Document
    today: date

    def tell(self, field: str, text: str) -> Fields | None:
        """The fields that this text fills as the value of `field`, or None."""
        found: Fields | None = getattr(self, f"_{field}")(text)
        return found

    def _name(self, text: str) -> Fields | None:
        """Chinese characters first, and Latin ones behind them or alone."""
        latin = NAME_PART.search(text)
        after = latin.group().strip(" ,.") if latin else ""
        name = self._mended(text[: latin.start()] if latin else text).strip(" ,/")
        if not name and len(after) < LATIN_MIN:
            return None
        if judge_name(name or after).wrong:
            return None
        return Fields(name=normal_name(name or after), latin_name=after)

    def _sex(self, text: str) -> Fields | None:
        return _sex_of(tight(text))

    def _ethnic_group(self, text: str) -> Fields | None:
        group = fold_traditional(tight(text))
        return Fields(ethnic_group=group) if group in ethnic_groups() else None

    def _born_on(self, text: str) -> Fields | None:
        found = DAY.fullmatch(tight(text))
        day = _day(found.groups()) if found else None
        return Fields(born_on=day) if day and day <= self.today else None

    def find_birth(self, text: str) -> Fields | None:
        """The day of birth without its label: it is the only one with words between its figures."""
        year, month, day = table("words.toml")["between"]
        pattern = rf"[0-9]{{4}}{year}[0-9]{{1,2}}{month}[0-9]{{1,2}}{day}"
        return self._born_on(text) if re.fullmatch(pattern, tight(text)) else None

    def _address(self, text: str) -> Fields | None:
        address = self._mended(tight(text))
        return Fields(address=address) if is_chinese(address) else None

    def _authority(self, text: str) -> Fields | None:
        authority = self._mended(tight(text))
        return Fields(authority=authority) if is_chinese(authority) else None

    def _validity(self, text: str) -> Fields | None:
        found = SPAN.fullmatch(tight(text))
        issued_on = _day(found.groups()[:3]) if found else None
        if found is None or issued_on is None:
            return None
        if found[4]:
            expires_on = _day(found.groups()[3:6])
            return Fields(issued_on=issued_on, expires_on=expires_on) if expires_on else None
        is_permanent = fold_traditional(found[7]) in table("words.toml")["permanent"]
        return Fields(issued_on=issued_on, permanent=True) if is_permanent else None

    def _nationality(self, text: str) -> Fields | None:
        found = COUNTRY.search(tight(text))
        return Fields(nationality=found[1]) if found else None

    def _number(self, text: str) -> Fields | None:
        """Exactly a number and nothing more: a longer run of digits holds wrong ones, too."""
        shape = SHAPES[RULES[self.document].number]
        number = normal_number(text.translate(TIMES))
        if shape.fullmatch(number):
            return Fields(number=number)
        mended = number[:-1].translate(ALIKE) + number[-1:]
        is_right = shape.fullmatch(mended) and self.is_right(mended)
        return Fields(number=mended) if is_right and "X" not in mended[:-1] else None

    def _other_number(self, text: str) -> Fields | None:
        number = normal_number(text)
        return Fields(other_number=number) if TRAVELER.fullmatch(number) else None

    def _ignored(self, _text: str) -> Fields | None:
        """A label that is only known so that its value is not taken for another's."""
        return Fields()

    def is_right(self, number: str) -> bool:
        """Whether there is nothing wrong with this number; who it belongs to nobody can say."""
        return judge_number(self.document, number, today=self.today).wrong is None

    def _mended(self, text: str) -> str:
        """Characters as a mainland document has them; of others nothing is changed."""
        return fold_traditional(text) if RULES[self.document].folds else text


@cache
def ethnic_groups() -> frozenset[str]:
    """The closed list."""
    return frozenset(table("words.toml")["ethnic"]["groups"].split())


def _sex_of(text: str) -> Fields | None:
    for word, sex in table("words.toml")["sexes"].items():
        if re.fullmatch(rf"{word}(?:/?[MF])?", text):
            return Fields(sex=Sex(sex))
    return None


def _day(parts: tuple[str | None, ...]) -> date | None:
    try:
        return date(*(int(part or 0) for part in parts))
    except ValueError:
        return None
