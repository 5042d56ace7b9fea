"""How a card is activated: which steps, how long that may take, which of them may be left out."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Lasting, StepNames


class Activation(Table):
    """The steps are names of the errand's; a card of a product without this table needs none."""

    steps: StepNames = Field(
        description="What is done to activate a card, in this order.",
        examples=[["possession", "profile", "one-time-code", "pin"]],
    )
    optional: StepNames = Field(
        default=(),
        description="The steps a person may leave out. Left out: none.",
        examples=[["test-transaction"]],
    )
    expires: Annotated[Lasting, Limit()] = Field(
        description="How long a begun activation may rest before it is given up.",
        examples=["7 days"],
    )

    @field_validator("optional")
    @classmethod
    def _optional_steps_are_steps(
        cls, optional: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        steps = info.data.get("steps")
        strange = [name for name in optional if steps is not None and name not in steps]
        if strange:
            raise ValueError(f"expected names from `steps`: {strange[0]!r} is none of them")
        return optional
