"""Who may stop a card without its being lost: its holder at will, the issuer for a reason."""

from typing import Annotated, Literal

from pydantic import Field

from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Lasting, words_of

Direction = Literal["all", "spending", "loading"]
DIRECTIONS: tuple[Direction, ...] = ("all", "spending", "loading")


class Freeze(Table):
    """Of a product without this table the holder can freeze nothing; the issuer always can."""

    holder: Annotated[tuple[Direction, ...], words_of(DIRECTIONS, "what can be frozen")] = Field(
        default=(),
        description="What a holder may freeze, and thaw, himself. Left out: nothing.",
        examples=[["all", "spending"]],
    )
    alone: Annotated[Lasting | None, Limit(absent="unlike")] = Field(
        default=None,
        description="For how long one person of the issuer may block a card; longer needs a second "
        "person. Left out: 30 days.",
        examples=["30 days"],
    )
