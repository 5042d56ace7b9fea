"""What the accounts say of themselves, against their moves and their holds."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import OperationalError, connection

from yika.domain.ledger.verify.trouble import Fault, Trouble

_REVERSALS: Final = """
    SELECT m.id, m.amount, r.amount FROM ledger_move m
    LEFT JOIN ledger_move r ON r.id = m.reverses AND r.account_id = m.account_id
    WHERE m.reverses IS NOT NULL ORDER BY m.id
"""
_DIFFERENT_ACCOUNTS: Final = """
    SELECT a.id FROM ledger_account a
    LEFT JOIN ledger_move m ON m.id = a.last_move AND m.account_id = a.id
    WHERE a.balance <> coalesce(m.balance_after, 0) OR a.seq <> coalesce(m.seq, 0)
       OR (a.last_move IS NOT NULL AND m.id IS NULL)
    ORDER BY a.id
"""
_DIFFERENT_HOLDS: Final = """
    SELECT a.id FROM ledger_account a
    LEFT JOIN (
        SELECT account_id, sum(amount) AS held FROM ledger_hold
        WHERE ended_at IS NULL GROUP BY account_id
    ) h ON h.account_id = a.id
    WHERE a.held <> coalesce(h.held, 0) ORDER BY a.id
"""


def moves_total() -> int:
    """How many rows `faults` will report progress on."""
    ((total,),) = _rows("SELECT count(*) FROM ledger_move")
    return int(total)


def account_faults() -> Iterator[Fault]:
    """Reversals, balances and holds one by one; then that no move stands outside its chain."""
    for id_, amount, original in _rows(_REVERSALS):
        if not contrary(amount, original):
            yield Fault(Trouble.REVERSAL_UNEQUAL, {"move": id_})
    for (id_,) in _rows(_DIFFERENT_ACCOUNTS):
        yield Fault(Trouble.ACCOUNT_DIFFERS, {"account": id_})
    for (id_,) in _rows(_DIFFERENT_HOLDS):
        yield Fault(Trouble.HOLDS_DIFFER, {"account": id_})
    # Every account's last move leads back over as many moves as it counts; together they are all.
    counted, moves = _counted(), moves_total()
    if counted != moves:
        yield Fault(Trouble.MOVES_UNCHAINED, {"counted": counted, "moves": moves})


def contrary(one: Any, other: Any) -> bool:
    """Whether two amounts cancel out. What is no number (SQLite keeps any) never does."""
    return isinstance(one, int) and isinstance(other, int) and one == -other


def _counted() -> int | float:
    try:
        ((counted,),) = _rows("SELECT coalesce(sum(seq), 0) FROM ledger_account")
    except OperationalError as error:
        if "overflow" not in str(error):
            raise
        return float("inf")
    return counted if isinstance(counted, float) else int(counted)


def _rows(query: str) -> Sequence[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
    return rows
