"""How often a secret may be tried, or a thing be asked for, and how long to wait after too many."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from yika.kit.errors import Refusal, gettext_noop

NONE = timedelta(0)
DOUBLINGS_MAX = 30  # far past every cap, and short of what a timedelta can hold

SECONDS_TOLD_MAX = 120
MINUTES_TOLD_MAX = 120


class TooManyTries(Refusal):
    """Says when the next try is possible, in the unit that people would use for so long."""

    code = "tries.too_many"
    wording = gettext_noop("That was too often. Try again in {wait_seconds} s.")

    def __new__(cls, *, wait: timedelta) -> "TooManyTries":
        seconds = ceil(wait.total_seconds())
        if seconds < SECONDS_TOLD_MAX:
            return super().__new__(cls)
        return super().__new__(_InMinutes if seconds < MINUTES_TOLD_MAX * 60 else _InHours)

    def __init__(self, *, wait: timedelta) -> None:
        seconds = ceil(wait.total_seconds())
        super().__init__(
            wait_seconds=seconds, wait_minutes=ceil(seconds / 60), wait_hours=ceil(seconds / 3600)
        )


class _InMinutes(TooManyTries):
    wording = gettext_noop("That was too often. Try again in {wait_minutes} min.")


class _InHours(TooManyTries):
    wording = gettext_noop("That was too often. Try again in {wait_hours} h.")


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many tries there are in a window, which begins with the first of them.

    After the `free` ones each further try has to wait `first_wait`, then `growth` times as long,
    and so on. Without a first wait and without a lock the next try is in the next window. From
    the `lock_after`th on, each costs a wait as long as the `lock`.

        Allowance(free=5, window=timedelta(hours=1))               five messages an hour
        Allowance(free=3, window=timedelta(days=1), first_wait=timedelta(seconds=30),
                  lock_after=10, lock=timedelta(days=1))           guesses at a password
    """

    free: int
    window: timedelta
    lock_after: int | None = None
    lock: timedelta | None = None
    first_wait: timedelta = NONE
    growth: int = 2

    def __post_init__(self) -> None:
        if self.free < 1 or self.growth < 1 or self.window <= NONE or self.first_wait < NONE:
            raise ValueError(f"expected at least one try, in a window of time: {self}")
        if (self.lock_after is None) != (self.lock is None):
            raise ValueError(f"expected both lock_after and lock, or neither: {self}")
        if self.lock is not None and self.lock <= NONE:
            raise ValueError(f"expected a lock that lasts: {self}")
        if self.lock_after is not None and self.lock_after < self.free:
            raise ValueError(f"expected no lock before the free tries are spent: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """What is known of the tries so far: the next is possible at `next_at`."""

    used: int
    since: datetime
    last_at: datetime
    next_at: datetime
    forget_at: datetime


def wait_left(tries: Tries | None, now: datetime) -> timedelta:
    """How long until the next try; zero when it is possible now.

    A clock that was set back costs nobody more than the wait that was meant.
    """
    if tries is None:
        return NONE
    return max(tries.next_at - max(now, tries.last_at), NONE)


def check_wait(tries: Tries | None, now: datetime) -> None:
    wait = wait_left(tries, now)
    if wait:
        raise TooManyTries(wait=wait)


def one_more(tries: Tries | None, allowance: Allowance, now: datetime) -> Tries:
    """The tries and this one."""
    if tries is None or now >= tries.forget_at:
        tries = Tries(used=0, since=now, last_at=now, next_at=now, forget_at=now)
    tries = turned_back(tries, now)
    used = tries.used + 1
    next_at = max(tries.next_at, _next_at(used, tries.since, allowance, now))
    return Tries(
        used=used,
        since=tries.since,
        last_at=now,
        next_at=next_at,
        forget_at=max(next_at, tries.since + allowance.window),
    )


def turned_back(tries: Tries, now: datetime) -> Tries:
    """The same tries and waits as if the last had been now, when the clock was set back since."""
    back = max(tries.last_at - now, NONE)
    return replace(
        tries,
        since=tries.since - back,
        last_at=tries.last_at - back,
        next_at=tries.next_at - back,
        forget_at=tries.forget_at - back,
    )


def _next_at(used: int, since: datetime, allowance: Allowance, now: datetime) -> datetime:
    if allowance.lock and used >= (allowance.lock_after or 0):
        return now + allowance.lock
    if used < allowance.free:
        return now
    if allowance.first_wait:
        doublings = min(used - allowance.free, DOUBLINGS_MAX)
        wait = allowance.first_wait * int(allowance.growth**doublings)
        return now + min(wait, allowance.lock or allowance.window)
    return now if allowance.lock else since + allowance.window
