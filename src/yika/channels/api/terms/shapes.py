"""What bodies, parameters and answers are made of: strict on the way in, uniform on the way out."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Protocol, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

ID_LETTERS = "[0-7][0-9a-hjkmnp-tv-z]{25}"
LINE_MAX = 200
NOTE_MAX = 500

# No control characters: no database keeps all of them, and none is ever meant.
Line = Annotated[str, Field(max_length=LINE_MAX, pattern=r"^[^\x00-\x1f\x7f]*$")]
Note = Annotated[str, Field(max_length=NOTE_MAX, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]
"""Several lines; needed where the reason is "other"."""

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
ProductCode = Annotated[Code, Field(examples=["transit-adult"])]

CardNumber = Annotated[str, Field(pattern=r"^[0-9 ]{4,40}$")]
Digits = Annotated[str, Field(pattern=r"^[0-9]{4,12}$", examples=["2580"])]


def _in_utc(moment: datetime) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime,
    PlainSerializer(_in_utc, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


def _text_only(given: object) -> object:
    """A number is no moment, although pydantic reads it as one."""
    return given if isinstance(given, str) else f"{given}?"


GivenMoment = Annotated[
    AwareDatetime,
    Field(strict=False),
    BeforeValidator(_text_only),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""RFC 3339, with its zone."""


class Given(BaseModel):
    """A body: nothing is guessed, and what is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class Filter(BaseModel):
    """What a list can be narrowed to; all that is left out is left open."""

    @property
    def wanted(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class Shape(BaseModel):
    """An answer. One with a `version` is answered with it as ETag too."""

    model_config = ConfigDict(frozen=True)


class InBoth(Protocol):
    """Whatever the business has in both languages."""

    @property
    def en(self) -> str: ...
    @property
    def zh_hans(self) -> str: ...


class Words(Shape):
    """A text in both languages."""

    en: str = Field(examples=["Adult transit card"])
    zh_hans: str = Field(examples=["成人交通卡"])

    @classmethod
    def of(cls, words: InBoth) -> Self:
        return cls(en=words.en, zh_hans=words.zh_hans)


def one_of(kind: type[StrEnum]) -> WithJsonSchema:
    """Marks an enumeration, so that its values stand where it is used."""
    return WithJsonSchema({"type": "string", "enum": [one.value for one in kind]})


def _id(prefix: str) -> Any:
    pattern = f"^{prefix}_{ID_LETTERS}$"
    return Field(pattern=pattern, examples=[f"{prefix}_01kahz4m7qe2v8rtx0c5dnb3wy"])


ApplicationId = Annotated[str, _id("app")]
AppointmentId = Annotated[str, _id("apt")]
CardId = Annotated[str, _id("card")]
BatchId = Annotated[str, _id("bat")]
DeliveryId = Annotated[str, _id("dlv")]
EnquiryId = Annotated[str, _id("enq")]
ErrandId = Annotated[str, _id("err")]
HolderId = Annotated[str, _id("hld")]
MessageId = Annotated[str, _id("msg")]
OutletId = Annotated[str, _id("out")]
StopId = Annotated[str, _id("stop")]
TicketId = Annotated[str, _id("qt")]
AnyId = Annotated[str, Field(pattern=f"^[a-z]{{2,5}}_{ID_LETTERS}$")]
