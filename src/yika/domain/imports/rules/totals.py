"""Control totals: how much a file holds, as its sender says and as it was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.amounts import read_minor
from yika.domain.imports.rules.reasons import Reason
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.kit.money import Money
from yika.products.product import CardProduct

COUNT_EXPECTED = gettext_noop("expected how many cards the file holds, a whole number")
SUM_EXPECTED = gettext_noop("expected a purse of this product and its sum, such as main=1250.00")


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cards, and how much in each purse, in the smallest coin."""

    count: int
    sums: Mapping[str, int]

    @classmethod
    def read(cls, count: str, sums: Iterable[tuple[str, str]], product: CardProduct) -> Self:
        """Totals as somebody typed them: the count, and each purse with its sum."""
        if not count.strip().isdecimal():
            raise Invalid([Fault("count", "", COUNT_EXPECTED)])
        return cls(int(count), dict(_sum(name, text, product) for name, text in sums))

    def as_facts(self) -> dict[str, object]:
        """As it is stored, and stands in the journal."""
        return {"count": self.count, "sums": dict(self.sums)}

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """What `as_facts` wrote."""
        return cls(facts["count"], facts["sums"])

    def plus(self, count: int, sums: Mapping[str, int]) -> "Totals":
        """With so many cards and amounts more."""
        names = self.sums.keys() | sums.keys()
        added = {name: self.sums.get(name, 0) + sums.get(name, 0) for name in sorted(names)}
        return Totals(self.count + count, added)

    def told(self, product: CardProduct) -> str:
        """The same for people, in no language: 1000 × transit-adult; main 1250.00 CNY."""
        units = {purse.name: purse.unit for purse in product.purses}
        sums = (f"{name} {Money(minor, units[name])}" for name, minor in sorted(self.sums.items()))
        return "; ".join([f"{self.count} × {product.code}", *sums])


def check_totals(typed: Totals | None, found: Totals, product: CardProduct, *, money: bool) -> None:
    """Refuse a file that does not hold what its sender says, or brings money without a word."""
    if typed is None:
        if money:
            raise refusals.TotalsMissing(found=found.told(product))
        return
    purses = typed.sums.keys() | found.sums.keys()
    same = all(typed.sums.get(name, 0) == found.sums.get(name, 0) for name in purses)
    if typed.count != found.count or not same:
        raise refusals.TotalsDiffer(found=found.told(product), typed=typed.told(product))


def _sum(name: str, text: str, product: CardProduct) -> tuple[str, int]:
    purse = next((each for each in product.purses if each.name == name.strip()), None)
    minor = read_minor(text, purse.unit) if purse and text.strip() else Reason.AMOUNT_FORM
    if purse is None or isinstance(minor, Reason):
        raise Invalid([Fault("total", name, SUM_EXPECTED)])
    return purse.name, minor
