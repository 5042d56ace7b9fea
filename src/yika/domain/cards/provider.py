"""What the domain needs of who puts sheets of cards on paper or into a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from yika.domain.cards.rules.views import SheetRow
from yika.domain.issuers.rules import Text
from yika.products.tables.table import Words

PAPER_MAX: Final = 500
"""The most cards that are drawn at once; more of them go as a table to who prints cards."""


class SheetForm(StrEnum):
    """The backs of the cards as they are printed, a list to check them by, or a table."""

    BACKS = "backs"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cards of a batch, or of a part of it, with what stands on each of them."""

    batch: str
    issuer: Text
    hotline: str
    product: Words
    rows: Sequence[SheetRow]


class SheetPrinter(Protocol):
    """Draws a sheet. Raises Unavailable where it cannot."""

    def draw(self, sheet: Sheet, form: SheetForm) -> bytes:
        """A PDF for the backs and the list, CSV for the table."""
        ...
