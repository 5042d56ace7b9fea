"""How a card can be reported lost, for how long, and what that stops when."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from yika.products.tables.span import Span
from yika.products.tables.table import Limit, Table, Words
from yika.products.tables.values import Lasting, StepNames, words_of

Part = Literal["plastic", "phone"]
PARTS: tuple[Part, ...] = ("plastic", "phone")


class Loss(Table):
    """A product without this table is cash: whoever finds its card has it."""

    steps: StepNames = Field(
        description="What is done to report a card lost, in this order.",
        examples=[["loss-report"]],
    )
    expires: Annotated[Lasting, Limit()] = Field(
        description="How long a begun report may rest before it is given up.",
        examples=["1 day"],
    )
    temporary: Annotated[Lasting | None, Limit(absent="nothing")] = Field(
        default=None,
        description="How long a temporary report lasts. Left out: there are formal ones only.",
        examples=["7 days"],
    )
    warn: Lasting | None = Field(
        default=None,
        description="How long before its end the holder is warned. Left out: not at all.",
        examples=["1 day"],
    )
    window: Annotated[Lasting | None, Limit(absent="nothing")] = Field(
        default=None,
        description="Until every reader without a line knows of it, counted from the report; what "
        "they take until then is the holder's. Left out: a report stops everything at once.",
        examples=["1 day"],
    )
    offline: Words | None = Field(
        default=None,
        description="What these readers are, for the holder. Needed with `window`, and only then.",
        examples=[{"en": "Buses and ferries", "zh-hans": "公交车和轮渡"}],
    )
    parts: Annotated[tuple[Part, ...], words_of(PARTS, "parts of a card")] = Field(
        default=(),
        description="The parts that can be reported one by one. Left out: the card as a whole.",
        examples=[["plastic", "phone"]],
    )
    unnamed: bool = Field(
        default=False,
        description="Whether staff may take a report for a card without a name. Left out: no.",
        examples=[False],
    )
    undo: Literal["holder", "counter"] = Field(
        default="holder",
        description="Who ends a formal report: the holder, or staff who have seen him. "
        'A temporary one the holder always ends himself. Left out: "holder".',
        examples=["counter"],
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.window is None) != (self.offline is None):
            raise ValueError("expected both `window` and `offline`, or none of them")
        if self.warn and (self.temporary is None or not _shorter(self.warn, self.temporary)):
            raise ValueError("expected `warn` only with a `temporary` that is longer")
        return self


def _shorter(one: Span, other: Span) -> bool:
    """Whether a span surely is shorter than another, whatever the month."""
    return one.days + one.months * 31 < other.days + other.months * 28
