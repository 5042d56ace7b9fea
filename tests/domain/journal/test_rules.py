"""What may stand in the journal, and how long the outbox keeps trying."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.journal import rules
from yika.domain.journal.rules import ParcelState
from yika.kit.errors import Unavailable, Unknown

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("event", ["card.closed", "people.login_created", "day-end.run-2"])
def test_an_event_is_a_thing_and_what_happened_to_it(event: str) -> None:
    rules.check_event(event)


@pytest.mark.parametrize("event", ["", "card", "Card.closed", "card.closed.twice", "card closed"])
def test_a_badly_named_event_is_a_programming_error(event: str) -> None:
    with pytest.raises(ValueError, match="no event name"):
        rules.check_event(event)


def test_facts_hold_ids_amounts_and_nested_things() -> None:
    rules.check_facts(
        facts={"card": "card_01kaf00000000000000000000a", "amount": "20.00 CNY", "tries": 3},
        before={"limits": [{"day": None}, True]},
        after={},
    )


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (1.5, "facts.x: a float"),
        (NOW, "facts.x: a datetime"),
        ([b"raw"], "facts.x[0]: a bytes"),
        ({"deep": {1, 2}}, "facts.x.deep: a set"),
    ],
)
def test_what_no_database_keeps_exactly_is_a_programming_error(value: object, where: str) -> None:
    with pytest.raises(TypeError, match=re.escape(where)):
        rules.check_facts(facts={"x": value})


def test_a_key_must_be_a_text() -> None:
    with pytest.raises(TypeError, match="the key 7 is not a text"):
        rules.check_facts(facts={"x": {7: "seven"}})


@pytest.mark.parametrize("text", ["nul \0 byte", "half a \ud83d pair"])
def test_a_text_that_no_database_keeps_is_a_programming_error(text: str) -> None:
    with pytest.raises(ValueError, match="no database keeps"):
        rules.check_facts(facts={"x": text})
    with pytest.raises(ValueError, match="no database keeps"):
        rules.check_text("request_id", text, longest=100)


@pytest.mark.parametrize("key", ["phone", "Full_Name", "document_number"])
def test_a_key_that_names_a_person_is_a_programming_error(key: str) -> None:
    with pytest.raises(ValueError, match="personal data"):
        rules.check_facts(after={"holder": {key: "x"}})


def test_the_three_columns_share_one_limit_of_size() -> None:
    half = {"text": "长" * (rules.FACTS_MAX // 6)}
    rules.check_facts(before=half)
    with pytest.raises(ValueError, match="at most 8192 fit"):
        rules.check_facts(before=half, after=half)


@given(st.integers(1, 1000), st.floats(0, 1))
def test_pauses_double_up_to_an_hour_and_never_shrink_below_half(
    attempts: int, jitter: float
) -> None:
    span = min(rules.FIRST_PAUSE * 2 ** min(attempts - 1, 30), rules.LONGEST_PAUSE)
    assert span / 2 <= rules.pause(attempts, jitter=jitter) <= span


def test_after_days_of_failing_there_is_no_next_attempt() -> None:
    since = NOW - rules.PATIENCE
    early = {"attempts": 3, "failing_since": since + timedelta(hours=1), "now": NOW, "jitter": 0.0}
    assert rules.next_attempt(**early) == NOW + timedelta(seconds=10)  # type: ignore[arg-type]
    assert rules.next_attempt(attempts=90, failing_since=since, now=NOW, jitter=0.0) is None


def after(trouble: Exception, *, before: ParcelState, too_long: bool = False) -> ParcelState:
    return rules.state_after(trouble, before=before, too_long=too_long)


def test_only_not_taken_means_not_arrived() -> None:
    waiting, unknown = ParcelState.WAITING, ParcelState.UNKNOWN
    assert after(Unavailable("down"), before=waiting) == waiting
    assert after(Unknown("timeout", reference="r"), before=waiting) == unknown
    assert after(RuntimeError("a bug"), before=waiting) == unknown


def test_what_may_have_arrived_once_stays_unknown() -> None:
    assert after(Unavailable("down"), before=ParcelState.UNKNOWN) == ParcelState.UNKNOWN


def test_a_refusal_for_good_or_too_many_days_end_the_trying() -> None:
    refused = Unavailable("no such address", permanent=True)
    assert after(refused, before=ParcelState.WAITING) == ParcelState.GIVEN_UP
    lost = Unknown("timeout", reference="r")
    assert after(lost, before=ParcelState.WAITING, too_long=True) == ParcelState.GIVEN_UP


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no subscriber 138 0013 8000", "no subscriber •••"),
        ("bounced: lin.wan@example.com unknown", "bounced: •••@••• unknown"),
        ("id 11010519491231002X is bad", "id •••X is bad"),
        ("HTTP 503 at /v1\n\n retry", "HTTP 503 at /v1 retry"),
    ],
)
def test_errors_are_kept_without_numbers_and_addresses(said: str, kept: str) -> None:
    assert rules.masked(said) == kept


def test_a_long_error_is_cut_to_its_column() -> None:
    cut = rules.masked("x" * 1000)
    assert len(cut) == rules.ERROR_MAX
    assert cut.endswith("…")
