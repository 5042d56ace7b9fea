"""A card product: everything that makes one kind of card differ from another."""

from typing import Annotated, Any

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from yika.products.tables.activation import Activation
from yika.products.tables.application import Application
from yika.products.tables.freeze import Freeze
from yika.products.tables.loss import Loss
from yika.products.tables.number import Number
from yika.products.tables.pin import Pin
from yika.products.tables.purse import Purse, misfits
from yika.products.tables.real_name import RealName
from yika.products.tables.table import Limit, Table, Words
from yika.products.tables.validity import Validity

EDITION_MAX = 9999
PURSES_MAX = 8
CARE_MAX = 6


class CardProduct(Table):
    """One policy file. An optional table is an ability: without a purse, a card holds nothing.

    Made from what is written only, by `load` or `content`. `code` is the name of the file, so
    it is no key in it.
    """

    code: str
    edition: int = Field(
        ge=1,
        le=EDITION_MAX,
        description="Counts up with every change. A card keeps the edition it was sold under.",
        examples=[1],
    )
    name: Words = Field(
        description="What people call this kind of card.",
        examples=[{"en": "City card", "zh-hans": "市民卡"}],
    )
    care: Annotated[tuple[Words, ...], Field(strict=False)] = Field(
        default=(),
        max_length=CARE_MAX,
        description="How to keep it well, one line each, as its guide tells. Left out: nothing.",
        examples=[[{"en": "Keep it flat and dry.", "zh-hans": "保持平整干燥。"}]],
    )
    number: Number | None = Field(
        default=None,
        description="The number on a card. Left out: cards of this kind cannot be made here.",
    )
    application: Application | None = Field(
        default=None,
        description="How somebody applies for a card. Left out: it is sold or given over.",
    )
    real_name: RealName | None = Field(
        default=None,
        alias="real-name",
        description="How a holder proves who he is. Left out: he never has to.",
    )
    activation: Activation | None = Field(
        default=None,
        description="How a card is activated. Left out: it is used as it is handed out.",
    )
    pin: Pin | None = Field(
        default=None, description="The PIN of a card. Left out: a card has none."
    )
    loss: Loss | None = Field(
        default=None,
        description="How a card is reported lost. Left out: it cannot be, whoever has it has it.",
    )
    freeze: Freeze | None = Field(
        default=None,
        description="Who may stop a card that is not lost. Left out: the issuer alone.",
    )
    validity: Annotated[Validity | None, Limit(absent="endless")] = Field(
        default=None,
        description="Until when a card may be used. Left out: a card has no last day.",
    )
    purses: Annotated[tuple[Purse, ...], Field(strict=False), Limit(absent="nothing")] = Field(
        default=(),
        alias="purse",
        max_length=PURSES_MAX,
        description="What a card holds, in the order in which use takes from it.",
    )

    @field_validator("purses", mode="wrap")
    @classmethod
    def _purses_fit_together(
        cls, written: Any, read: ValidatorFunctionWrapHandler
    ) -> tuple[Purse, ...]:
        """Read the purses; what is wrong with each and between them comes out at once."""
        problems = [
            _problem("misfit", expected, place, key)
            for place, key, expected in misfits(
                written if isinstance(written, list | tuple) else []
            )
        ]
        try:
            purses: tuple[Purse, ...] = read(written)
        except ValidationError as error:
            problems += [
                _problem(each["type"], each["msg"], *each["loc"], **each.get("ctx", {}))
                for each in error.errors()
            ]
        problems.sort(key=lambda problem: problem["loc"][:1])
        if problems:
            raise ValidationError.from_exception_data(cls.__name__, problems)
        return purses

    @classmethod
    def keys(cls) -> dict[str, FieldInfo]:
        return {key: field for key, field in super().keys().items() if key != "code"}

    def spending_order(self, unit: str) -> tuple[Purse, ...]:
        """The purses that use in this unit takes from, each emptied before the next."""
        return tuple(purse for purse in self.purses if purse.spendable and purse.unit == unit)


def _problem(kind: str, wording: str, *loc: int | str, **context: Any) -> InitErrorDetails:
    return InitErrorDetails(type=PydanticCustomError(kind, wording, context), loc=loc, input=None)
