"""Whoever changes the journal behind the program's back is found out."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction

from yika.domain.journal import queries
from yika.domain.journal.actions import record, seal_entries
from yika.domain.journal.models import Entry
from yika.domain.vault.rules import LastSeal
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db

COLUMNS = [field.column for field in Entry._meta.concrete_fields]
OTHER_UUID = uuid4()

# What an intruder writes into a column, as SQL. Columns of text not named here get a letter more.
FORGED = {
    "id": f"'{OTHER_UUID.hex}'",
    "at": "at + 1",
    "facts": """'{"fee": "9.00 CNY"}'""",
    "before": "'{\"status\": null}'",
    "after": "'[]'",
    "mac": "(SELECT mac FROM journal_entry AS o WHERE o.id <> journal_entry.id LIMIT 1)",
    "key_version": "key_version + 1",
    "seal": "seal + 1",
}
STRANGE = {
    "at": "9000000000000000000",
    "facts": "'1e400'",
    "after": "'{\"x\": 1.5}'",
    "seal": "-7",
    "key_version": "32767",
}
STRANGE_ON_SQLITE = {
    "id": "'no id at all'",
    "at": "'yesterday'",
    "at ": "1.5",
    "mac": "'text'",
    "mac ": "x'00'",
    "key_version": "'one'",
    "seal": "'first'",
    "event": "x'ff'",
}


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("%", "%%"))


def faults(expected: LastSeal | None = None) -> list[str]:
    return [finding.trouble for finding in queries.entry_faults(expected=expected)]


def fill(now: datetime, *names: str) -> None:
    for name in names:
        with transaction.atomic():
            record(f"card.{name}", subject="card_1", by=WORKER, now=now, request_id=name)


@pytest.fixture
def journal(now: datetime) -> list[Entry]:
    """Two seals over five entries, and two entries that no seal covers yet."""
    fill(now, "made", "sold", "used")
    seal_entries(now=now)
    fill(now, "lost", "found")
    seal_entries(now=now)
    fill(now, "renewed", "closed")
    return list(Entry.objects.order_by("id"))


def place(entry: Entry) -> str:
    return f"id = '{entry.id.hex if connection.vendor == 'sqlite' else entry.id}'"


def test_an_untouched_journal_has_no_faults(journal: list[Entry]) -> None:
    assert faults(queries.last_seal()) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_a_sealed_entry_altered_in_any_column_is_found(
    journal: list[Entry], column: str, number: int
) -> None:
    forged = FORGED.get(column, f"{column} || 'x'")
    sql(f"UPDATE journal_entry SET {column} = {forged} WHERE {place(journal[number])}")
    assert faults()


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "seal"])
def test_an_entry_that_is_not_yet_sealed_vouches_for_every_column(
    journal: list[Entry], column: str
) -> None:
    forged = FORGED.get(column, f"{column} || 'x'")
    sql(f"UPDATE journal_entry SET {column} = {forged} WHERE {place(journal[5])}")
    assert faults()


@pytest.mark.parametrize("seal", ["1", "2", "3", "0"])
def test_an_unsealed_entry_slipped_into_a_seal_is_found(journal: list[Entry], seal: str) -> None:
    sql(f"UPDATE journal_entry SET seal = {seal} WHERE {place(journal[5])}")
    assert faults()


def test_a_sealed_entry_taken_out_of_its_seal_is_found(journal: list[Entry]) -> None:
    sql(f"UPDATE journal_entry SET seal = NULL WHERE {place(journal[0])}")
    assert faults()


@pytest.mark.parametrize(("column", "value"), STRANGE.items())
@pytest.mark.parametrize("number", [1, 5])
def test_values_that_no_program_would_write_are_found_too(
    journal: list[Entry], number: int, column: str, value: str
) -> None:
    sql(f"UPDATE journal_entry SET {column} = {value} WHERE {place(journal[number])}")
    assert faults()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the types of columns")
@pytest.mark.parametrize(("column", "value"), STRANGE_ON_SQLITE.items())
@pytest.mark.parametrize("number", [1, 5])
def test_values_of_another_type_are_found_too(
    journal: list[Entry], number: int, column: str, value: str
) -> None:
    sql(f"UPDATE journal_entry SET {column} = {value} WHERE {place(journal[number])}")
    assert faults()


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_a_removed_sealed_entry_is_found(journal: list[Entry], number: int) -> None:
    sql(f"DELETE FROM journal_entry WHERE {place(journal[number])}")
    assert faults() == ["rows_missing"]


@pytest.mark.parametrize("seal", ["seal", "NULL"])
def test_a_copy_of_an_entry_is_found_wherever_it_is_put(journal: list[Entry], seal: str) -> None:
    forged = {"id": f"'{OTHER_UUID.hex}'", "seal": seal}
    columns = ", ".join(COLUMNS)
    values = ", ".join(forged.get(column, column) for column in COLUMNS)
    sql(
        f"INSERT INTO journal_entry ({columns})"
        f" SELECT {values} FROM journal_entry WHERE {place(journal[1])}"
    )
    assert "row_altered" in faults()


def test_entries_that_changed_places_are_found(journal: list[Entry]) -> None:
    one, two = journal[0], journal[1]
    aside = "id = '" + (OTHER_UUID.hex if connection.vendor == "sqlite" else str(OTHER_UUID)) + "'"
    for where, to in ((one, aside), (two, place(one))):
        sql(f"UPDATE journal_entry SET {to} WHERE {place(where)}")
    sql(f"UPDATE journal_entry SET {place(two)} WHERE {aside}")
    assert faults().count("row_altered") == 2


def test_a_cut_end_is_found_with_a_seal_that_was_kept_elsewhere(journal: list[Entry]) -> None:
    kept = queries.last_seal()
    sql("DELETE FROM journal_entry WHERE seal = 2 OR seal IS NULL")
    sql("DELETE FROM vault_seal WHERE number = 2")
    assert faults() == []  # what is left is whole in itself
    assert faults(kept) == ["chain_cut"]


def test_an_end_that_was_cut_and_written_anew_is_found(journal: list[Entry], now: datetime) -> None:
    kept = queries.last_seal()
    sql("DELETE FROM journal_entry WHERE seal = 2 OR seal IS NULL")
    sql("DELETE FROM vault_seal WHERE number = 2")
    fill(now, "forged")
    seal_entries(now=now)
    assert faults(kept) == ["not_as_kept"]


@pytest.mark.parametrize(
    "forged",
    ["count = count + 1", "first_row = last_row", "sealed_at = sealed_at + 1", "number = 9"],
)
def test_an_altered_seal_is_found(journal: list[Entry], forged: str) -> None:
    sql(f"UPDATE vault_seal SET {forged} WHERE number = 1")
    assert faults()


def test_a_removed_seal_is_found(journal: list[Entry]) -> None:
    sql("DELETE FROM vault_seal WHERE number = 1")
    assert "seals_missing" in faults()


def test_the_tail_is_counted_because_its_end_could_vanish_unseen(
    journal: list[Entry], now: datetime
) -> None:
    tail = queries.unsealed_entries(now=now)
    assert (tail.count, tail.age.total_seconds()) == (2, 0)
