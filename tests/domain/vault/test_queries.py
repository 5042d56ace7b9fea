"""What the vault knows: tampering by SQL of every kind, the keys in use and who needs them."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.domain.vault.shelf.models import Drawer, Leaf, Page, fill_drawer, write_leaf, write_pages
from yika.domain.vault import queries
from yika.domain.vault.actions import seal_rows
from yika.domain.vault.queries import WrapCount
from yika.domain.vault.rules import LastSeal
from yika.kit.errors import Invalid, Unavailable
from yika.kit.seals import canonical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf", "keyring_file")]

STREAM = "pages"


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert cursor.rowcount != 0


@pytest.fixture
def chain(now: datetime) -> LastSeal:
    """Three seals over two pages each, and one page that no seal covers yet."""
    for number in range(3):
        write_pages(f"{number} a", f"{number} b")
        seal_rows(Page, stream=STREAM, now=now)
    write_pages("tail")
    last = queries.last_seal(STREAM)
    assert last
    return last


def troubles(expected: LastSeal | None = None) -> list[str]:
    return [
        finding.trouble.value
        for finding in queries.chain_faults(Page, stream=STREAM, expected=expected)
    ]


def test_an_honest_chain_holds(chain: LastSeal) -> None:
    assert troubles() == []
    assert troubles(chain) == []
    assert queries.unsealed_tail(Page) == 1


def test_a_chain_that_has_not_begun_holds() -> None:
    assert troubles() == []
    assert queries.unsealed_tail(Page) == 0


TAMPERINGS = {
    "a row's hash altered": (
        "UPDATE shelf_page SET mac = %s WHERE text = '1 a'",
        [b"x" * 32],
        ["seal_broken"],
    ),
    "a row's key version altered": (
        "UPDATE shelf_page SET key_version = 2 WHERE text = '1 a'",
        [],
        ["seal_broken"],
    ),
    "a row's id altered": (
        "UPDATE shelf_page SET id = 900 WHERE text = '1 a'",
        [],
        ["seal_broken"],
    ),
    "a row removed": ("DELETE FROM shelf_page WHERE text = '1 a'", [], ["rows_missing"]),
    "a whole run removed": ("DELETE FROM shelf_page WHERE seal = 2", [], ["rows_missing"]),
    "a row unhooked": (
        "UPDATE shelf_page SET seal = NULL WHERE text = '1 a'",
        [],
        ["rows_missing"],
    ),
    "a row moved to another seal": (
        "UPDATE shelf_page SET seal = 3 WHERE text = '1 a'",
        [],
        ["rows_missing", "rows_added"],
    ),
    "a row inserted": (
        "INSERT INTO shelf_page (text, mac, key_version, seal) VALUES ('new', %s, 1, 2)",
        [b"x" * 32],
        ["rows_added"],
    ),
    "an unsealed row put under a seal": (
        "UPDATE shelf_page SET seal = 2 WHERE text = 'tail'",
        [],
        ["rows_added"],
    ),
    "a row under a seal that never was": (
        "UPDATE shelf_page SET seal = 9 WHERE text = 'tail'",
        [],
        ["no_such_seal"],
    ),
    "a row under a seal of nought": (
        "UPDATE shelf_page SET seal = 0 WHERE text = 'tail'",
        [],
        ["no_such_seal"],
    ),
    "a seal's hash altered": (
        "UPDATE vault_seal SET mac = %s WHERE number = 2",
        [b"x" * 32],
        ["seal_broken", "out_of_place"],
    ),
    "a seal's hash emptied": (
        "UPDATE vault_seal SET mac = %s WHERE number = 2",
        [b""],
        ["seal_broken", "out_of_place"],
    ),
    "a seal's link altered": (
        "UPDATE vault_seal SET previous = %s WHERE number = 2",
        [b"x" * 32],
        ["out_of_place", "seal_broken"],
    ),
    "a seal's count altered": (
        "UPDATE vault_seal SET count = 3 WHERE number = 2",
        [],
        ["rows_missing"],
    ),
    "a seal's first row altered": (
        "UPDATE vault_seal SET first_row = '0' WHERE number = 2",
        [],
        ["seal_broken"],
    ),
    "a seal's last row altered": (
        "UPDATE vault_seal SET last_row = '0' WHERE number = 2",
        [],
        ["seal_broken"],
    ),
    "a seal's time altered": (
        "UPDATE vault_seal SET sealed_at = sealed_at + 1 WHERE number = 2",
        [],
        ["seal_broken"],
    ),
    "a seal's time made no date at all": (
        "UPDATE vault_seal SET sealed_at = 9223372036854775807 WHERE number = 2",
        [],
        ["seal_broken"],
    ),
    "a seal's key version altered": (
        "UPDATE vault_seal SET key_version = 7 WHERE number = 2",
        [],
        ["key_missing"],
    ),
    "a seal removed": (
        "DELETE FROM vault_seal WHERE number = 2",
        [],
        ["no_such_seal", "seals_missing"],
    ),
    "the first seal removed": (
        "DELETE FROM vault_seal WHERE number = 1",
        [],
        ["no_such_seal", "seals_missing"],
    ),
    "the last seal removed": (
        "DELETE FROM vault_seal WHERE number = 3",
        [],
        ["no_such_seal"],
    ),
    "a seal inserted": (
        """
        INSERT INTO vault_seal (stream, number, count, first_row, last_row, previous, mac,
                                key_version, sealed_at)
        SELECT stream, 4, 0, '', '', mac, mac, 1, sealed_at FROM vault_seal WHERE number = 3
        """,
        [],
        ["seal_broken"],
    ),
    "a seal renumbered": (
        "UPDATE vault_seal SET number = 5 WHERE number = 3",
        [],
        ["no_such_seal", "seals_missing", "rows_missing"],
    ),
    "a chain renamed": (
        "UPDATE vault_seal SET stream = 'other'",
        [],
        ["no_such_seal", "no_such_seal", "no_such_seal"],
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_by_sql_is_found(chain: LastSeal, name: str) -> None:
    statement, params, found = TAMPERINGS[name]
    sql(statement, *params)
    assert troubles() == found


def test_two_seals_that_changed_places_are_found(chain: LastSeal) -> None:
    for old, new in ((1, 99), (2, 1), (99, 2)):
        sql("UPDATE vault_seal SET number = %s WHERE number = %s", new, old)
    assert troubles() != []
    for old, new in ((1, 99), (2, 1), (99, 2)):
        sql("UPDATE shelf_page SET seal = %s WHERE seal = %s", new, old)
    assert troubles() != []


def test_an_end_cut_off_with_its_rows_is_found_against_a_copy(chain: LastSeal) -> None:
    sql("DELETE FROM vault_seal WHERE number = 3")
    sql("DELETE FROM shelf_page WHERE seal = 3")
    assert troubles() == []
    assert troubles(chain) == ["chain_cut"]


def test_an_end_cut_off_and_sealed_anew_is_found_against_a_copy(
    chain: LastSeal, now: datetime
) -> None:
    sql("DELETE FROM vault_seal WHERE number = 3")
    sql("DELETE FROM shelf_page WHERE seal = 3")
    seal_rows(Page, stream=STREAM, now=now)
    assert troubles() == []
    assert troubles(chain) == ["not_as_kept"]


def test_a_copy_of_another_stream_is_no_copy_of_this_one() -> None:
    with pytest.raises(ValueError, match="expected a seal of pages, not of leaves"):
        troubles(LastSeal("leaves", 1, bytes(32)))


def test_a_seal_made_while_we_look_is_no_fault(chain: LastSeal, now: datetime) -> None:
    def seal_meanwhile(_: int) -> None:
        seal_rows(Page, stream=STREAM, now=now)

    assert not list(queries.chain_faults(Page, stream=STREAM, progress=seal_meanwhile))
    assert queries.unsealed_tail(Page) == 0


def test_a_long_chain_is_read_page_by_page(now: datetime) -> None:
    write_pages(*map(str, range(queries.PAGE + 100)))
    for limit in (40, queries.PAGE, 60):
        seal_rows(Page, stream=STREAM, now=now, limit=limit)
    done: list[int] = []
    assert not list(queries.chain_faults(Page, stream=STREAM, progress=done.append))
    assert sum(done) == queries.PAGE + 100
    done.clear()
    assert not list(queries.content_faults(Page, lambda page: page.content, progress=done.append))
    assert done == [queries.PAGE, 100]


@pytest.mark.parametrize("text", ["1 a", "tail"])
def test_altered_content_is_found_whether_sealed_or_not(chain: LastSeal, text: str) -> None:
    page = Page.objects.get(text=text)
    assert not list(queries.content_faults(Page, lambda page: page.content))
    sql("UPDATE shelf_page SET text = 'other' WHERE text = %s", text)
    (finding,) = queries.content_faults(Page, lambda page: page.content)
    assert (finding.trouble.value, finding.facts) == ("row_altered", {"row": page.pk})
    assert troubles() == []


def test_altered_content_with_a_hash_from_another_key_is_found(chain: LastSeal) -> None:
    sql("UPDATE shelf_page SET mac = %s WHERE text = 'tail'", b"x" * 32)
    (finding,) = queries.content_faults(Page, lambda page: page.content)
    assert finding.trouble.value == "row_altered"


def test_content_that_can_no_longer_be_written_down_is_altered(now: datetime) -> None:
    write_leaf(now)
    sql("UPDATE shelf_leaf SET at = 9223372036854775807")
    (finding,) = queries.content_faults(Leaf, lambda leaf: leaf.content)
    assert finding.trouble.value == "row_altered"
    assert len(list(queries.content_faults(Leaf, lambda _: canonical({"at": 1.5})))) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps any type anywhere")
def test_a_text_in_place_of_bytes_or_a_moment_is_found(chain: LastSeal, now: datetime) -> None:
    sql("UPDATE shelf_page SET mac = 'text' WHERE text = '1 a'")
    sql("UPDATE vault_seal SET sealed_at = 'yesterday' WHERE number = 3")
    assert troubles() == ["seal_broken", "seal_broken"]
    write_leaf(now)
    sql("UPDATE shelf_leaf SET at = 'yesterday'")
    assert len(list(queries.content_faults(Leaf, lambda leaf: leaf.content))) == 1


def test_the_keyring_is_read_again_when_its_file_changes(keyring_file: Path) -> None:
    before = queries.keyring()
    assert queries.keyring() is before
    before.with_new("wrap").save(keyring_file)
    assert queries.keyring().current("wrap")[0] == 2


def test_a_keyring_that_is_gone_or_open_to_all_is_not_used(keyring_file: Path) -> None:
    queries.keyring()
    keyring_file.chmod(0o644)
    with pytest.raises(Invalid, match="chmod 600"):
        queries.keyring()
    keyring_file.unlink()
    with pytest.raises(Unavailable, match="there is no keyring"):
        queries.keyring()


def test_the_operator_sees_which_wrap_keys_are_needed(keyring_file: Path) -> None:
    fill_drawer(b"one"), fill_drawer(b"two")
    queries.keyring().with_new("wrap").save(keyring_file)
    fill_drawer(b"three")
    Drawer.objects.create(secret=b"no envelope")
    Drawer.objects.create(secret=b"")
    Drawer.objects.create(secret=None)
    counts = [count for count in queries.wrap_counts() if count.model == "shelf.Drawer"]
    assert counts == [
        WrapCount("shelf.Drawer", "secret", 1, 2),
        WrapCount("shelf.Drawer", "secret", 2, 1),
        WrapCount("shelf.Drawer", "secret", None, 1),
    ]
