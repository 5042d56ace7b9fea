"""`yika journal`: what an operator and an auditor do with it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.site.cli.conftest import Yika
from yika.domain.journal import queries
from yika.domain.journal.actions import (
    deliver_parcel,
    do_due_work,
    record,
    schedule,
    seal_entries,
    send_later,
)
from yika.domain.journal.rules import ParcelState
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable

pytestmark = pytest.mark.django_db


def fill(now: datetime, *names: str) -> None:
    for name in names:
        with transaction.atomic():
            record(
                f"card.{name}",
                subject="card_1",
                by=WORKER,
                now=now,
                request_id=name,
                issuer="metro",
                facts={"fee": "8.00 CNY"},
            )


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


class Refusing:
    """A way out that takes nothing, for good."""

    @staticmethod
    def send(**_: object) -> None:
        raise Unavailable("no such address", permanent=True)


@pytest.fixture
def given_up(now: datetime) -> str:
    send_later("message", reference="a", payload={"to": "林婉"}, now=now)
    deliver_parcel(kind="message", way=Refusing(), clock=lambda: now, chance=lambda: 0.0)
    return queries.given_up_parcels()[0]


def test_an_untouched_journal_is_whole(yika: Yika, now: datetime) -> None:
    fill(now, "made", "sold")
    seal_entries(now=now)
    outcome = yika("journal", "verify")
    assert (outcome.code, outcome.out.strip()) == (0, "2 entries are whole.")


def test_the_unsealed_tail_is_told_with_its_age(yika: Yika) -> None:
    fill(datetime.now(UTC) - timedelta(hours=3), "made")
    outcome = yika("journal", "verify")
    assert "1 entries are not sealed yet, the oldest for 3:00:0" in outcome.err


def test_faults_are_told_in_words_and_end_in_exit_code_one(yika: Yika, now: datetime) -> None:
    fill(now, "made", "sold")
    seal_entries(now=now)
    sql("UPDATE journal_entry SET subject = 'card_2' WHERE event = 'card.sold'")
    outcome = yika("journal", "verify")
    assert outcome.code == 1
    assert "does not match its hash: it was altered" in outcome.out
    assert "Traceback" not in outcome.err


def test_programs_get_the_faults_as_json(yika: Yika, now: datetime) -> None:
    fill(now, "made", "sold")
    seal_entries(now=now)
    sql("DELETE FROM journal_entry WHERE event = 'card.sold'")
    outcome = yika("journal", "verify", "--json")
    told = json.loads(outcome.out)
    assert outcome.code == 1
    assert [fault["trouble"] for fault in told["faults"]] == ["rows_missing"]
    assert told["entries"] == 1
    assert told["last_seal"].startswith("journal:1:")


def test_only_the_first_faults_are_told(yika: Yika, now: datetime) -> None:
    fill(now, *("a" * length for length in range(1, 6)))
    sql("UPDATE journal_entry SET subject = 'card_2'")
    outcome = yika("journal", "verify", "--limit", "2")
    assert outcome.out.count("was altered") == 2
    assert "There are more faults" in outcome.out


@pytest.mark.parametrize("by_file", [True, False])
def test_a_cut_end_is_found_with_the_seal_kept_elsewhere(
    yika: Yika, now: datetime, tmp_path: Path, by_file: bool
) -> None:
    fill(now, "made")
    seal_entries(now=now)
    fill(now, "sold")
    kept = yika("journal", "seal").out.strip()
    sql("DELETE FROM journal_entry WHERE seal = 2")
    sql("DELETE FROM vault_seal WHERE number = 2")
    assert yika("journal", "verify").code == 0

    file = tmp_path / "seals"
    file.write_text(f"ledger:7:{'0' * 64} 2026-11-20T04:00:00+00:00\n{kept} 2026-11-20\n")
    outcome = yika("journal", "verify", "--last-seal", str(file) if by_file else kept)
    assert outcome.code == 1
    assert "Seal 2 was kept elsewhere, but the chain ends at 1" in outcome.out


@pytest.mark.parametrize("given", ["nonsense", f"ledger:1:{'0' * 64}"])
def test_a_seal_that_is_none_of_the_journal_is_wrong_use(yika: Yika, given: str) -> None:
    outcome = yika("journal", "verify", "--last-seal", given)
    assert outcome.code == 2
    assert "--last-seal" in outcome.err


def test_sealing_by_hand_gives_the_seal_to_keep(yika: Yika, now: datetime) -> None:
    assert yika("journal", "seal").out.strip() == ""
    fill(now, "made", "sold")
    outcome = yika("journal", "seal", "--json")
    assert json.loads(outcome.out) == {"sealed": 2, "last_seal": str(queries.last_seal())}


def test_entries_are_listed_the_newest_first_and_page_by_page(yika: Yika, now: datetime) -> None:
    fill(now, "made", "sold", "used")
    first = json.loads(yika("journal", "list", "--limit", "2", "--json").out)
    assert [one["event"] for one in first] == ["card.used", "card.sold"]
    rest = json.loads(yika("journal", "list", "--before", first[-1]["id"], "--json").out)
    assert [one["event"] for one in rest] == ["card.made"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--subject", "card_1"], 2),
        (["--subject", "card_2"], 0),
        (["--issuer", "metro", "--event", "card.sold"], 1),
        (["--since", "2026-11-20"], 2),
        (["--since", "2026-11-21"], 0),
    ],
)
def test_entries_are_found_by_what_they_are_about(
    yika: Yika, now: datetime, arguments: list[str], count: int
) -> None:
    fill(now, "made", "sold")
    assert len(json.loads(yika("journal", "list", *arguments, "--json").out)) == count


def test_an_entry_is_shown_whole(yika: Yika, now: datetime) -> None:
    fill(now, "made")
    entry = queries.records()[0].id
    assert entry in yika("journal", "list").out
    shown = yika("journal", "show", entry).out
    assert "system:worker@worker" in shown
    assert "8.00 CNY" in shown
    assert json.loads(yika("journal", "show", entry, "--json").out)["facts"] == {"fee": "8.00 CNY"}


@pytest.mark.parametrize("entry", ["nonsense", "entry_01kaf00000000000000000000a"])
def test_an_entry_that_is_not_there_is_not_found(yika: Yika, entry: str) -> None:
    outcome = yika("journal", "show", entry)
    assert (outcome.code, outcome.out) == (3, "")
    assert entry in outcome.err


def test_the_outbox_shows_what_is_stuck_and_never_what_is_in_it(yika: Yika, given_up: str) -> None:
    shown = yika("journal", "outbox", "list").out
    assert given_up in shown
    assert "no such address" in shown
    assert "林婉" not in yika("journal", "outbox", "list", "--json").out
    assert given_up not in yika("journal", "outbox", "list", "--state", "waiting").out
    assert given_up not in yika("journal", "outbox", "list", "--kind", "webhook").out


@pytest.mark.parametrize("by_name", [True, False])
def test_what_was_given_up_can_be_sent_again(yika: Yika, given_up: str, by_name: bool) -> None:
    outcome = yika("journal", "outbox", "retry", given_up if by_name else "--all")
    assert (outcome.code, outcome.out.strip()) == (0, "Parcels that will be sent again: 1")
    assert queries.outbox_counts()[ParcelState.WAITING] == 1
    assert queries.records()[0].by == "system:operator@command-line"


def test_sending_again_what_waits_anyway_is_a_conflict(yika: Yika, given_up: str) -> None:
    yika("journal", "outbox", "retry", given_up)
    outcome = yika("journal", "outbox", "retry", given_up)
    assert outcome.code == 4
    assert "there is nothing to retry" in outcome.err


@pytest.mark.parametrize("arguments", [[], ["parcel_x", "--all"]])
def test_retry_wants_names_or_all_and_not_both(yika: Yika, arguments: list[str]) -> None:
    outcome = yika("journal", "outbox", "retry", *arguments)
    assert outcome.code == 2
    assert "--all" in outcome.err


def failing(*, key: str, now: datetime) -> None:
    raise ZeroDivisionError(f"{key} at {now:%H:%M}")


def test_work_that_fails_is_shown_with_its_trouble(yika: Yika, now: datetime) -> None:
    schedule(kind="test.later", key="card_1", due_at=now + timedelta(hours=1))
    schedule(kind="test.fails", key="card_2", due_at=now)
    do_due_work(handlers={"test.fails": failing}, now=now, chance=lambda: 1.0)
    shown = yika("journal", "work").out
    assert shown.index("test.fails") < shown.index("test.later")
    only = json.loads(yika("journal", "work", "--failing", "--json").out)
    assert [(one["key"], one["attempts"]) for one in only] == [("card_2", 1)]
    assert only[0]["last_error"] == "card_2 at 04:00"
