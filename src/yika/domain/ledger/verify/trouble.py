"""What can be wrong with the books, and how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yika.kit.errors import gettext_noop


class Trouble(StrEnum):
    BATCH_ALTERED = "batch-altered"
    BATCH_KEY_MISSING = "batch-key-missing"
    MOVE_WITHOUT_BATCH = "move-without-batch"
    ANSWER_WITHOUT_BATCH = "answer-without-batch"
    MOVE_OUT_OF_CHAIN = "move-out-of-chain"
    MOVE_UNPAIRED = "move-unpaired"
    MOVE_MISPLACED = "move-misplaced"
    BELOW_FLOOR = "below-floor"
    REVERSAL_UNEQUAL = "reversal-unequal"
    ACCOUNT_DIFFERS = "account-differs"
    HOLDS_DIFFER = "holds-differ"
    MOVES_UNCHAINED = "moves-unchained"
    DAY_DIFFERS = "day-differs"


WORDINGS: Final[Mapping[Trouble, str]] = {
    Trouble.BATCH_ALTERED: gettext_noop(
        "Batch {batch}: what it booked was altered, removed or added to afterwards."
    ),
    Trouble.BATCH_KEY_MISSING: gettext_noop(
        "Batch {batch}: version {version} of the seal key is not in the keyring."
    ),
    Trouble.MOVE_WITHOUT_BATCH: gettext_noop("Move {move}: no batch booked it."),
    Trouble.ANSWER_WITHOUT_BATCH: gettext_noop(
        "Batch {batch} does not exist, but there are answers that name it."
    ),
    Trouble.MOVE_OUT_OF_CHAIN: gettext_noop(
        "Move {move}: it does not follow from the move before it at account {account}."
    ),
    Trouble.MOVE_UNPAIRED: gettext_noop(
        "Move {move}: the other half of it is missing or differs, so money came or went."
    ),
    Trouble.MOVE_MISPLACED: gettext_noop(
        "Move {move}: its two accounts do not exist, or are kept in other books or units."
    ),
    Trouble.BELOW_FLOOR: gettext_noop(
        "Move {move}: account {account} went below the lowest floor it ever had."
    ),
    Trouble.REVERSAL_UNEQUAL: gettext_noop(
        "Move {move}: it does not take back exactly what it says it takes back."
    ),
    Trouble.ACCOUNT_DIFFERS: gettext_noop(
        "Account {account}: its balance or its count of moves is not what its last move says."
    ),
    Trouble.HOLDS_DIFFER: gettext_noop(
        "Account {account}: what it keeps aside is not the sum of its open holds."
    ),
    Trouble.MOVES_UNCHAINED: gettext_noop(
        "The accounts count {counted} moves together, the book has {moves}."
    ),
    Trouble.DAY_DIFFERS: gettext_noop(
        "{issuer} {day}: the closed totals are not what the moves of that day add up to."
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the books. People read it as text, programs match `trouble`."""

    trouble: Trouble
    facts: Mapping[str, object]

    def __str__(self) -> str:
        return WORDINGS[self.trouble].format_map(self.facts)
