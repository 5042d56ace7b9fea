"""Every way the books can change."""

from yika.domain.ledger.actions.accept_clock import accept_clock
from yika.domain.ledger.actions.change_limits import change_limits
from yika.domain.ledger.actions.change_state import change_state
from yika.domain.ledger.actions.close_day import close_day, end_day, total_day
from yika.domain.ledger.actions.open_account import open_account, open_purses
from yika.domain.ledger.actions.open_book import open_book
from yika.domain.ledger.actions.open_many_purses import open_many_purses
from yika.domain.ledger.actions.post import post, post_one
from yika.domain.ledger.actions.post_by_hand import post_by_hand
from yika.domain.ledger.actions.release_due_holds import release_due_holds
from yika.domain.ledger.actions.reverse import reverse
from yika.domain.ledger.actions.seal_batches import seal_batches

__all__ = [
    "accept_clock",
    "change_limits",
    "change_state",
    "close_day",
    "end_day",
    "open_account",
    "open_book",
    "open_many_purses",
    "open_purses",
    "post",
    "post_by_hand",
    "post_one",
    "release_due_holds",
    "reverse",
    "seal_batches",
    "total_day",
]
