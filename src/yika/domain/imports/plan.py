"""What the first line of a file and the edition of its product say together."""

from dataclasses import dataclass

from yika.domain.cards.queries import edition
from yika.domain.cards.rules import Edition
from yika.domain.imports.models import Import
from yika.domain.imports.rules.reading.columns import Columns, Field, columns
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse


@dataclass(frozen=True, slots=True)
class Plan:
    """How to understand the lines of one import."""

    edition: Edition
    columns: Columns

    @property
    def product(self) -> CardProduct:
        return self.edition.product

    @property
    def purses(self) -> tuple[Purse, ...]:
        """The purses of which the file tells balances, in the order in which those are kept."""
        named = self.columns.purses
        return tuple(purse for purse in self.product.purses if purse.name in named)

    @property
    def number_heading(self) -> str:
        """What the file calls the column of card numbers."""
        return self.columns.headings[self.columns.fields[Field.NUMBER]]


def plan_of(row: Import) -> Plan:
    """The plan of an import. The edition never changes, so neither does this."""
    stored = edition(row.issuer, row.product, row.edition)
    return Plan(stored, columns(row.header, stored.product))
