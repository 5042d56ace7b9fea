"""Re-checks every invariant of the whole book, in pages, and names what is wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby
from typing import Any, Final, NamedTuple

from django.db import connection

from yika.domain.ledger.models import Batch, Book, ClosedDay, DayTotal
from yika.domain.ledger.posting.seal import batch_content
from yika.domain.ledger.posting.view import LINE_BITS, AnswerRow, BatchRow, MoveRow
from yika.domain.ledger.rules import STREAM
from yika.domain.ledger.totals import sums_of_day
from yika.domain.vault.queries import chain_faults, keyring
from yika.domain.vault.rules import Finding, LastSeal
from yika.kit.errors import gettext_noop
from yika.kit.keyring import KeyMissing
from yika.kit.seals import row_mac

Progress = Callable[[int], None]

ROWS_AT_ONCE = 20_000


class Trouble(StrEnum):
    BATCH_ALTERED = "batch-altered"
    BATCH_KEY_MISSING = "batch-key-missing"
    MOVE_WITHOUT_BATCH = "move-without-batch"
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


class _Checked(NamedTuple):
    """A move with what it is checked against: the one before it, and its two accounts."""

    move: MoveRow
    before_seq: int | None
    before_balance: int | None
    floor_min: int | None
    book: int | None
    unit: str | None
    other_book: int | None
    other_unit: str | None


def moves_total() -> int:
    """How many rows `faults` will report progress on."""
    return _scalar("SELECT count(*) FROM ledger_move")


def faults(
    *, expected: LastSeal | None = None, progress: Progress = lambda _: None
) -> Iterator[Fault | Finding]:
    """Everything wrong with the books as they stand when this begins; uses go on meanwhile.

    `expected` is a copy of an earlier last seal that was kept elsewhere.
    """
    with _one_moment():
        yield from _batch_faults(progress)
        yield from _account_faults()
        yield from _day_faults()
        yield from chain_faults(Batch, stream=STREAM, expected=expected)


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the books as of one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    begin = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
    with connection.cursor() as cursor:
        cursor.execute(begin.get(connection.vendor, "BEGIN DEFERRED"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _batch_faults(progress: Progress) -> Iterator[Fault]:
    """Page by page: the seal of each batch over its content, then each move by itself."""
    after = -1
    for batches in _batch_pages():
        last = batches[-1].id if batches else None
        moves = list(_moves(after, last))
        answers = _answers(after, last)
        by_batch = {
            id_: list(rows) for id_, rows in groupby(moves, lambda row: row.move.id >> LINE_BITS)
        }
        for batch in batches:
            written = by_batch.pop(batch.id, [])
            yield from _content_fault(batch, written, answers.get(batch.id, []))
            yield from chain.from_iterable(map(_move_faults, written))
            yield from _pair_faults(written)
            progress(len(written))
        for row in chain.from_iterable(by_batch.values()):
            yield Fault(Trouble.MOVE_WITHOUT_BATCH, {"move": row.move.id})
        after = last if last is not None else after


def _batch_pages() -> Iterator[Sequence[BatchRow]]:
    """All batches in pages of about as many rows; at the end an empty one, for what lies behind."""
    page: list[BatchRow] = []
    size = 0
    for batch in _batches():
        page.append(batch)
        size += batch.moves + batch.answers + 1
        if size >= ROWS_AT_ONCE:
            yield page
            page, size = [], 0
    if page:
        yield page
    yield []


def _batches() -> Iterator[BatchRow]:
    after = -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, posted_at, first_day, last_day, moves, answers, mac, key_version"
                " FROM ledger_batch WHERE id > %s ORDER BY id LIMIT 1000",
                [after],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            for row in rows:
                batch = BatchRow(*row)
                batch.mac = _bytes(batch.mac)
                yield batch
            after = rows[-1][0]


_MOVES = """
    SELECT m.id, m.account_id, m.other_id, m.amount, m.balance_after, m.seq, m.previous, m.part,
           m.paired, m.request, m.digest, m.used_at, m.booked_on, m.reason, m.way, m.reverses,
           p.seq, p.balance_after, a.floor_min, h.book_id, h.unit, oh.book_id, oh.unit
    FROM ledger_move m
    LEFT JOIN ledger_move p ON p.id = m.previous AND p.account_id = m.account_id
    LEFT JOIN ledger_account a ON a.id = m.account_id
    LEFT JOIN ledger_heading h ON h.id = a.heading_id
    LEFT JOIN ledger_account o ON o.id = m.other_id
    LEFT JOIN ledger_heading oh ON oh.id = o.heading_id
    WHERE m.id >= %s AND m.id < %s ORDER BY m.id
"""


def _moves(after: int, last: int | None) -> Iterator[_Checked]:
    """The moves of the batches behind `after`, up to `last`, whether or not there is a batch."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, _span(after, last))
        for row in cursor.fetchall():
            move = MoveRow._make(row[:16])
            plain = move._replace(
                paired=bool(move.paired), request=_bytes(move.request), digest=_bytes(move.digest)
            )
            yield _Checked(plain, *row[16:])


def _answers(after: int, last: int | None) -> Mapping[int, list[AnswerRow]]:
    first, end = after + 1, (1 << 62) if last is None else last + 1
    found: dict[int, list[AnswerRow]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request, account_id, digest, code, facts, used_at, batch, line"
            " FROM ledger_answer WHERE batch >= %s AND batch < %s ORDER BY batch, line",
            (first, end),
        )
        for row in cursor.fetchall():
            answer = AnswerRow(_bytes(row[0]), row[1], _bytes(row[2]), *row[3:])
            found.setdefault(answer.batch, []).append(answer)
    return found


