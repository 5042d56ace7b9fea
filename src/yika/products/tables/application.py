"""How somebody who has no card yet applies for one, and how it comes to him."""

from typing import Annotated, Literal

from pydantic import Field

from yika.products.documents import DOCUMENTS, Document
from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Fee, Lasting, StepNames, words_of

Way = Literal["collect", "send"]
WAYS: tuple[Way, ...] = ("collect", "send")


class Application(Table):
    """A product without this table is not applied for: its cards are sold or given over."""

    steps: StepNames = Field(
        description="What is done to apply for a card, in this order.",
        examples=[["profile", "one-time-code", "receive", "confirm"]],
    )
    expires: Annotated[Lasting, Limit()] = Field(
        description="How long a begun application may rest before it is given up.",
        examples=["7 days"],
    )
    ways: Annotated[tuple[Way, ...], words_of(WAYS, "ways"), Field(min_length=1)] = Field(
        description='How a card comes to its holder: "collect" at an outlet, or "send".',
        examples=[["collect", "send"]],
    )
    due: Annotated[Lasting, Limit()] = Field(
        description="How soon a card is ready or on its way, counted from the application.",
        examples=["5 days"],
    )
    kept: Annotated[Lasting, Limit()] = Field(
        description="How long a card that is ready waits to be collected.",
        examples=["30 days"],
    )
    review: bool = Field(
        default=True,
        description="Whether staff accept each application first. Left out: they do.",
        examples=[False],
    )
    documents: Annotated[tuple[Document, ...], words_of(DOCUMENTS, "documents")] = Field(
        default=(),
        description="One of these is shown when the card is collected. Left out: none.",
        examples=[["resident-id", "passport"]],
    )
    fee: Fee | None = Field(
        default=None,
        description="What it costs; zero until money can be taken. Left out: nothing.",
        examples=["0.00 CNY"],
    )
