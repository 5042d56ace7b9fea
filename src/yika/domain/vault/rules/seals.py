"""How rows are sealed in a chain, and what can be found wrong with one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from math import inf
from typing import NamedTuple, Self

from yika.kit import seals
from yika.kit.errors import gettext_noop
from yika.kit.keyring import KeyMissing, Keyring
from yika.kit.moments import to_micros


class Row(NamedTuple):
    """What a seal vouches for of one row. The row's own mac vouches for its content."""

    seal: int | None
    id: object
    key_version: int
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One seal of a stream."""

    number: int
    count: int
    first_row: str
    last_row: str
    previous: bytes
    key_version: int
    sealed_at: datetime
    mac: bytes = b""


@dataclass(frozen=True, slots=True)
class LastSeal:
    """The end of a chain, small enough to keep a copy elsewhere and to show a later cut with."""

    stream: str
    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.stream}:{self.number}:{self.mac.hex()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes."""
        found = re.fullmatch(r"(.+):([0-9]+):([0-9a-f]{64})", text.strip())
        if not found:
            raise ValueError(f'expected a seal such as "journal:12:9f…", not {text!r}')
        stream, number, mac = found.groups()
        return cls(stream, int(number), bytes.fromhex(mac))


class Trouble(StrEnum):
    """The kinds of finding; the value is a stable code."""

    ROW_ALTERED = "row_altered"
    ROWS_MISSING = "rows_missing"
    ROWS_ADDED = "rows_added"
    SEAL_BROKEN = "seal_broken"
    SEALS_MISSING = "seals_missing"
    OUT_OF_PLACE = "out_of_place"
    NO_SUCH_SEAL = "no_such_seal"
    CHAIN_CUT = "chain_cut"
    NOT_AS_KEPT = "not_as_kept"
    KEY_MISSING = "key_missing"


