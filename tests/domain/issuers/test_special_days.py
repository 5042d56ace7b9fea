"""Making days special at one outlet and at all of an issuer's, and taking that back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.domain.issuers.samples import harbor, manager, pier
from yika.domain.issuers import queries
from yika.domain.issuers.actions import clear_special_day, close_outlet, set_special_days
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import (
    NoSpecialDay,
    OutletClosed,
    Text,
    UnknownIssuer,
    UnknownOutlet,
)
from yika.domain.journal.models import Entry
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

FEAST = Text("Spring Festival", "春节")


@pytest.fixture
def outlet(now: datetime) -> OutletView:
    harbor(now)
    return pier(now)


def make_special(now: datetime, **other: Any) -> None:
    day = now.date() + timedelta(days=1)
    given: dict[str, Any] = {
        "issuer": "harbor",
        "first": day,
        "last": day,
        "hours": "",
        "words": FEAST,
        "by": manager(),
        "request_id": "special",
    }
    set_special_days(**given | other, now=now)


def test_all_outlets_follow_a_holiday_of_their_issuer(outlet: OutletView, now: datetime) -> None:
    first = now.date() + timedelta(days=1)
    make_special(now, last=first + timedelta(days=6))

    told = queries.outlet(outlet.id)
    assert [one.day for one in told.special_days] == [first + timedelta(n) for n in range(7)]
    assert not any(told.openings(one.day) for one in told.special_days)
    assert told.week(now)[1].words == FEAST
    assert told.special_days[0].everywhere
    assert queries.issuer("harbor").special_days == told.special_days


def test_an_outlet_can_open_on_a_holiday_of_its_issuer(outlet: OutletView, now: datetime) -> None:
    day = now.date() + timedelta(days=1)
    make_special(now)
    make_special(now, outlet=outlet.id, hours="10:00-14:00", request_id="own")
    other = pier(now, code="pier-two")

    assert len(queries.outlet(outlet.id).openings(day)) == 1
    assert queries.outlet(other.id).openings(day) == []


def test_a_day_that_is_taken_back_has_its_regular_hours(outlet: OutletView, now: datetime) -> None:
    day = now.date() + timedelta(days=1)
    make_special(now)
    make_special(now, outlet=outlet.id, request_id="own")

    by = manager()
    for where in (outlet.id, ""):
        clear_special_day(
            issuer="harbor", outlet=where, day=day, by=by, now=now, request_id="clear"
        )
    assert queries.outlet(outlet.id) == outlet
    with pytest.raises(NoSpecialDay):
        clear_special_day(issuer="harbor", day=day, by=by, now=now, request_id="clear")
    assert Entry.objects.filter(event="special_days.cleared").count() == 2


def test_a_repeat_changes_nothing(outlet: OutletView, now: datetime) -> None:
    for _ in range(2):
        make_special(now, outlet=outlet.id)
    entry = Entry.objects.get(event="special_days.set")
    assert entry.subject == outlet.id
    assert list(entry.after.values()) == [{"hours": "", "en": "Spring Festival", "zh-hans": "春节"}]


def test_today_is_the_day_at_the_outlet(outlet: OutletView, now: datetime) -> None:
    """An hour before midnight in London the next day has begun in Shanghai."""
    late = now.replace(hour=23)
    with pytest.raises(Invalid):
        make_special(late, first=late.date(), last=late.date())
    make_special(late, outlet=outlet.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "late"},
        {"words": Text("", "春节")},
        {"words": Text("Feast", "x" * 10_000)},
        {"last": date(2020, 1, 1)},
        {"first": date.max, "last": date.max},
    ],
)
def test_what_cannot_be_told_is_not_kept(
    outlet: OutletView, now: datetime, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        make_special(now, outlet=outlet.id, **wrong)
    assert queries.outlet(outlet.id) == outlet


def test_only_those_who_manage_the_outlets_of_an_issuer_may(
    outlet: OutletView, now: datetime
) -> None:
    harbor(now, code="eastgate")
    stranger, teller = manager("eastgate"), manager(right="cards.view")

    for where, unknown in ((outlet.id, UnknownOutlet), ("", UnknownIssuer)):
        with pytest.raises(unknown):
            make_special(now, outlet=where, by=stranger)
        with pytest.raises(NotAllowed):
            make_special(now, outlet=where, by=teller)
    with pytest.raises(UnknownOutlet):
        make_special(now, issuer="eastgate", outlet=outlet.id, by=stranger)


def test_a_closed_outlet_has_no_more_special_days(outlet: OutletView, now: datetime) -> None:
    close_outlet(outlet=outlet.id, by=manager(), now=now, request_id="close")
    with pytest.raises(OutletClosed):
        make_special(now, outlet=outlet.id)
