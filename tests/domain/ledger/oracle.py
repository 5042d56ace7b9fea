"""The books once more, as plain as can be: what every engine's answers are compared with."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from yika.domain.ledger.posting.items import (
    AnyItem,
    Outcome,
    PlaceHold,
    Post,
    Release,
    Reverse,
    Spend,
)
from yika.kit.moments import from_micros, to_micros

LIMIT = 2**63


class No(Exception):
    """The oracle refuses; the message is the code."""


@dataclass
class Purse:
    """An account in the oracle's books."""

    unit: str = "CNY"
    book: int = 1
    floor: int | None = None
    ceiling: int | None = None
    state: str = "open"
    balance: int = 0
    held: int = 0
    seq: int = 0


# home, amount, other, part → what a posting did
Line = tuple[int, int, int, int]


@dataclass
class Oracle:
    accounts: dict[int, Purse]
    zone: str
    closed: datetime | None = None
    answers: dict[tuple[bytes, int], tuple[AnyItem, object]] = field(default_factory=dict)
    posted: dict[tuple[bytes, int], tuple[AnyItem, list[Line]]] = field(default_factory=dict)
    holds: dict[tuple[bytes, int], list[object]] = field(default_factory=dict)
    taken_back: set[int] = field(default_factory=set)
    book: int | None = None  # of the item under way

    def post(self, item: AnyItem, now: datetime) -> object:
        """A code for no, or the list of (account, seq, amount, balance after)."""
        homes = self.homes(item)
        before = [
            self.answers[key] for home in homes if (key := (item.request, home)) in self.answers
        ]
        for asked, answer in before:
            if asked == item:
                return answer
        if before:
            return "ledger.request_reused"
        stood = copy.deepcopy((self.accounts, self.posted, self.holds, self.taken_back))
        self.book = None
        try:
            answer = self.do(item, now)
        except No as no:
            self.accounts, self.posted, self.holds, self.taken_back = stood
            answer = str(no)
        moved = {line[0] for line in answer} if isinstance(answer, list) else set()
        for home in moved or homes:
            self.answers[item.request, home] = (item, answer)
        return answer

    def pairs(self, item: AnyItem) -> list[tuple[int, int]]:
        match item:
            case Post():
                return [(leg.source, leg.target) for leg in item.legs]
            case Spend():
                return [(purse, item.target) for purse in item.purses]
        return [(item.account, item.account)]

    def homes(self, item: AnyItem) -> list[int]:
        if isinstance(item, Reverse):
            _, lines = self.posted.get((item.original, item.account), (None, []))
            if lines:
                return [line[0] for line in lines]
        found = []
        for pair in self.pairs(item):
            known = [id_ for id_ in pair if id_ in self.accounts]
            floors = [id_ for id_ in known if self.accounts[id_].floor is not None]
            found += floors or ([min(known)] if len(known) == 2 else [])
        return found

    def do(self, item: AnyItem, now: datetime) -> object:
        match item:
            case Post():
                return self.do_post(item, now)
            case Spend():
                return self.do_spend(item, now)
            case Reverse():
                return self.do_reverse(item, now)
            case PlaceHold():
                return self.do_hold(item, now)
            case Release():
                return self.end_hold(item.hold, self.account(item.account), item.account, now)

    def do_post(self, item: Post, now: datetime) -> object:
        if item.hold is not None:
            self.capture(item.hold, [i for p in self.pairs(item) for i in p], now)
        lines: list[Line] = []
        seen: list[tuple[int, int, int, int]] = []
        for part, leg in enumerate(item.legs):
            self.account(leg.source), self.account(leg.target)
            self.move(leg.source, leg.target, leg.amount, item, now, lines, seen, part)
        self.posted_now(item, lines)
        return seen

    def do_spend(self, item: Spend, now: datetime) -> object:
        if item.hold is not None:
            self.capture(item.hold, list(item.purses), now)
        self.amount(item.amount)
        self.account(item.target)
        for id_ in item.purses:
            self.account(id_)
        for id_ in item.purses:
            self.pair(id_, item.target, item)
        left, lines, seen, part = item.amount, [], [], 0
        for id_ in item.purses:
            purse = self.accounts[id_]
            take = left if purse.floor is None else min(left, max(self.available(purse), 0))
            if take:
                self.move(id_, item.target, take, item, now, lines, seen, part)
                left, part = left - take, part + 1
        if left:
            raise No("ledger.not_enough")
        self.posted_now(item, lines)
        return seen

    def do_reverse(self, item: Reverse, now: datetime) -> object:
        original, lines = self.posted.get((item.original, item.account), (None, []))
        if not lines:
            raise No("ledger.nothing_to_reverse")
        if id(original) in self.taken_back:
            raise No("ledger.already_reversed")
        unit = self.account(item.account).unit
        new: list[Line] = []
        seen: list[tuple[int, int, int, int]] = []
        for home, amount, other, part in reversed(lines):
            twin = (other, -amount, home, part) in lines
            if twin and amount > 0:
                continue
            source, target = (home, other) if amount > 0 else (other, home)
            self.move(source, target, abs(amount), item, now, new, seen, part, unit=unit)
        self.taken_back.add(id(original))
        self.posted_now(item, new)
        return seen

    def do_hold(self, item: PlaceHold, now: datetime) -> object:
        self.amount(item.amount)
        purse = self.account(item.account)
        self.check(purse, item.unit, False, "out_only")
        if purse.floor is None:
            raise No("ledger.no_floor")
        if item.until <= to_micros(now) or item.until >= LIMIT:
            raise No("ledger.hold_ended")
        if self.available(purse) < item.amount:
            raise No("ledger.not_enough")
        self.day(item, now)
        purse.held += item.amount
        self.holds[item.request, item.account] = [item.amount, item.until, True]
        return []

    def capture(self, hold: bytes, ids: list[int], now: datetime) -> None:
        for id_ in ids:
            if (hold, id_) in self.holds:
                self.end_hold(hold, self.account(id_), id_, now)
                return
        raise No("ledger.unknown_hold")

    def end_hold(self, hold: bytes, purse: Purse, id_: int, now: datetime) -> object:
        if (hold, id_) not in self.holds:
            raise No("ledger.unknown_hold")
        amount, until, is_open = self.holds[hold, id_]
        if not is_open or until <= to_micros(now):
            raise No("ledger.hold_ended")
        purse.held -= amount
        self.holds[hold, id_][2] = False
        return []

    def posted_now(self, item: AnyItem, lines: list[Line]) -> None:
        for home in {line[0] for line in lines}:
            self.posted[item.request, home] = (item, lines)

    def account(self, id_: int) -> Purse:
        if id_ not in self.accounts:
            raise No("ledger.unknown_account")
        return self.accounts[id_]

    @staticmethod
    def available(purse: Purse) -> int:
        return purse.balance - purse.held - (purse.floor or 0)

    @staticmethod
    def amount(amount: int) -> None:
        if amount == 0:
            raise No("ledger.amount_zero")
        if amount < 0:
            raise No("ledger.amount_negative")
        if amount >= LIMIT:
            raise No("ledger.amount_too_large")

    @staticmethod
    def check(purse: Purse, unit: str, past_freeze: bool, still_open: str) -> None:
        if purse.unit != unit:
            raise No("ledger.wrong_unit")
        if purse.state == "closed":
            raise No("ledger.account_closed")
        if purse.state not in {"open", still_open} and not past_freeze:
            raise No("ledger.account_frozen")

    def pair(self, source: int, target: int, item: AnyItem, unit: str | None = None) -> None:
        a, b = self.account(source), self.account(target)
        if source == target:
            raise No("ledger.same_account")
        if a.book != b.book or self.book not in (None, a.book):
            raise No("ledger.other_book")
        self.book = a.book
        for purse, still_open in ((a, "out_only"), (b, "in_only")):
            past_freeze = getattr(item, "past_freeze", False)
            self.check(purse, unit or item.unit, past_freeze, still_open)

    def day(self, item: AnyItem, now: datetime) -> None:
        used = to_micros(now) if item.used_at is None else item.used_at
        if used > to_micros(now + timedelta(minutes=10)):
            raise No("ledger.time_in_future")
        if used < 0:
            raise No("ledger.time_out_of_range")
        by_hand = getattr(item, "booked_on", None)
        if by_hand is not None:
            if self.closed is not None and by_hand <= self.closed:
                raise No("ledger.day_closed")
            if by_hand > now.astimezone(ZoneInfo(self.zone)).date():
                raise No("ledger.day_not_begun")
        from_micros(used)

    def move(self, source, target, amount, item, now, lines, seen, part, unit=None) -> None:
        self.amount(amount)
        self.pair(source, target, item, unit)
        self.day(item, now)
        a, b = self.accounts[source], self.accounts[target]
        if a.floor is not None and self.available(a) < amount:
            raise No("ledger.not_enough")
        if b.floor is not None and b.ceiling is not None and b.balance + amount > b.ceiling:
            raise No("ledger.above_ceiling")
        homes = [(source, -amount, target)] * (a.floor is not None)
        homes += [(target, amount, source)] * (b.floor is not None)
        plain = [(source, -amount, target)] if source < target else [(target, amount, source)]
        for home, change, other in homes or plain:
            purse = self.accounts[home]
            if not -LIMIT <= purse.balance + change < LIMIT:
                raise No("ledger.balance_too_large")
            purse.balance += change
            purse.seq += 1
            lines.append((home, change, other, part))
            seen.append((home, purse.seq, change, purse.balance))


def answer_of(outcome: Outcome) -> object:
    """An engine's outcome in the oracle's words."""
    if outcome.code:
        return outcome.code
    return [(m.account, m.seq, m.amount, m.balance_after) for m in outcome.moves]


def answers_of(outcomes: Sequence[Outcome]) -> list[object]:
    return [answer_of(outcome) for outcome in outcomes]
