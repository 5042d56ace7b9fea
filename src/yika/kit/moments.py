"""Moments and days as whole numbers since 1970, which every engine keeps alike."""

from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY_ZERO = date(1970, 1, 1).toordinal()


def to_micros(moment: datetime) -> int:
    """The microseconds since 1970 of an aware datetime; negative before."""
    if moment.tzinfo is None:
        raise ValueError(f"expected a time with its zone, not {moment!r}")
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The datetime, in UTC, that `to_micros` came from."""
    return _EPOCH + timedelta(microseconds=micros)


def to_day(day: date) -> int:
    """The days since 1970-01-01."""
    return day.toordinal() - _DAY_ZERO


def from_day(days: int) -> date:
    """The date that `to_day` came from."""
    return date.fromordinal(days + _DAY_ZERO)
