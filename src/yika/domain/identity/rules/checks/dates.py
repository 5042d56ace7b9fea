"""Checks of the days on a document: their order, how long it lasts, whether it still does."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from yika.domain.identity.rules.checks.about import About
from yika.domain.identity.rules.checks.check import (
    Check,
    CheckName,
    failed,
    not_run,
    odd,
    passed,
)
from yika.domain.identity.rules.documents import Fields
from yika.domain.identity.rules.numbers import AGE_MAX, age_on
from yika.domain.identity.rules.reasons import Reason
from yika.products.documents import Document

# From this age a card of a citizen lasts so many years, and from the last one forever.
YEARS: Final = ((0, 5), (16, 10), (26, 20))
FOREVER_FROM: Final = 46
TEMPORARY_MAX: Final = timedelta(days=93)
# Between asking for a card and its first day somebody may have a birthday.
WAIT_MAX: Final = timedelta(days=180)
YEAR: Final = 365.25
SLACK: Final = 2


def check_dates(about: About) -> Check:
    """Whether the days can be those of one document of one life."""
    given = about.given
    if not (given.born_on or given.issued_on or given.expires_on):
        return not_run(CheckName.DATES, Reason.NOTHING_TO_COMPARE)
    wrong = next(_wrong(given, about.today), None)
    if wrong:
        return failed(CheckName.DATES, wrong)
    if not _is_usual(about.document, given):
        return odd(CheckName.DATES, Reason.VALIDITY_UNUSUAL)
    return passed(CheckName.DATES)


def check_expiry(about: About) -> Check:
    """Whether the document is still good. On its last day it is."""
    given, name = about.given, CheckName.EXPIRY
    if not about.rule.lasts:
        return not_run(name, Reason.NOTHING_TO_COMPARE)
    if given.expires_on is None:
        return _without_end(about)
    left = (given.expires_on - about.today).days
    if left < 0:
        return failed(name, Reason.DOC_EXPIRED)
    if left == 0:
        return odd(name, Reason.DOC_EXPIRES_TODAY)
    if left <= about.policy.expires_soon:
        return odd(name, Reason.DOC_EXPIRES_SOON, days=str(left))
    return passed(name)


def _without_end(about: About) -> Check:
    if not about.given.permanent and "expires_on" not in about.asked():
        return not_run(CheckName.EXPIRY, Reason.NOTHING_TO_COMPARE)
    if not about.given.permanent:
        return failed(CheckName.EXPIRY, Reason.EXPIRY_MISSING)
    if not about.rule.permanent:
        return odd(CheckName.EXPIRY, Reason.DOC_NEVER_EXPIRES)
    return passed(CheckName.EXPIRY)


def _wrong(given: Fields, today: date) -> Iterator[Reason]:
    born_on, issued_on, expires_on = given.born_on, given.issued_on, given.expires_on
    if born_on and born_on > today:
        yield Reason.BIRTH_IN_FUTURE
    if born_on and age_on(born_on, today) > AGE_MAX:
        yield Reason.BIRTH_TOO_LONG_AGO
    if issued_on and issued_on > today:
        yield Reason.ISSUED_IN_FUTURE
    days = [day for day in (born_on, issued_on, expires_on) if day]
    if days != sorted(days) or (issued_on and issued_on == expires_on):
        yield Reason.DATES_ORDER


def _is_usual(document: Document, given: Fields) -> bool:
    """Whether the document lasts as long as such a one does."""
    if given.permanent and given.expires_on:
        return False
    if not given.issued_on:
        return True
    match document:
        case "resident-id" if given.born_on:
            return _lasts_as_a_card(given.born_on, given.issued_on, given.expires_on)
        case "temporary-id" if given.expires_on:
            return given.expires_on - given.issued_on <= TEMPORARY_MAX
        case _:
            return True


def _lasts_as_a_card(born_on: date, issued_on: date, expires_on: date | None) -> bool:
    ages = (age_on(born_on, day) for day in (issued_on, issued_on - WAIT_MAX))
    usual = {_years(age) for age in ages}
    if expires_on is None:
        return None in usual
    days = (expires_on - issued_on).days
    return any(years and abs(days - years * YEAR) <= SLACK for years in usual)


def _years(age: int) -> int | None:
    """How long a card lasts that is given at this age; None is forever."""
    if age >= FOREVER_FROM:
        return None
    return next(years for first, years in reversed(YEARS) if age >= first or not first)
