"""Post a batch inside the caller's transaction: lock, seen before?, decide, write."""

from collections.abc import Sequence
from datetime import datetime

from yika.domain.ledger import rules
from yika.domain.ledger.posting.decide import decide
from yika.domain.ledger.posting.items import (
    AnyItem,
    Outcome,
    Post,
    Reverse,
    Spend,
    pairs_of,
)
from yika.domain.ledger.posting.seal import SealKey, batch_content
from yika.domain.ledger.posting.stores.store import Need, Store
from yika.domain.ledger.posting.view import LINES_MAX, BatchRow, Changes, Key, MoveRow, Pair
from yika.kit.errors import Unavailable
from yika.kit.moments import from_micros, to_micros
from yika.kit.seals import row_mac

REQUEST_BYTES = 16
WORDS_MAX = 32
LEGS_MAX = 32


class Overtaken(Unavailable):
    """What was read before the locks is out of date; nothing was written.

    To lock more accounts now would be out of order, and two of us could wait for each other.
    """


def post(store: Store, items: Sequence[AnyItem], *, now: datetime, seal: SealKey) -> list[Outcome]:
    """Answer every item in order. Durable once the caller has committed.

    The answer to a request never changes: a repeat, here or in any later batch, gets the first.
    `Overtaken`: begin again in a new transaction.
    """
    check_items(items)
    need = _need(store, items)
    view = store.read(need)
    if _originals_appeared(store, items, need):
        raise Overtaken("a posting to be taken back was written just now; ask again")
    last = view.last_posted_at
    rules.check_clock(last=None if last is None else from_micros(last), now=now)
    outcomes, changes = decide(items, view, now=now)
    if changes.moves or changes.answers:
        _seal(changes, seal)
        store.write(changes)
    return outcomes


def accept_clock(store: Store, *, now: datetime, seal: SealKey) -> None:
    """Write an empty batch: the books go on from a clock that was ahead and is right now."""
    batch = store.read(Need([], [], [], {})).batch
    changes = Changes(BatchRow(batch, to_micros(now), None, None, 0, 0), [], [], [], [], [])
    _seal(changes, seal)
    store.write(changes)


def _seal(changes: Changes, seal: SealKey) -> None:
    content = batch_content(changes.batch, changes.moves, changes.answers)
    changes.batch.key_version, changes.batch.mac = seal.version, row_mac(seal.key, content)


def lines_of(item: AnyItem) -> int:
    """How many rows an item may write at most."""
    if type(item) is Post:
        return 2 * len(item.legs)
    if type(item) is Spend:
        return 2 * len(item.purses)
    return 2 * LEGS_MAX if type(item) is Reverse else 1


def check_items(items: Sequence[AnyItem]) -> None:
    """Stop a caller's mistake before anything is touched: these are bugs, not refusals."""
    if sum(map(lines_of, items)) > LINES_MAX:
        raise ValueError(f"a batch writes at most {LINES_MAX} rows")
    for item in items:
        named = (item.request, getattr(item, "hold", None), getattr(item, "original", None))
        if any(id_ is not None and len(id_) != REQUEST_BYTES for id_ in named):
            raise ValueError("a request id is 16 bytes; see yika.kit.ids.request_key")
        if type(item) is Post and not 1 <= len(item.legs) <= LEGS_MAX:
            raise ValueError(f"a posting has 1 to {LEGS_MAX} legs")
        if type(item) is Spend and not 1 <= len(set(item.purses)) == len(item.purses) <= LEGS_MAX:
            raise ValueError(f"1 to {LEGS_MAX} purses, each named once")
    words = {item.reason for item in items} | {item.way for item in items if type(item) is Post}
    if any(len(word) > WORDS_MAX or "\0" in word for word in words):
        raise ValueError(f"a reason and a way have at most {WORDS_MAX} characters")


def _need(store: Store, items: Sequence[AnyItem]) -> Need:
    """Everything the items name. What a reversal will touch is read first: rows never change."""
    reversals = [item for item in items if type(item) is Reverse and _possible(item.account)]
    originals = store.originals([(item.original, item.account) for item in reversals])
    accounts: set[int] = set()
    asks: list[tuple[bytes, Sequence[Pair]]] = []
    holds: list[Key] = []
    for item in items:
        pairs = pairs_of(item)
        if type(item) is Reverse:
            pairs = _pairs_taken_back(item, items, originals)
        asks.append((item.request, pairs))
        for pair in pairs:
            accounts.update(pair)
        hold = getattr(item, "hold", None)
        if hold is not None:
            holds += [(hold, id_) for pair in pairs for id_ in pair]
    possible = sorted(filter(_possible, accounts))
    if len(possible) != len(accounts):
        holds = [key for key in holds if _possible(key[1])]
    return Need(possible, asks, holds, originals)


def _originals_appeared(store: Store, items: Sequence[AnyItem], need: Need) -> bool:
    """Whether somebody wrote what is to be taken back while we waited for the locks."""
    keys = [(each.original, each.account) for each in items if type(each) is Reverse]
    missing = [key for key in keys if key not in need.originals and _possible(key[1])]
    return bool(missing and store.originals(missing))


def _possible(account: int) -> bool:
    return 0 < account <= rules.INT64_MAX


def _pairs_taken_back(
    reversal: Reverse, items: Sequence[AnyItem], originals: dict[Key, list[MoveRow]]
) -> list[Pair]:
    """Where a reversal may be written: known only when it is decided, so ask for each by itself.

    Its original is in the books, or comes earlier in the same batch and has no rows yet.
    """
    rows = originals.get((reversal.original, reversal.account), ())
    named = {reversal.account} | {id_ for row in rows for id_ in (row.account, row.other)}
    for item in items:
        if item.request == reversal.original:
            named.update(id_ for pair in pairs_of(item) for id_ in pair)
    return [(id_, id_) for id_ in sorted(named)]
