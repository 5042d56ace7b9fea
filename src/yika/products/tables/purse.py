"""A purse: what a card can hold in one unit, and how far it may go up and down."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from yika.kit.money import Money
from yika.products.tables.table import Limit, Table, Words
from yika.products.tables.values import NAME_FORM, Amount, Unit, shown

PURSE_NAME_MAX = 24


class Purse(Table):
    """Money that follows other rules is another purse of the same card."""

    name: str = Field(
        pattern=f"^{NAME_FORM}$",
        max_length=PURSE_NAME_MAX,
        description="The short name the books know it by. It never changes once cards are sold.",
        examples=["main", "subsidy", "deposit"],
    )
    label: Words = Field(
        description="What holders and staff call this purse.",
        examples=[{"en": "Stored value", "zh-hans": "储值"}],
    )
    unit: Unit = Field(description="What it holds: a currency, or points, MB, rides and the like.")
    spendable: Annotated[bool, Limit()] = Field(
        default=True,
        description="Whether use of the card takes from it. A deposit is only kept.",
        examples=[False],
    )
    balance_max: Annotated[Amount, Limit()] = Field(
        description="The most it may hold: nothing can be loaded beyond it.",
        examples=["1000.00 CNY"],
    )
    overdraft_max: Annotated[Amount | None, Limit(absent="nothing")] = Field(
        default=None,
        description="How far below zero use may take it. Left out: never below zero.",
        examples=["8.00 CNY"],
    )

    @field_validator("balance_max", "overdraft_max")
    @classmethod
    def _in_the_unit_of_the_purse(cls, amount: Money | None, info: ValidationInfo) -> Money | None:
        unit = info.data.get("unit")
        if amount and unit and amount.unit != unit:
            raise ValueError(f"expected an amount in {unit}, the unit of this purse, not {amount}")
        return amount

    @field_validator("overdraft_max")
    @classmethod
    def _only_what_is_spent(cls, amount: Money | None, info: ValidationInfo) -> Money | None:
        if amount and info.data.get("spendable") is False:
            raise ValueError(
                "expected no overdraft: only a purse that is spent can go below zero, "
                "and this one has `spendable = false`"
            )
        return amount

    @property
    def floor(self) -> Money:
        """The least it may hold."""
        return -self.overdraft_max if self.overdraft_max else Money(0, self.unit)

    @property
    def ceiling(self) -> Money:
        """The most it may hold."""
        return self.balance_max


def misfits(written: Sequence[object]) -> Iterator[tuple[int, str, str]]:
    """What is wrong between the purses of a card, as (place, key, what was expected).

    Takes them as written, so that it finds something also where one of them is not well.
    """
    purses = [each if isinstance(each, Mapping) else {} for each in written]
    for place, purse in enumerate(purses):
        name = purse.get("name")
        if name is not None and any(name == other.get("name") for other in purses[:place]):
            yield place, "name", f"expected a name of its own: {shown(name)} is taken"
        after = [other.get("name") for other in purses[place + 1 :] if _serve_alike(purse, other)]
        if "overdraft_max" in purse and after:
            reason = f"this one would go below zero while {shown(after[-1])} still holds money"
            yield place, "overdraft_max", f"expected no overdraft before the last purse: {reason}"


def _serve_alike(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether use takes from both, one after the other."""
    if not (one.get("spendable", True) is other.get("spendable", True) is True):
        return False
    return "unit" in one and one["unit"] == other.get("unit")
