"""Who may audit an issuer reads what was done there, and nobody reads of another."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yika.domain.journal import queries
from yika.domain.journal.actions import record
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed

pytestmark = pytest.mark.django_db
AUDITOR = Actor(
    ActorKind.STAFF,
    "login_01kaf0000000000000000000au",
    Channel.CONSOLE,
    issuer="harbor",
    rights=frozenset({"audit.view"}),
)


def happen(event: str, *, by: Actor, now: datetime, issuer: str = "harbor") -> None:
    record(event, subject="card_x", issuer=issuer, by=by, now=now, request_id="r")


def test_an_auditor_reads_his_issuer_only_and_narrows_it(clerk: Actor, now: datetime) -> None:
    happen("card.blocked", by=clerk, now=now)
    happen("cards.counted", by=AUDITOR, now=now + timedelta(hours=1))
    happen("card.blocked", by=clerk, now=now, issuer="campus")

    def events(**asked: object) -> list[str]:
        return [one.event for one in queries.audit(AUDITOR, **asked)]  # type: ignore[arg-type]

    assert events() == ["cards.counted", "card.blocked"]
    assert events(event="card") == events(event="card.blocked") == ["card.blocked"]
    assert events(actor=AUDITOR.id) == ["cards.counted"]
    assert events(until=now + timedelta(minutes=1)) == ["card.blocked"]
    assert events(since=now + timedelta(minutes=1)) == ["cards.counted"]
    newest = queries.audit(AUDITOR, limit=1)[0]
    assert events(before=newest.id) == ["card.blocked"]


def test_nobody_audits_without_the_right(clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        queries.audit(clerk)


def test_what_happened_is_counted_by_the_day_of_the_place(clerk: Actor) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    evening = datetime(2026, 11, 19, 23, 30, tzinfo=zone)
    for minutes in (0, 29, 31, 32):
        happen("card.activated", by=clerk, now=evening + timedelta(minutes=minutes))
    happen("card.blocked", by=clerk, now=evening)
    since, until = evening - timedelta(days=3), evening + timedelta(days=3)
    counted = queries.daily(issuer="harbor", event="card.activated", since=since, until=until)
    assert counted == {date(2026, 11, 19): 2, date(2026, 11, 20): 2}
