"""How the command line shows accounts, moves and trial balances, to people and to programs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from rich.table import Table

from yika.domain.ledger.posting.items import Outcome
from yika.domain.ledger.queries import AccountFacts, HoldFacts, MoveFacts, TrialLine
from yika.kit.errors import gettext_noop
from yika.kit.money import Money
from yika.site.cli import frame

NOTHING = "–"
_NAMES = {"heading", "account"}
Facts = Mapping[str, object]


def amount(money: Money) -> str:
    """An amount for people, with a true minus."""
    return str(money).replace("-", "−")


def change(money: Money) -> str:
    """An amount that came or went, always with its sign."""
    return f"+{money}" if money.minor > 0 else amount(money)


def text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def account_data(facts: AccountFacts, holds: Sequence[HoldFacts] = ()) -> dict[str, object]:
    """An account as data. What says nothing without a floor is null."""
    kept = facts.floor is not None
    return {
        "account": facts.name,
        "issuer": facts.issuer,
        "heading": facts.heading,
        "unit": facts.balance.unit,
        "state": facts.state,
        "balance": str(facts.balance),
        "held": str(facts.held) if kept else None,
        "available": text_or_none(_available(facts)),
        "floor": text_or_none(facts.floor),
        "ceiling": text_or_none(facts.ceiling) if kept else None,
        "holds": holds_data(holds),
    }


def account(facts: AccountFacts, holds: Sequence[HoldFacts] = ()) -> str:
    """One fact a line, and one for each hold."""
    lines = {
        gettext("Account"): facts.name,
        gettext("Issuer"): facts.issuer,
        gettext("Heading"): facts.heading,
        gettext("State"): facts.state,
        gettext("Balance"): amount(facts.balance),
    }
    available = _available(facts)
    if available is None or facts.floor is None:
        lines[gettext("Floor")] = gettext("none; the balance is the sum of what names it")
    else:
        lines[gettext("Kept aside by holds")] = amount(facts.held)
        lines[gettext("Available")] = amount(available)
        lines[gettext("Floor")] = amount(facts.floor)
        lines[gettext("Ceiling")] = amount(facts.ceiling) if facts.ceiling else NOTHING
    said = [f"{name}: {fact}" for name, fact in lines.items()]
    for hold in holds:
        told = gettext("Hold {request}: {amount}, until {until} UTC")
        until = f"{hold.until:%Y-%m-%d %H:%M}"
        said.append(told.format(request=hold.request, amount=amount(hold.amount), until=until))
    return "\n".join(said)


def holds_data(holds: Sequence[HoldFacts]) -> list[Facts]:
    """The open holds of an account as data."""
    return [
        {
            "request": hold.request,
            "amount": str(hold.amount),
            "placed_at": hold.placed_at.isoformat(),
            "until": hold.until.isoformat(),
        }
        for hold in holds
    ]


def statement_data(lines: Sequence[MoveFacts], zone: str, *, carried: bool) -> list[Facts]:
    """The lines of a statement as data. `request` is what `reverse --original` takes."""
    return [
        {
            "id": line.id,
            "number": line.seq,
            "amount": str(line.amount),
            "balance_after": str(line.balance_after) if carried else None,
            "other": line.other,
            "used_at": _there(line.used_at, zone).isoformat(),
            "booked_on": line.booked_on.isoformat(),
            "reason": line.reason,
            "way": line.way,
            "request": str(UUID(hex=line.request)),
            "reverses": line.reverses,
        }
        for line in lines
    ]


def statement(lines: Sequence[MoveFacts], zone: str, *, carried: bool) -> Table:
    """The lines of a statement; without a carried balance, that column says nothing."""
    headings = [
        gettext_noop("No."),
        gettext_noop("Time"),
        gettext_noop("Amount"),
        gettext_noop("Balance"),
        gettext_noop("Other side"),
        gettext_noop("Booked on"),
        gettext_noop("Reason"),
        gettext_noop("Way"),
        gettext_noop("Request"),
    ]
    rows = [
        [
            line.seq,
            _there(line.used_at, zone).strftime("%Y-%m-%d %H:%M:%S"),
            change(line.amount),
            amount(line.balance_after) if carried else NOTHING,
            line.other,
            line.booked_on,
            line.reason,
            line.way or NOTHING,
            UUID(hex=line.request),
        ]
        for line in lines
    ]
    return _right(frame.table(headings, rows), 0, 2, 3)


def outcome_data(
    given: Outcome, request: str, *, unit: str, names: Mapping[int, str]
) -> dict[str, object]:
    """The answer to a posting as data. Accounts we cannot name are told by their number."""
    return {
        "request": request,
        "repeated": given.repeated,
        "moves": [
            {
                "id": move.id,
                "account": names.get(move.account, f"#{move.account}"),
                "number": move.seq,
                "amount": str(Money(move.amount, unit)),
            }
            for move in given.moves
        ],
    }


def outcome(given: Outcome, *, unit: str, names: Mapping[int, str]) -> str:
    """The answer to a posting, one move a line."""
    words = gettext_noop("{account}: {amount}, move {number}")
    return "\n".join(
        frame.worded(
            words,
            account=names.get(move.account, f"#{move.account}"),
            amount=change(Money(move.amount, unit)),
            number=move.seq,
        )
        for move in given.moves
    )


def trial_data(
    issuer: str, day: date, lines: Sequence[TrialLine], sums: Sequence[TrialLine]
) -> Facts:
    """A trial balance as data, with its sums per unit."""
    return {
        "issuer": issuer,
        "day": day.isoformat(),
        "lines": [_trial_line(line) for line in lines],
        "sums": [
            {key: fact for key, fact in _trial_line(line).items() if key not in _NAMES}
            for line in sums
        ],
    }


def trial_sums(lines: Iterable[TrialLine]) -> list[TrialLine]:
    """The lines of each unit added up. Opening and closing must be zero."""
    by_unit = groupby(sorted(lines, key=lambda line: line.unit), key=lambda line: line.unit)
    return [
        TrialLine("", "", unit, *map(sum, zip(*(line[3:] for line in group), strict=True)))
        for unit, group in by_unit
    ]


def trial_balance(lines: Sequence[TrialLine], sums: Sequence[TrialLine]) -> Table:
    """A trial balance with the sums of each unit below it."""
    headings = [
        gettext_noop("Heading"),
        gettext_noop("Account"),
        gettext_noop("Opening"),
        gettext_noop("Came in"),
        gettext_noop("Went out"),
        gettext_noop("Closing"),
    ]
    rows = [[line.heading, line.account, *_amounts(line)] for line in lines]
    rows += [[gettext("Sum"), line.unit, *_amounts(line)] for line in sums]
    return _right(frame.table(headings, rows), 2, 3, 4, 5)


def _trial_line(line: TrialLine) -> dict[str, str]:
    named = line._asdict()
    return {
        key: str(Money(fact, line.unit)) if isinstance(fact, int) else fact
        for key, fact in named.items()
    }


def _amounts(line: TrialLine) -> list[str]:
    return [amount(Money(minor, line.unit)) for minor in line[3:]]


def _available(facts: AccountFacts) -> Money | None:
    return None if facts.floor is None else facts.balance - facts.held - facts.floor


def _there(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _right(table: Table, *columns: int) -> Table:
    """Figures stand under each other."""
    for column in columns:
        table.columns[column].justify = "right"
    return table
