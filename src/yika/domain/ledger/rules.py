"""What the books accept: every refusal of the ledger, and the arithmetic of business days."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

INT64_MAX: Final = 2**63 - 1
INT64_MIN: Final = -(2**63)
STREAM: Final = "ledger"
NAME_MAX: Final = 64  # as long as the journal takes what an entry is about

# A reader's clock may be this far ahead of ours before its uses are refused.
CLOCK_TOLERANCE: Final = timedelta(minutes=10)


class State(StrEnum):
    """Frozen: nothing moves but what names the freeze. Closed: nothing moves again.

    With only one way frozen, the other stays open: an account that is `IN_ONLY` takes money and
    gives none away, nor keeps any aside; one that is `OUT_ONLY` gives and takes none.
    """

    OPEN = "open"
    IN_ONLY = "in_only"
    OUT_ONLY = "out_only"
    FROZEN = "frozen"
    CLOSED = "closed"


class HoldEnd(StrEnum):
    """How a hold ended: by the move it was for, by word of the caller, or by its time."""

    CAPTURED = "captured"
    RELEASED = "released"
    EXPIRED = "expired"


class UnknownAccount(NotFound):
    code = "ledger.unknown_account"
    wording = gettext_noop("There is no account {name}.")


class UnknownBook(NotFound):
    code = "ledger.unknown_book"
    wording = gettext_noop("There are no books called {name}.")


class BookTaken(Conflict):
    code = "ledger.book_taken"
    wording = gettext_noop("The books {book} are already kept by the clock of {zone}.")


class AmountZero(Refusal):
    code = "ledger.amount_zero"
    wording = gettext_noop("An amount of zero moves nothing. Enter an amount above zero.")


class AmountNegative(Refusal):
    code = "ledger.amount_negative"
    wording = gettext_noop(
        "An amount is never negative. To move money back, swap the two accounts."
    )


class AmountTooLarge(Refusal):
    code = "ledger.amount_too_large"
    wording = gettext_noop("This amount is larger than the books can hold.")


class BalanceTooLarge(Refusal):
    code = "ledger.balance_too_large"
    wording = gettext_noop("With this amount the balance would be larger than the books can hold.")


class SameAccount(Refusal):
    code = "ledger.same_account"
    wording = gettext_noop("A move needs two different accounts.")


class WrongUnit(Refusal):
    code = "ledger.wrong_unit"
    wording = gettext_noop("This account is kept in {kept}, the amount is in {given}.")


class OtherBook(Refusal):
    code = "ledger.other_book"
    wording = gettext_noop(
        "These accounts belong to different issuers. "
        "Settle between them through a clearing account."
    )


class AccountFrozen(Refusal):
    code = "ledger.account_frozen"
    wording = gettext_noop("This account is frozen. Nothing was moved.")


class AccountClosed(Refusal):
    code = "ledger.account_closed"
    wording = gettext_noop("This account is closed. Nothing was moved.")


class AccountNotEmpty(Refusal):
    code = "ledger.account_not_empty"
    wording = gettext_noop("This account still holds {balance}. Move it out first, then close it.")


class NotEnough(Refusal):
    code = "ledger.not_enough"
    wording = gettext_noop("The balance does not cover this: {available} of {amount} is available.")


class AboveCeiling(Refusal):
    code = "ledger.above_ceiling"
    wording = gettext_noop("The balance may be at most {ceiling}. At most {room} can be added now.")


class TimeInFuture(Refusal):
    code = "ledger.time_in_future"
    wording = gettext_noop("The time of this use lies in the future. Check the reader's clock.")


class TimeOutOfRange(Refusal):
    code = "ledger.time_out_of_range"
    wording = gettext_noop("The time of this use lies before 1970. Check the reader's clock.")


class DayClosed(Refusal):
    code = "ledger.day_closed"
    wording = gettext_noop("The books of {day} are closed. The first open day is {open}.")


class DayNotBegun(Refusal):
    code = "ledger.day_not_begun"
    wording = gettext_noop("{day} has not begun. Book on {today} or on an earlier open day.")


class DayNotOver(Refusal):
    code = "ledger.day_not_over"
    wording = gettext_noop("{day} is not over yet. It can be closed after midnight in {zone}.")


class DayNotEnded(Refusal):
    code = "ledger.day_not_ended"
    wording = gettext_noop("Booking on {day} has not been ended, so its totals are not final.")


class EarlierDayOpen(Refusal):
    code = "ledger.earlier_day_open"
    wording = gettext_noop("{earlier} is still open. Days are closed one after the other.")


class BooksDoNotBalance(Refusal):
    code = "ledger.books_do_not_balance"
    wording = gettext_noop(
        "The {unit} accounts of {day} add up to {sum}, not to zero. "
        "Nothing was closed; run `yika ledger verify`."
    )


class RequestReused(Conflict):
    code = "ledger.request_reused"
    wording = gettext_noop(
        "This request id was already used for something else. Nothing was moved."
    )


class NameTaken(Conflict):
    code = "ledger.name_taken"
    wording = gettext_noop("There is already an account {name}, and it is a different one.")


class NothingToReverse(Refusal):
    code = "ledger.nothing_to_reverse"
    wording = gettext_noop("There is no such posting at this account, so nothing can be reversed.")


class AlreadyReversed(Refusal):
    code = "ledger.already_reversed"
    wording = gettext_noop("This posting was reversed before. It is reversed only once.")


class UnknownHold(Refusal):
    code = "ledger.unknown_hold"
    wording = gettext_noop("There is no such hold at this account.")


class HoldEnded(Refusal):
    code = "ledger.hold_ended"
    wording = gettext_noop("This hold has ended. Nothing was moved.")


class NoFloor(Refusal):
    code = "ledger.no_floor"
    wording = gettext_noop("Money can be kept aside only at an account that has a floor.")


class NoLimits(Refusal):
    code = "ledger.no_limits"
    wording = gettext_noop("An account without a floor has no limits to change.")


class FloorAboveBalance(Refusal):
    code = "ledger.floor_above_balance"
    wording = gettext_noop("The balance, less what is held, is {balance}: below the new floor.")


class ClockWentBack(Refusal):
    code = "ledger.clock_went_back"
    wording = gettext_noop(
        "This machine's clock says {now:%Y-%m-%d %H:%M:%S}, the books were last written at "
        "{last:%Y-%m-%d %H:%M:%S} (UTC). Set the clock right, then try again."
    )


def purse_heading(issuer: str, product: str, purse: str) -> str:
    """The heading under which all purses of a product stand."""
    return f"card:{issuer}:{product}:{purse}"


def check_name(name: str) -> None:
    """A name has 1 to 64 characters, each of them visible."""
    if not 1 <= len(name) <= NAME_MAX or not name.isprintable() or name != name.strip():
        expected = "expected 1 to 64 visible characters, without a space at either end"
        raise Invalid([Fault(name, "", expected)])


def purse_name(card: str, purse: str) -> str:
    """The name of the account that is a card's purse."""
    return f"{card}/{purse}"


BY_CODE: Final[dict[str, type[Refusal]]] = {
    kind.code: kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, Refusal) and "code" in vars(kind)
    if kind.__module__ == __name__
}


def check_clock(*, last: datetime | None, now: datetime) -> None:
    """Refuse to write with a clock that has gone back: days and order would be wrong."""
    if last is not None and now < last - CLOCK_TOLERANCE:
        raise ClockWentBack(now=now, last=last)


def day_of(moment: datetime, zone: str) -> date:
    """The business day of a moment, by the wall clock where the issuer is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_span(day: date, zone: str) -> tuple[datetime, datetime]:
    """When a business day begins and when the next one does; 23 or 25 hours where clocks change."""
    there = ZoneInfo(zone)
    begins = datetime.combine(day, time.min, there)
    ends = datetime.combine(day + timedelta(days=1), time.min, there)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def check_day_over(day: date, *, zone: str, now: datetime) -> None:
    if day >= day_of(now, zone):
        raise DayNotOver(day=day, zone=zone)
