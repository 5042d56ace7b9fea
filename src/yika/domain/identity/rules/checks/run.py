"""All checks of one document, in one go."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from yika.domain.identity.rules.checks.about import About
from yika.domain.identity.rules.checks.check import Check, Policy
from yika.domain.identity.rules.checks.dates import check_dates, check_expiry
from yika.domain.identity.rules.checks.person import (
    check_age,
    check_complete,
    check_lists,
    check_name,
    check_number,
    check_number_agrees,
)
from yika.domain.identity.rules.checks.sides import check_edits, check_sides
from yika.domain.identity.rules.checks.zone import check_zone
from yika.domain.identity.rules.documents import Fields, Side
from yika.products.documents import Document

CHECKS: Final[tuple[Callable[[About], Check], ...]] = (
    check_complete,
    check_number,
    check_name,
    check_number_agrees,
    check_dates,
    check_expiry,
    check_age,
    check_lists,
    check_sides,
    check_zone,
    check_edits,
)


def run(
    document: Document,
    given: Fields,
    *,
    read: Mapping[Side, Fields] | None = None,
    policy: Policy = Policy(),  # noqa: B008 - frozen
    today: date,
) -> tuple[Check, ...]:
    """What can be said of what was given, on `today` in the zone of the issuer.

    `read` is what a reader found on each side, None where there was no reader. There is
    exactly one check of every name, so that what could not be checked is seen.
    """
    about = About(document, given, read, policy, today)
    return tuple(check(about) for check in CHECKS)
