"""What each kind of document has: its sides, what stands on them, and how it may be read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from yika.products.documents import Document


class Side(StrEnum):
    """One picture of a document. A register has a page of the household and one of the person.

    A signature stands on no document: the person makes it under what he confirms at a counter.
    Nor does a picture of the face, which nobody has to give.
    """

    FRONT = "front"
    BACK = "back"
    DATA = "data"
    HOUSEHOLD = "household"
    MEMBER = "member"
    SIGNATURE = "signature"
    FACE = "face"


class Sex(StrEnum):
    """What a document says; some say neither."""

    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"


class NumberRule(StrEnum):
    """How the number of a document is made."""

    CITIZEN = "citizen"
    RESIDENCE_PERMIT = "residence-permit"
    FOREIGN_PERMIT = "foreign-permit"
    HOME_RETURN_PERMIT = "home-return-permit"
    TAIWAN_PERMIT = "taiwan-permit"
    PASSPORT = "passport"


class MrzUse(StrEnum):
    """Whether a document has a machine-readable zone."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a document says, or what somebody says that it says. Unknown is empty or None.

    Nationality is the code of three letters, and `mrz` the machine-readable zone, a line per line.
    """

    name: str = ""
    latin_name: str = ""
    number: str = ""
    other_number: str = ""
    sex: Sex | None = None
    born_on: date | None = None
    ethnic_group: str = ""
    nationality: str = ""
    address: str = ""
    authority: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    permanent: bool = False
    mrz: str = ""

    def said(self) -> dict[str, str]:
        """What is known, as texts: days as 1990-03-07, permanent as "yes"."""
        return {name: _text(value) for name in FIELDS if (value := getattr(self, name))}

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Self:
        """The same again; raises ValueError for a field or a value that there is not."""
        return cls(**{name: _value(name, text) for name, text in said.items()})  # type: ignore[arg-type]

    def joined(self, other: "Fields") -> "Fields":
        """This, with what only the other one knows, such as its second side."""
        known = {name: getattr(self, name) or getattr(other, name) for name in FIELDS}
        return replace(self, **known)

    def differing(self, other: "Fields") -> tuple[str, ...]:
        """The fields that both know and that are not the same, in their order."""
        return tuple(
            name
            for name in FIELDS
            if getattr(self, name)
            and getattr(other, name)
            and getattr(self, name) != getattr(other, name)
        )


FIELDS: Final = tuple(field.name for field in fields(Fields))
DAYS: Final = frozenset({"born_on", "issued_on", "expires_on"})


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes"
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(name: str, text: str) -> object:
    if name not in FIELDS:
        raise ValueError(f"expected a field of a document, not {name!r}")
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    if name == "sex":
        return Sex(text) if text else None
    return text == "yes" if name == "permanent" else text


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One kind of document.

    `sides` says what stands where, `needed` what nobody may leave empty. `lasts` means that it
    has a last day, or says that it is permanent. `folds` means that a reader's traditional
    characters are its mistakes: documents of Hong Kong, Macau and Taiwan really have them.
    """

    sides: Mapping[Side, frozenset[str]]
    needed: frozenset[str]
    number: NumberRule
    folds: bool = False
    lasts: bool = True
    permanent: bool = False
    mrz: MrzUse = MrzUse.NEVER
    picture_width_min: int = 600

    def fields(self) -> tuple[str, ...]:
        """All that stands on any side, in the order in which people are asked."""
        there = frozenset().union(*self.sides.values())
        return tuple(name for name in FIELDS if name in there)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PERSON: Final = "name sex ethnic_group born_on address number"
_VALIDITY: Final = "authority issued_on expires_on"
_TRAVELER: Final = f"name latin_name number sex born_on {_VALIDITY}"

RULES: Final[Mapping[Document, DocumentRule]] = MappingProxyType(
    {
        "resident-id": DocumentRule(
            {Side.FRONT: _names(_PERSON), Side.BACK: _names(f"{_VALIDITY} permanent")},
            _names("name sex born_on number issued_on"),
            NumberRule.CITIZEN,
            folds=True,
            permanent=True,
        ),
        "temporary-id": DocumentRule(
            {Side.FRONT: _names(f"{_PERSON} {_VALIDITY}"), Side.BACK: frozenset()},
            _names("name sex born_on number"),
            NumberRule.CITIZEN,
            folds=True,
        ),
        "household-register": DocumentRule(
            {Side.HOUSEHOLD: _names("address authority"), Side.MEMBER: _names(_PERSON)},
            _names("name sex born_on number"),
            NumberRule.CITIZEN,
            folds=True,
            lasts=False,
        ),
        "passport": DocumentRule(
            {Side.DATA: _names(f"{_TRAVELER} nationality mrz")},
            _names("name born_on number nationality"),
            NumberRule.PASSPORT,
            mrz=MrzUse.ALWAYS,
        ),
        "residence-permit": DocumentRule(
            {
                Side.FRONT: _names("name sex born_on address number"),
                Side.BACK: _names(f"{_VALIDITY} other_number"),
            },
            _names("name sex born_on number"),
            NumberRule.RESIDENCE_PERMIT,
        ),
        "foreign-permit": DocumentRule(
            {
                Side.FRONT: _names(
                    "name latin_name sex born_on nationality number issued_on expires_on"
                ),
                Side.BACK: _names("authority mrz"),
            },
            _names("name born_on number nationality"),
            NumberRule.FOREIGN_PERMIT,
            mrz=MrzUse.SOMETIMES,
        ),
        "home-return-permit": DocumentRule(
            {Side.FRONT: _names(_TRAVELER), Side.BACK: _names("mrz other_number")},
            _names("name born_on number"),
            NumberRule.HOME_RETURN_PERMIT,
            mrz=MrzUse.SOMETIMES,
        ),
        "taiwan-permit": DocumentRule(
            {Side.FRONT: _names(_TRAVELER), Side.BACK: _names("mrz other_number")},
            _names("name born_on number"),
            NumberRule.TAIWAN_PERMIT,
            mrz=MrzUse.SOMETIMES,
        ),
    }
)

NUMBERED: Final = frozenset({"number", "nationality"})
"""What finds a person again, of what stands on his document."""
