"""What the vault decides: how rows are sealed in a chain, and how often a secret may be tried."""

from yika.domain.vault.rules.seals import (
    WORDINGS,
    Finding,
    LastSeal,
    Link,
    Row,
    Trouble,
    findings,
    next_link,
    row_finding,
)
from yika.domain.vault.rules.tries import Allowance, TooManyTries, Tries

__all__ = [
    "WORDINGS",
    "Allowance",
    "Finding",
    "LastSeal",
    "Link",
    "Row",
    "TooManyTries",
    "Tries",
    "Trouble",
    "findings",
    "next_link",
    "row_finding",
]
