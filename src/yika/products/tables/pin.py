"""The PIN of a card: how long it is, how often it may be wrong, and when it is too old."""

from typing import Annotated

from pydantic import Field

from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Lasting


class Pin(Table):
    """What a PIN must be like, and what happens when it is wrong or old."""

    digits: int = Field(
        ge=4, le=12, description="How many digits a PIN has, neither more nor less.", examples=[6]
    )
    tries: Annotated[int, Limit()] = Field(
        ge=1, le=10, description="How many wrong tries in a row lock the PIN.", examples=[3]
    )
    lock: Annotated[Lasting | None, Limit(absent="unlike")] = Field(
        default=None,
        description="How long it stays locked. Left out: until somebody unlocks it.",
        examples=["1 day"],
    )
    remind: Lasting | None = Field(
        default=None,
        description="How old a PIN grows before its holder is reminded. Left out: never.",
        examples=["1 year"],
    )
