"""Decide a batch in order, in memory: who may move what, and what is to be written. Pure."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from yika.domain.ledger import rules
from yika.domain.ledger.posting.book import Booking, Entry
from yika.domain.ledger.posting.fast_lane import answer_plain
from yika.domain.ledger.posting.items import (
    AnyItem,
    Outcome,
    PlaceHold,
    Post,
    Release,
    Reverse,
    Spend,
    pairs_of,
)
from yika.domain.ledger.posting.seal import digest
from yika.domain.ledger.posting.view import (
    Account,
    AnswerRow,
    BatchRow,
    Changes,
    HoldRow,
    MoveRow,
    Seen,
    View,
    homes,
)
from yika.kit.errors import Refusal


def decide(items: Sequence[AnyItem], view: View, *, now: datetime) -> tuple[list[Outcome], Changes]:
    """Answer every item in order; a refusal does not stop the next one."""
    decision = _Decision(view, now)
    outcomes = [decision.answer(item) for item in items]
    return outcomes, decision.changes()


class _Decision:
    def __init__(self, view: View, now: datetime) -> None:
        self._view = view
        self._book = Booking(view, now)
        self._answers: list[AnswerRow] = []
        self._placed: list[HoldRow] = []
        self._ended: list[HoldRow] = []
        self._does: dict[type[Any], Callable[[Any, Entry], None]] = {
            Post: self._post,
            Spend: self._spend,
            Reverse: self._reverse,
            PlaceHold: self._place_hold,
            Release: self._release,
        }

    def answer(self, item: AnyItem) -> Outcome:
        """The answer to one item: the first one ever given to its request at these accounts."""
        asked = digest(item)
        outcome = answer_plain(item, asked, self._view, self._book)
        if outcome is not None:
            return outcome
        at = self._homes(item)
        seen = self._view.seen
        before = [seen[item.request, home] for home in at if (item.request, home) in seen]
        if before:
            return _repeat(before, asked)
        outcome = self._try(item, asked)
        if at:
            self._keep(item, at, Seen(asked, outcome))
        return outcome

    def changes(self) -> Changes:
        rows = self._book.rows
        days = {row.booked_on for row in rows}
        batch = BatchRow(
            id=self._view.batch,
            posted_at=self._book.now,
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            moves=len(rows),
            answers=len(self._answers),
        )
        touched = [account for account in self._view.accounts.values() if account.touched]
        return Changes(batch, rows, self._answers, self._placed, self._ended, touched)

    def _homes(self, item: AnyItem) -> list[int]:
        if type(item) is Reverse and (rows := self._originals(item)):
            return list({row.account: None for row in rows})
        return homes(pairs_of(item), self._view.accounts)

    def _try(self, item: AnyItem, asked: bytes) -> Outcome:
        book = self._book
        entry = book.begin(item, asked)
        ended = len(self._ended)
        try:
            self._does[type(item)](item, entry)
        except Refusal as refusal:
            book.undo(entry)
            self._reopen(ended)
            facts = {name: str(fact) for name, fact in refusal.facts.items()}
            return Outcome(code=refusal.code, facts=facts)
        return Outcome(moves=book.moved(entry))

    def _keep(self, item: AnyItem, at: list[int], seen: Seen) -> None:
        """Remember the answer: moves do so where they were made, anything else at every home."""
        moves = seen.outcome.moves
        for home in {move.account for move in moves} or at:
            self._view.seen[item.request, home] = seen
        if moves:
            return
        used_at = self._book.now if item.used_at is None else item.used_at
        facts = json.dumps(seen.outcome.facts, sort_keys=True) if seen.outcome.facts else ""
        for home in dict.fromkeys(at):
            row = AnswerRow(
                request=item.request,
                account=home,
                digest=seen.digest,
                code=seen.outcome.code,
                facts=facts,
                used_at=min(max(used_at, rules.INT64_MIN), rules.INT64_MAX),
                batch=self._view.batch,
                line=len(self._answers),
            )
            self._answers.append(row)

    def _post(self, item: Post, entry: Entry) -> None:
        if item.hold is not None:
            named = [id_ for pair in pairs_of(item) for id_ in pair]
            self._capture(item.hold, named, entry)
        book = self._book
        for leg in item.legs:
            source, target = book.account(leg.source), book.account(leg.target)
            book.move(entry, source, target, leg.amount)

    def _spend(self, item: Spend, entry: Entry) -> None:
        if item.hold is not None:
            self._capture(item.hold, item.purses, entry)
        book = self._book
        book.check_amount(item.amount)
        target = book.account(item.target)
        purses = [book.account(id_) for id_ in item.purses]
        for purse in purses:
            book.check_pair(entry, purse, target)
        left = item.amount
        for purse in purses:
            part = left if purse.floor is None else min(left, max(purse.available, 0))
            if part:
                book.move(entry, purse, target, part)
                left -= part
        if left:
            book.refuse_too_much(target, available=item.amount - left, amount=item.amount)

    def _reverse(self, item: Reverse, entry: Entry) -> None:
        book = self._book
        originals = self._originals(item)
        if not originals:
            raise rules.NothingToReverse
        if any(row.id in self._view.reversed for row in originals):
            raise rules.AlreadyReversed
        entry.unit = book.account(item.account).heading.unit
        entry.reverses = {(row.account, row.part): row.id for row in originals}
        for row in reversed(originals):
            if row.paired and row.amount > 0:
                continue  # the contrary of the other half moves both
            entry.part, entry.way = row.part, row.way
            home, other = book.account(row.account), book.account(row.other)
            source, target = (home, other) if row.amount > 0 else (other, home)
            book.move(entry, source, target, abs(row.amount))
        self._view.reversed.update(row.id for row in originals)

    def _place_hold(self, item: PlaceHold, entry: Entry) -> None:
        book = self._book
        book.check_amount(item.amount)
        account = book.account(item.account)
        book.check_account(entry, account, pays=True)
        if account.floor is None:
            raise rules.NoFloor
        if item.until <= book.now or item.until > rules.INT64_MAX:
            raise rules.HoldEnded
        if account.available < item.amount:
            book.refuse_too_much(account, available=account.available, amount=item.amount)
        book.day(entry, account)
        book.set_held(entry, account, account.held + item.amount)
        hold = HoldRow(item.request, account.id, item.amount, book.now, item.until)
        self._view.holds[item.request, account.id] = hold
        self._placed.append(hold)

    def _release(self, item: Release, entry: Entry) -> None:
        ended_as = rules.HoldEnd.EXPIRED if item.expired else rules.HoldEnd.RELEASED
        self._end_hold(item.hold, self._book.account(item.account), entry, ended_as)

    def _capture(self, hold: bytes, accounts: Sequence[int], entry: Entry) -> None:
        for id_ in accounts:
            if (hold, id_) in self._view.holds:
                account = self._book.account(id_)
                self._end_hold(hold, account, entry, rules.HoldEnd.CAPTURED)
                return
        raise rules.UnknownHold

    def _end_hold(
        self, request: bytes, account: Account, entry: Entry, ended_as: rules.HoldEnd
    ) -> None:
        hold = self._view.holds.get((request, account.id))
        if hold is None:
            raise rules.UnknownHold
        over = hold.until <= self._book.now
        if hold.ended_at is not None or over is not (ended_as is rules.HoldEnd.EXPIRED):
            raise rules.HoldEnded
        self._book.set_held(entry, account, account.held - hold.amount)
        ended = hold._replace(ended_at=self._book.now, ended_as=ended_as, ended_by=entry.request)
        self._view.holds[request, account.id] = ended
        self._ended.append(ended)

    def _reopen(self, kept: int) -> None:
        for hold in self._ended[kept:]:
            opened = hold._replace(ended_at=None, ended_as="", ended_by=None)
            self._view.holds[hold.request, hold.account] = opened
        del self._ended[kept:]

    def _originals(self, item: Reverse) -> list[MoveRow]:
        """What the original moved: from the books, or from earlier in this very batch."""
        kept = self._view.originals.get((item.original, item.account))
        return kept or self._book.written(item.original, item.account)


def _repeat(before: Sequence[Seen], asked: bytes) -> Outcome:
    """The first answer, if what was asked at any of these homes is what is asked now.

    A posting that took nothing from one of its purses left that purse free to answer another.
    """
    for seen in before:
        if seen.digest == asked:
            first = seen.outcome
            return Outcome(moves=first.moves, code=first.code, facts=first.facts, repeated=True)
    return Outcome(code=rules.RequestReused.code)
