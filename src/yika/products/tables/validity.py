"""Until when a card may be used."""

from datetime import date
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Day, Lasting


class Validity(Table):
    """Counted from the day a card is activated, or one last day for all of them."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["lasts"]}, {"required": ["ends_on"]}]}
    )

    lasts: Annotated[Lasting | None, Limit()] = Field(
        default=None,
        description="How long a card may be used, counted from the day it is activated.",
        examples=["10 years"],
    )
    ends_on: Annotated[Day | None, Limit()] = Field(
        default=None,
        description="The last day for every card of this edition, such as the end of a cohort.",
        examples=["2030-07-31"],
    )

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.lasts is None) == (self.ends_on is None):
            raise ValueError("expected either `lasts` or `ends_on`: one of them, not both")
        return self

    def last_day(self, activated_on: date) -> date:
        """The last day on which a card that was activated on that day may be used."""
        return self.lasts.after(activated_on) if self.lasts else self.ends_on or date.max
