"""What stops add up to, who bears what was used, and until when a span of the policy lasts."""

from datetime import UTC, datetime, timedelta
from itertools import product as pairs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.cards.rules.stops import (
    Bearer,
    Credential,
    Report,
    StopScope,
    later,
    stopped,
    who_bears,
)
from yika.domain.cards.rules.stops.policy import earlier
from yika.products.tables.span import Span

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PARTS = ("plastic", "phone")


class Plain:
    def __init__(self, scope: str, credential: str = "all") -> None:
        self.scope, self.credential = scope, credential


def listed(*stops: Plain, parts=()) -> tuple[str, ...]:
    return stopped(stops, parts).listed


def test_stops_of_one_direction_leave_the_other_open():
    assert listed(Plain("spending")) == ("all:spending",)
    assert not stopped([Plain("spending")], ()).blocks
    assert stopped([Plain("spending"), Plain("loading")], ()).blocks
    assert listed(Plain("spending"), Plain("loading")) == ("all:all",)


def test_a_lost_part_stops_only_itself_until_the_last_part_is_gone():
    assert listed(Plain("all", "plastic"), parts=PARTS) == ("plastic:all",)
    assert stopped([Plain("all", "plastic")], PARTS).of_all() == frozenset()
    assert listed(Plain("all", "plastic"), Plain("all", "phone"), parts=PARTS) == ("all:all",)
    both = (Plain("all", "plastic"), Plain("spending"))
    assert listed(*both, parts=PARTS) == ("all:spending", "plastic:loading")


def test_a_part_that_the_card_has_not_got_stands_for_the_whole_card():
    assert stopped([Plain("all", "plastic")], ()).blocks


plain = st.builds(Plain, st.sampled_from(StopScope), st.sampled_from(Credential))


@given(st.lists(plain, max_size=5), st.sampled_from([(), PARTS]))
def test_what_a_reader_is_told_is_exactly_what_is_stopped(stops, parts):
    effect = stopped(stops, parts)
    known = [Credential(part) for part in parts] or [Credential.ALL]
    for part, way in pairs(known, (StopScope.SPENDING, StopScope.LOADING)):
        told = {f"{one}:{two}" for one, two in pairs({part, "all"}, {way, "all"})}
        meant = any(
            stop.scope in {way, "all"} and (stop.credential in {part, "all"} or not parts)
            for stop in stops
        )
        assert bool(told & set(effect.listed)) == meant


REPORT = Report(reported_at=NOON, known_everywhere_at=NOON + DAY)
ENDED = Report(reported_at=NOON, known_everywhere_at=NOON + DAY, ended_at=NOON + 2 * DAY)
MISTAKE = Report(reported_at=NOON, known_everywhere_at=NOON, ended_at=NOON + 2 * DAY, mistaken=True)


@pytest.mark.parametrize(
    ("used_at", "online", "reports", "bearer"),
    [
        (NOON - HOUR, True, [REPORT], Bearer.HOLDER),
        (NOON, True, [REPORT], Bearer.ISSUER),
        (NOON, False, [REPORT], Bearer.HOLDER),
        (NOON + DAY - HOUR, False, [REPORT], Bearer.HOLDER),
        (NOON + DAY, False, [REPORT], Bearer.ISSUER),
        (NOON + 2 * DAY, True, [ENDED], Bearer.HOLDER),
        (NOON + 2 * DAY - HOUR, True, [ENDED], Bearer.ISSUER),
        (NOON + HOUR, True, [MISTAKE], Bearer.HOLDER),
        (NOON + HOUR, True, [MISTAKE, REPORT], Bearer.ISSUER),
        (NOON + HOUR, True, [], Bearer.HOLDER),
    ],
)
def test_who_bears_a_use_is_told_by_times_alone(used_at, online, reports, bearer):
    assert who_bears(used_at=used_at, online=online, reports=reports) is bearer


def test_a_week_ends_at_the_same_time_of_day_also_over_a_change_of_clocks():
    before = datetime(2026, 10, 23, 8, tzinfo=UTC)  # ten in Berlin, in summer time
    after = later(before, Span(days=7), zone="Europe/Berlin")

    assert after == datetime(2026, 10, 30, 9, tzinfo=UTC)  # ten in Berlin, in winter time
    assert earlier(after, Span(days=7), zone="Europe/Berlin") == before
