"""The fast lane: the plainest posting, answered only when nothing can be wrong with it.

One leg between an open purse and an open account without a floor is what nearly every use of
a card is. Whatever is not plain, and whatever must be refused, goes the long way (`decide`),
which knows the reasons; both lanes write the same row.
"""

from yika.domain.ledger.posting.book import Booking
from yika.domain.ledger.posting.items import AnyItem, Moved, Outcome, Post
from yika.domain.ledger.posting.view import Account, MoveRow, Seen, View
from yika.domain.ledger.rules import INT64_MAX, State

_OPEN = State.OPEN.value


def answer_plain(item: AnyItem, asked: bytes, view: View, booking: Booking) -> Outcome | None:
    """The answer, with its row written and remembered; None to go the long way."""
    if type(item) is not Post or len(item.legs) > 1:
        return None
    if item.hold is not None or item.booked_on is not None:
        return None
    leg = item.legs[0]
    amount = leg.amount
    source, target = view.accounts.get(leg.source), view.accounts.get(leg.target)
    if source is None or target is None or not 0 < amount <= INT64_MAX:
        return None
    if source.floor is not None and target.floor is None:
        home, beyond, change = source, target, -amount
        fits = source.balance - source.held - source.floor >= amount
    elif source.floor is None and target.floor is not None:
        home, beyond, change = target, source, amount
        fits = target.balance + amount <= (INT64_MAX if target.ceiling is None else target.ceiling)
    else:
        return None
    used_at = booking.now if item.used_at is None else item.used_at
    day = booking.days.known_day(home.heading.book, used_at)
    key = (item.request, home.id)
    if not (fits and day and _may_move(home, beyond, item.unit)) or key in view.seen:
        return None

    home.balance = balance = home.balance + change
    home.seq = seq = home.seq + 1
    id_ = booking.next_id()
    row = (
        id_, home.id, beyond.id, change, balance, seq, home.last_move, 0, False, item.request,
        asked, used_at, day, item.reason, item.way, None,
    )  # fmt: skip
    booking.rows.append(tuple.__new__(MoveRow, row))
    home.last_move = id_
    home.touched = True
    outcome = Outcome((Moved(id_, home.id, seq, change, balance),))
    view.seen[key] = Seen(asked, outcome)
    return outcome


def _may_move(home: Account, beyond: Account, unit: str) -> bool:
    here, there = home.heading, beyond.heading
    return (
        here.book == there.book
        and here.unit == unit == there.unit
        and home.state == _OPEN == beyond.state
    )
