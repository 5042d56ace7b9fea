"""The number on a card: how it begins, how long it is, and how a mistyped one is found."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from yika.products.tables.table import Table
from yika.products.tables.values import DigitsText

CHECK_DIGITS = {"luhn": 1, "mod-97": 2}
DIGITS_MIN = 8
DIGITS_MAX = 24
SERIAL_MIN = 4

Check = Literal["luhn", "mod-97"]


class Number(Table):
    """Prefix, serial number and check digits, together `digits` long."""

    prefix: Annotated[DigitsText, Field(max_length=12)] = Field(
        description="The digits every number of this product begins with.",
        examples=["310478"],
    )
    digits: int = Field(
        ge=DIGITS_MIN,
        le=DIGITS_MAX,
        description="How many digits a number has, prefix and check digits included.",
        examples=[19],
    )
    check: Check = Field(
        description="How the check digits at the end are made: one by Luhn, or two by mod 97.",
        examples=["luhn"],
    )

    @model_validator(mode="after")
    def _room_for_serial_numbers(self) -> Self:
        if self.serial_digits < SERIAL_MIN:
            least = len(self.prefix) + SERIAL_MIN + CHECK_DIGITS[self.check]
            raise ValueError(f"expected `digits` of {least} or more behind this prefix")
        return self

    @property
    def serial_digits(self) -> int:
        """How many digits stand between the prefix and the check digits."""
        return self.digits - len(self.prefix) - CHECK_DIGITS[self.check]
