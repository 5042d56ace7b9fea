"""What the vault decides: how rows are sealed in a chain, tries counted, and files placed."""

from yika.domain.vault.rules.files import FileDestroyed, FileFacts, Place
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
    "FileDestroyed",
    "FileFacts",
    "Finding",
    "LastSeal",
    "Link",
    "Place",
    "Row",
    "TooManyTries",
    "Tries",
    "Trouble",
    "findings",
    "next_link",
    "row_finding",
]