def _content_fault(
    batch: BatchRow, written: Iterable[_Checked], answers: Sequence[AnswerRow]
) -> Iterator[Fault]:
    try:
        key = keyring().key("seal", batch.key_version)
    except KeyMissing:
        facts = {"batch": batch.id, "version": batch.key_version}
        yield Fault(Trouble.BATCH_KEY_MISSING, facts)
        return
    content = batch_content(batch, [row.move for row in written], answers)
    if row_mac(key, content) != batch.mac:
        yield Fault(Trouble.BATCH_ALTERED, {"batch": batch.id})


def _move_faults(row: _Checked) -> Iterator[Fault]:
    move = row.move
    facts = {"move": move.id, "account": move.account}
    if row.book is None or (row.book, row.unit) != (row.other_book, row.other_unit):
        yield Fault(Trouble.MOVE_MISPLACED, facts)
    if not _follows(row):
        yield Fault(Trouble.MOVE_OUT_OF_CHAIN, facts)
    if row.floor_min is not None and _less(move.balance_after, row.floor_min):
        yield Fault(Trouble.BELOW_FLOOR, facts)


def _follows(row: _Checked) -> bool:
    move = row.move
    if move.previous is None:
        return move.seq == 1 and move.balance_after == move.amount
    if row.before_seq is None or row.before_balance is None:
        return False
    try:
        return (
            move.seq == row.before_seq + 1
            and move.balance_after == row.before_balance + move.amount
        )
    except TypeError:
        return False  # a text where a number was


def _less(value: Any, floor: int) -> bool:
    return not isinstance(value, int) or value < floor


def _pair_faults(written: Iterable[_Checked]) -> Iterator[Fault]:
    """Both halves of a move between two accounts with a floor are in the same batch."""
    halves: dict[tuple[object, ...], MoveRow] = {}
    for row in written:
        move = row.move
        if move.paired:
            there = (move.request, move.digest, move.part, move.other, move.account)
            other = halves.pop(there, None)
            if other is None:
                halves[*there[:3], move.account, move.other] = move
            elif other.amount != -move.amount:
                yield Fault(Trouble.MOVE_UNPAIRED, {"move": move.id})
    for move in halves.values():
        yield Fault(Trouble.MOVE_UNPAIRED, {"move": move.id})


_UNEQUAL_REVERSALS = """
    SELECT m.id FROM ledger_move m
    LEFT JOIN ledger_move r ON r.id = m.reverses AND r.account_id = m.account_id
    WHERE m.reverses IS NOT NULL AND (r.id IS NULL OR r.amount <> -m.amount) ORDER BY m.id
"""
_DIFFERENT_ACCOUNTS = """
    SELECT a.id FROM ledger_account a
    LEFT JOIN ledger_move m ON m.id = a.last_move AND m.account_id = a.id
    WHERE a.balance <> coalesce(m.balance_after, 0) OR a.seq <> coalesce(m.seq, 0)
    ORDER BY a.id
"""
_DIFFERENT_HOLDS = """
    SELECT a.id FROM ledger_account a
    LEFT JOIN (
        SELECT account_id, sum(amount) AS held FROM ledger_hold
        WHERE ended_at IS NULL GROUP BY account_id
    ) h ON h.account_id = a.id
    WHERE a.held <> coalesce(h.held, 0) ORDER BY a.id
"""


def _account_faults() -> Iterator[Fault]:
    """What the rows of the accounts say, against their moves and holds."""
    for query, trouble, name in (
        (_UNEQUAL_REVERSALS, Trouble.REVERSAL_UNEQUAL, "move"),
        (_DIFFERENT_ACCOUNTS, Trouble.ACCOUNT_DIFFERS, "account"),
        (_DIFFERENT_HOLDS, Trouble.HOLDS_DIFFER, "account"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(query)
            for (id_,) in cursor.fetchall():
                yield Fault(trouble, {name: id_})
    # Every account's last move leads back over as many moves as it counts; together they are all.
    counted = _scalar("SELECT coalesce(sum(seq), 0) FROM ledger_account")
    moves = moves_total()
    if counted != moves:
        yield Fault(Trouble.MOVES_UNCHAINED, {"counted": counted, "moves": moves})


def _day_faults() -> Iterator[Fault]:
    """Every closed day, added up again from its moves and from the day before it."""
    for book in Book.objects.order_by("id"):
        stood: dict[tuple[int, int], int] = {}
        for closed in ClosedDay.objects.filter(book=book).order_by("day"):
            moves, sums = sums_of_day(book, closed.day)
            lines = DayTotal.objects.filter(heading__book=book, day=closed.day)
            written = {(line.heading_id, line.account_id): line for line in lines}
            right = moves == closed.moves and written.keys() == sums.keys()
            for key, line in written.items():
                opening = stood.get(key, 0)
                told = (line.opening, line.came_in, line.went_out)
                right = right and told == (opening, *sums[key])
                stood[key] = line.closing
                right = right and line.closing == opening + line.came_in - line.went_out
            if not right:
                yield Fault(Trouble.DAY_DIFFERS, {"issuer": book.code, "day": closed.day})


def _span(after: int, last: int | None) -> tuple[int, int]:
    first = (after + 1) << LINE_BITS if after >= 0 else -(1 << 62)
    return first, (1 << 62) if last is None else (last + 1) << LINE_BITS


def _bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _scalar(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
