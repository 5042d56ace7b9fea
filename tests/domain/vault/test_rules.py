"""The chain of seals: an honest one has no finding, a tampered one always has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from yika.domain.vault import rules
from yika.domain.vault.fields import NO_DATE
from yika.domain.vault.rules import Finding, LastSeal, Link, Row, Trouble
from yika.kit import seals
from yika.kit.keyring import Keyring

KEYRING = Keyring.generate()
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
STREAM = "pages"


def chain_of(*sizes: int) -> tuple[list[Link], list[Row]]:
    """An honest chain whose seals cover so many rows each, the rows numbered from 1."""
    links: list[Link] = []
    rows: list[Row] = []
    for number, size in enumerate(sizes, 1):
        covered = [
            Row(number, len(rows) + place, 1, bytes([number, place]) * 16)
            for place in range(1, size + 1)
        ]
        last = LastSeal(STREAM, number - 1, links[-1].mac) if links else None
        links.append(rules.next_link(KEYRING, last, covered, stream=STREAM, now=NOW))
        rows += covered
    return links, rows


def walk(
    links: list[Link], rows: list[Row], kept: LastSeal | None = None, keyring: Keyring = KEYRING
) -> list[Finding]:
    rows = sorted(rows, key=lambda row: (row.seal, row.id))
    return list(rules.findings(links, rows, stream=STREAM, keyring=keyring, kept=kept))


def troubles(*args: Any, **kwargs: Any) -> list[str]:
    return [str(finding.trouble) for finding in walk(*args, **kwargs)]


def kept_copy(link: Link) -> LastSeal:
    return LastSeal(STREAM, link.number, link.mac)


@pytest.mark.parametrize("sizes", [[], [1], [4], [1, 1], [3, 1, 2], [1] * 9])
def test_an_honest_chain_has_no_finding(sizes: list[int]) -> None:
    links, rows = chain_of(*sizes)
    assert walk(links, rows) == []
    assert [link.number for link in links] == list(range(1, len(sizes) + 1))
    if links:
        assert walk(links, rows, kept_copy(links[-1])) == []


CHANGES_OF_A_LINK: list[dict[str, Any]] = [
    {"count": 0},
    {"count": 9},
    {"first_row": "0"},
    {"last_row": "0"},
    {"previous": b"x" * 32},
    {"mac": b"x" * 32},
    {"key_version": 2},
    {"key_version": 9},
    {"sealed_at": NO_DATE},
]
CHANGES_OF_A_ROW: list[dict[str, Any]] = [
    {"seal": 99},
    {"id": 99},
    {"key_version": 2},
    {"mac": b"x"},
]

Chain = tuple[list[Link], list[Row]]


def altered_chains(links: list[Link], rows: list[Row]) -> Iterator[Chain]:
    """The chain with any one thing in it changed, removed, added or put elsewhere by hand."""
    for at, link in enumerate(links):
        for change in CHANGES_OF_A_LINK:
            yield [*links[:at], replace(link, **change), *links[at + 1 :]], rows
        yield [*links[:at], *links[at + 1 :]], rows
        for other in links[at + 1 :]:
            swapped = {
                link.number: replace(other, number=link.number),
                other.number: replace(link, number=other.number),
            }
            yield [swapped.get(one.number, one) for one in links], rows
    for at, row in enumerate(rows):
        for change in CHANGES_OF_A_ROW:
            yield links, [*rows[:at], row._replace(**change), *rows[at + 1 :]]
        yield links, [*rows[:at], *rows[at + 1 :]]
        yield links, [*rows, row._replace(id=77)]
    yield [*links, replace(links[-1], number=len(links) + 1)], rows


@pytest.mark.parametrize("sizes", [[1], [2, 1], [2, 1, 3]])
def test_any_one_thing_changed_by_hand_is_found(sizes: list[int]) -> None:
    rotated = KEYRING.with_new("seal")
    for links, rows in altered_chains(*chain_of(*sizes)):
        assert walk(links, rows, keyring=rotated), (links, rows)


def test_a_row_that_is_gone_is_counted() -> None:
    links, rows = chain_of(2, 3, 2)
    del rows[3]
    (finding,) = walk(links, rows)
    assert finding.trouble is Trouble.ROWS_MISSING
    assert str(finding) == "Seal 2 covers 3 rows; only 2 are left."


def test_a_seal_whose_rows_are_all_gone_is_found() -> None:
    links, rows = chain_of(2, 3)
    assert troubles(links, rows[:2]) == ["rows_missing"]


def test_a_row_put_in_afterwards_is_counted() -> None:
    links, rows = chain_of(2, 3)
    assert troubles(links, [*rows, Row(1, 50, 1, b"m" * 32)]) == ["rows_added"]


def test_two_rows_that_change_their_hashes_are_found() -> None:
    links, rows = chain_of(2)
    rows[0], rows[1] = rows[0]._replace(mac=rows[1].mac), rows[1]._replace(mac=rows[0].mac)
    assert troubles(links, rows) == ["seal_broken"]


def test_a_seal_taken_out_of_the_middle_leaves_its_rows_without() -> None:
    links, rows = chain_of(1, 1, 1, 1)
    del links[1:3]
    found = walk(links, rows)
    assert [finding.trouble for finding in found] == [
        Trouble.NO_SUCH_SEAL,
        Trouble.NO_SUCH_SEAL,
        Trouble.SEALS_MISSING,
    ]
    assert str(found[-1]) == "Seals 2 to 3 were removed."


def test_seals_taken_out_with_their_rows_leave_a_gap() -> None:
    links, rows = chain_of(1, 1, 1)
    assert troubles([links[0], links[2]], [rows[0], rows[2]]) == ["seals_missing"]
    assert troubles(links[1:], rows[1:]) == ["seals_missing"]


def test_a_seal_made_with_another_key_is_found() -> None:
    links, rows = chain_of(1, 1)
    stranger = Keyring.generate()
    links[1] = rules.next_link(stranger, kept_copy(links[0]), rows[1:], stream=STREAM, now=NOW)
    assert troubles(links, rows) == ["seal_broken"]


def test_a_chain_is_not_taken_for_that_of_another_stream() -> None:
    links, rows = chain_of(1)
    found = rules.findings(links, rows, stream="other", keyring=KEYRING, kept=None)
    assert [finding.trouble for finding in found] == [Trouble.SEAL_BROKEN]


def test_a_cut_end_is_seen_only_against_a_copy_kept_elsewhere() -> None:
    links, rows = chain_of(2, 2, 2)
    kept = kept_copy(links[-1])
    assert troubles(links[:2], rows[:4]) == []
    (finding,) = walk(links[:2], rows[:4], kept)
    assert str(finding) == "Seal 3 was kept elsewhere, but the chain ends at 2."
    assert troubles([], [], kept) == ["chain_cut"]


def test_an_end_made_anew_with_the_right_key_is_seen_against_the_copy() -> None:
    links, rows = chain_of(2, 2)
    kept = kept_copy(links[-1])
    forged = [row._replace(mac=b"f" * 32) for row in rows[2:]]
    links[1] = rules.next_link(KEYRING, kept_copy(links[0]), forged, stream=STREAM, now=NOW)
    assert troubles(links, rows[:2] + forged) == []
    assert troubles(links, rows[:2] + forged, kept) == ["not_as_kept"]


def test_a_copy_of_an_earlier_end_still_holds_when_the_chain_has_grown() -> None:
    links, rows = chain_of(1, 1, 1)
    assert walk(links, rows, kept_copy(links[1])) == []


def test_seals_under_an_older_key_still_hold_and_a_missing_key_is_named() -> None:
    links, rows = chain_of(1)
    rotated = KEYRING.with_new("seal")
    more = [Row(2, 2, 2, b"m" * 32)]
    links.append(rules.next_link(rotated, kept_copy(links[0]), more, stream=STREAM, now=NOW))
    assert walk(links, rows + more, keyring=rotated) == []
    (finding,) = walk(links, rows + more, keyring=KEYRING)
    assert str(finding) == "Key 2 of the seals is not in the keyring: seal 2."


def test_one_fault_does_not_hide_the_next() -> None:
    links, rows = chain_of(2, 2, 2)
    del rows[4], rows[0]
    assert [finding.facts["seal"] for finding in walk(links, rows)] == [1, 3]


def test_a_row_is_checked_against_its_content() -> None:
    row = Row(None, 7, 1, seals.row_mac(KEYRING.key("seal", 1), b"content"))
    assert rules.row_finding(row, b"content", KEYRING) is None
    altered_row = rules.row_finding(row, b"Content", KEYRING)
    assert str(altered_row) == "Row 7 does not match its hash: it was altered."
    keyless = rules.row_finding(row._replace(key_version=5), b"content", KEYRING)
    assert str(keyless) == "Key 5 of the seals is not in the keyring: row 7."


def test_every_trouble_has_its_wording() -> None:
    assert set(rules.WORDINGS) == set(Trouble)


def test_a_copy_of_a_seal_is_read_as_it_was_written() -> None:
    copy = LastSeal("journal", 412, bytes(range(32)))
    assert LastSeal.parse(str(copy)) == copy
    assert LastSeal.parse(f"{copy}\n") == copy
    assert LastSeal.parse(str(LastSeal("a:b", 1, bytes(32)))).stream == "a:b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "journal",
        "journal:12",
        f":12:{'0' * 64}",
        f"journal:x:{'0' * 64}",
        f"journal:１:{'0' * 64}",
        f"journal:-1:{'0' * 64}",
        f"journal:1:{'0' * 63}",
        f"journal:1:{'z' * 64}",
    ],
)
def test_anything_else_is_no_copy_of_a_seal(text: str) -> None:
    with pytest.raises(ValueError, match="expected a seal such as"):
        LastSeal.parse(text)
