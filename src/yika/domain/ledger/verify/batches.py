"""The seal of each batch over all that it wrote, then each of its moves by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, Final, NamedTuple

from django.db import connection

from yika.domain.ledger.posting.seal import batch_content
from yika.domain.ledger.posting.view import LINE_BITS, AnswerRow, BatchRow, MoveRow
from yika.domain.ledger.rules import INT64_MAX, INT64_MIN
from yika.domain.ledger.verify.accounts import contrary
from yika.domain.ledger.verify.trouble import Fault, Trouble
from yika.domain.vault.queries import keyring
from yika.kit.keyring import KeyMissing
from yika.kit.seals import row_mac

Progress = Callable[[int], None]

ROWS_AT_ONCE = 20_000
_TRUTHS: Final = {0: False, 1: True}  # anything else that SQLite kept is neither

# The ids of moves lie between these, so that the batch of each is found by shifting.
FIRST_ID: Final = -(1 << 62)
LAST_ID: Final = 1 << 62


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


def batch_faults(progress: Progress) -> Iterator[Fault]:
    """Everything wrong with what the batches wrote, page by page."""
    after: int | None = None
    for batches in _batch_pages():
        last = batches[-1].id if batches else None
        moves = {batch: list(rows) for batch, rows in groupby(_moves(after, last), _batch_of)}
        answers = _answers(after, last)
        for batch in batches:
            written = moves.pop(batch.id, [])
            yield from _content_fault(batch, written, answers.pop(batch.id, []))
            yield from chain.from_iterable(map(_move_faults, written))
            yield from _pair_faults(written)
            progress(len(written))
        for row in chain.from_iterable(moves.values()):
            yield Fault(Trouble.MOVE_WITHOUT_BATCH, {"move": row.move.id})
        for stray in answers:
            yield Fault(Trouble.ANSWER_WITHOUT_BATCH, {"batch": stray})
        after = last


def _batch_of(row: _Checked) -> int | None:
    return row.move.id >> LINE_BITS if isinstance(row.move.id, int) else None


def _batch_pages() -> Iterator[Sequence[BatchRow]]:
    """All batches in pages of about as many rows; at the end an empty one, for what lies behind."""
    page: list[BatchRow] = []
    size = 0
    for batch in _batches():
        page.append(batch)
        size += 1 + sum(n for n in (batch.moves, batch.answers) if isinstance(n, int) and n > 0)
        if size >= ROWS_AT_ONCE:
            yield page
            page, size = [], 0
    if page:
        yield page
    yield []


def _batches() -> Iterator[BatchRow]:
    after = INT64_MIN
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
           CASE m.paired WHEN true THEN 1 WHEN false THEN 0 END, m.request, m.digest, m.used_at,
           m.booked_on, m.reason, m.way, m.reverses,
           p.seq, p.balance_after, a.floor_min, h.book_id, h.unit, oh.book_id, oh.unit
    FROM ledger_move m
    LEFT JOIN ledger_move p ON p.id = m.previous AND p.account_id = m.account_id
    LEFT JOIN ledger_account a ON a.id = m.account_id
    LEFT JOIN ledger_heading h ON h.id = a.heading_id
    LEFT JOIN ledger_account o ON o.id = m.other_id
    LEFT JOIN ledger_heading oh ON oh.id = o.heading_id
    WHERE m.id >= %s AND m.id < %s ORDER BY m.id
"""


def _moves(after: int | None, last: int | None) -> Iterator[_Checked]:
    """The moves of the batches behind `after`, up to `last`, whether or not there is a batch."""
    first = FIRST_ID if after is None else (after + 1) << LINE_BITS
    end = LAST_ID if last is None else (last + 1) << LINE_BITS
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, [min(max(id_, FIRST_ID), LAST_ID) for id_ in (first, end)])
        for row in cursor.fetchall():
            move = MoveRow._make(row[:16])
            plain = move._replace(
                paired=_TRUTHS.get(move.paired, move.paired),
                request=_bytes(move.request),
                digest=_bytes(move.digest),
            )
            yield _Checked(plain, *row[16:])


def _answers(after: int | None, last: int | None) -> dict[int, list[AnswerRow]]:
    span = (INT64_MIN if after is None else after, INT64_MAX if last is None else last)
    found: dict[int, list[AnswerRow]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request, account_id, digest, code, facts, used_at, batch, line"
            " FROM ledger_answer WHERE batch > %s AND batch <= %s ORDER BY batch, line",
            span,
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
            elif not contrary(other.amount, move.amount):
                yield Fault(Trouble.MOVE_UNPAIRED, {"move": move.id})
    for move in halves.values():
        yield Fault(Trouble.MOVE_UNPAIRED, {"move": move.id})


def _bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