WORDINGS = {
    Trouble.ROW_ALTERED: gettext_noop("Row {row} does not match its hash: it was altered."),
    Trouble.ROWS_MISSING: gettext_noop(
        "Seal {seal} covers {expected} rows; only {found} are left."
    ),
    Trouble.ROWS_ADDED: gettext_noop("Seal {seal} covers {expected} rows, but {found} name it."),
    Trouble.SEAL_BROKEN: gettext_noop(
        "Seal {seal} does not match: the hash of a row, or the seal itself, was altered."
    ),
    Trouble.SEALS_MISSING: gettext_noop("Seals {first} to {last} were removed."),
    Trouble.OUT_OF_PLACE: gettext_noop("Seal {seal} does not follow the seal before it."),
    Trouble.NO_SUCH_SEAL: gettext_noop("{found} rows name seal {seal}, which does not exist."),
    Trouble.CHAIN_CUT: gettext_noop(
        "Seal {seal} was kept elsewhere, but the chain ends at {found}."
    ),
    Trouble.NOT_AS_KEPT: gettext_noop("Seal {seal} is not the one that was kept elsewhere."),
    Trouble.KEY_MISSING: gettext_noop(
        "Key {version} of the seals is not in the keyring: {needed_by}."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with sealed rows. People read it as text, programs match `trouble`."""

    trouble: Trouble
    facts: Mapping[str, object]

    def __str__(self) -> str:
        return WORDINGS[self.trouble].format_map(self.facts)


def next_link(
    keyring: Keyring, last: LastSeal | None, rows: Sequence[Row], *, stream: str, now: datetime
) -> Link:
    """The seal that covers these rows, which are in the order of their ids, behind the last one."""
    version, key = keyring.current("seal")
    link = Link(
        number=last.number + 1 if last else 1,
        count=len(rows),
        first_row=str(rows[0].id),
        last_row=str(rows[-1].id),
        previous=last.mac if last else b"",
        key_version=version,
        sealed_at=now,
    )
    return replace(link, mac=_link_mac(key, stream, link, rows))


def findings(
    links: Iterable[Link],
    rows: Iterable[Row],
    *,
    stream: str,
    keyring: Keyring,
    kept: LastSeal | None,
) -> Iterator[Finding]:
    """Walk the links by number beside their rows by (seal, id), each once, keeping none."""
    runs = _Runs(rows)
    before: Link | None = None
    for link in links:
        yield from runs.strays(link.number)
        yield from _place_findings(before, link)
        yield from _run_findings(link, runs.take(link.number), stream, keyring)
        if kept and link.number == kept.number and link.mac != kept.mac:
            yield Finding(Trouble.NOT_AS_KEPT, {"seal": link.number})
        before = link
    yield from runs.strays()
    end = before.number if before else 0
    if kept and kept.number > end:
        yield Finding(Trouble.CHAIN_CUT, {"seal": kept.number, "found": end})


def row_finding(row: Row, content: bytes | None, keyring: Keyring) -> Finding | None:
    """Whether a row is still what it was when its mac was made; None has no content at all."""
    try:
        key = keyring.key("seal", row.key_version)
    except KeyMissing as missing:
        facts = {"version": missing.version, "needed_by": f"row {row.id}"}
        return Finding(Trouble.KEY_MISSING, facts)
    if content is None or seals.row_mac(key, content) != row.mac:
        return Finding(Trouble.ROW_ALTERED, {"row": row.id})
    return None


class _Runs:
    """Rows in ascending order of their seal, taken one seal at a time."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._runs = groupby(rows, key=lambda row: row.seal)
        self._turn()

    def _turn(self) -> None:
        self._number: int | None
        self._rows: Iterator[Row]
        self._number, self._rows = next(self._runs, (None, iter(())))

    def strays(self, below: float = inf) -> Iterator[Finding]:
        """The runs before this number, which belong to no seal."""
        while self._number is not None and self._number < below:
            facts = {"seal": self._number, "found": sum(1 for _ in self._rows)}
            yield Finding(Trouble.NO_SUCH_SEAL, facts)
            self._turn()

    def take(self, number: int) -> Iterator[Row]:
        """The rows of this seal; to be read to the end before anything else is asked."""
        if self._number == number:
            yield from self._rows
            self._turn()


def _place_findings(before: Link | None, link: Link) -> Iterator[Finding]:
    expected = before.number + 1 if before else 1
    if link.number > expected:
        facts = {"first": expected, "last": link.number - 1}
        yield Finding(Trouble.SEALS_MISSING, facts)
    elif link.previous != (before.mac if before else b""):
        yield Finding(Trouble.OUT_OF_PLACE, {"seal": link.number})


def _run_findings(
    link: Link, rows: Iterator[Row], stream: str, keyring: Keyring
) -> Iterator[Finding]:
    counter = _Counted(rows)
    mac = _mac_again(link, counter, stream, keyring)
    facts = {"seal": link.number, "expected": link.count, "found": counter.count}
    if counter.count < link.count:
        yield Finding(Trouble.ROWS_MISSING, facts)
    elif counter.count > link.count:
        yield Finding(Trouble.ROWS_ADDED, facts)
    elif mac is None:
        needed = {"version": link.key_version, "needed_by": f"seal {link.number}"}
        yield Finding(Trouble.KEY_MISSING, needed)
    elif mac != link.mac:
        yield Finding(Trouble.SEAL_BROKEN, {"seal": link.number})


class _Counted:
    """Rows that are counted while somebody reads them."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _mac_again(link: Link, rows: Iterable[Row], stream: str, keyring: Keyring) -> bytes | None:
    try:
        key = keyring.key("seal", link.key_version)
    except KeyMissing:
        for _ in rows:
            pass
        return None
    return _link_mac(key, stream, link, rows)


def _link_mac(key: bytes, stream: str, link: Link, rows: Iterable[Row]) -> bytes:
    more = {
        "first_row": link.first_row,
        "key_version": link.key_version,
        "last_row": link.last_row,
        "sealed_at": to_micros(link.sealed_at),
    }
    return seals.chain_mac(
        key,
        stream=stream,
        number=link.number,
        count=link.count,
        previous=link.previous,
        macs=(f"{row.id}|{row.key_version}|".encode() + row.mac for row in rows),
        more=seals.canonical(more),
    )
