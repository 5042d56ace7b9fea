"""Makes days special: a holiday, a day that is worked instead, shorter hours before a feast."""

from datetime import date, datetime

from django.db import transaction

from yika.domain.issuers import rules
from yika.domain.issuers.actions.hold_days import hold_days, today
from yika.domain.issuers.rules import SpecialDay, Text
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def set_special_days(  # noqa: PLR0913  a run of days, where they hold, and what holds then
    *,
    issuer: str,
    outlet: str = "",
    first: date,
    last: date,
    hours: str,
    words: Text,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Give days their own times in place of the regular ones; empty `hours` close them.

    Without an outlet they hold at all outlets of the issuer that have not set that day
    themselves. Safe to repeat: what already is so is not changed again.
    """
    rules.check_may_set_days(issuer=issuer, outlet=outlet, by=by)
    row, owner = hold_days(issuer=issuer, outlet=outlet)

    rules.check_special(first=first, last=last, words=words, today=today(owner, now))
    spans = rules.read_spans(hours)
    given = {
        day.isoformat(): SpecialDay(day, spans, words).as_json() for day in rules.run(first, last)
    }
    before = {day: row.special_days[day] for day in given if day in row.special_days}
    if before == given:
        return

    row.special_days = rules.kept(row.special_days | given, today(owner, now))
    row.save(update_fields=["special_days"])

    record(
        "special_days.set",
        subject=outlet or issuer,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        before=before,
        after=given,
    )
