"""The keys of one installation, in a file that never lies beside the database."""

import fcntl
import os
import re
import secrets
import stat
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self, get_args

from yika.kit.errors import Fault, Invalid, Unavailable

Purpose = Literal["wrap", "index", "seal"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

KEY_BYTES = 32
VERSION_MAX = 32767

_HEAD = """\
# The keys of this installation. Who has this file can read what is encrypted;
# without it nobody can. Keep a copy, and keep it apart from the copies of the database.
# A key may only be taken out when nothing needs it any more: see `yika keys`.
"""


class KeyMissing(Unavailable):
    """A key version that something was written with is not in this keyring."""

    def __init__(self, purpose: Purpose, version: int) -> None:
        super().__init__(f"key {version} for {purpose} is not in the keyring", permanent=True)
        self.purpose = purpose
        self.version = version


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of one purpose by version, and the version that new things are written with."""

    current: int
    keys: Mapping[int, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Old versions stay readable for as long as they are kept here."""

    rings: Mapping[Purpose, Ring]

    @classmethod
    def generate(cls) -> Self:
        """A keyring with one fresh key for every purpose."""
        return cls._of({purpose: Ring(1, {1: _new_key()}) for purpose in PURPOSES})

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read the keyring file; Unavailable when it cannot be read, Invalid naming every fault."""
        text = _read_private(Path(path))
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise Invalid([Fault(str(path), "", f"expected TOML ({error})")]) from None
        faults = list(_faults(str(path), tables))
        if faults:
            raise Invalid(faults)
        return cls._of({purpose: _ring(tables[purpose]) for purpose in PURPOSES})

    def save(self, path: Path | str) -> None:
        """Write the file whole or not at all, readable by its owner only.

        Refuses to drop a key that the file already holds: what was written with it would be lost.
        """
        path = Path(path).resolve()
        try:
            with _locked(path.parent) as folder:
                if path.exists():
                    self._check_keeps(type(self).load(path), str(path))
                _write_private(path, self._text())
                os.fsync(folder)
        except OSError as error:
            raise Unavailable(f"the keyring {path} cannot be saved: {error.strerror}") from error

    def with_new(self, purpose: Purpose) -> Self:
        """The same keys and a fresh one for `purpose`, which becomes the current one."""
        ring = self.rings[purpose]
        version = max(ring.keys) + 1
        fresh = Ring(version, {**ring.keys, version: _new_key()})
        return self._of({**self.rings, purpose: fresh})

    def current(self, purpose: Purpose) -> tuple[int, bytes]:
        """The version and the key that new things are written with."""
        ring = self.rings[purpose]
        return ring.current, ring.keys[ring.current]

    def key(self, purpose: Purpose, version: int) -> bytes:
        """The key that something was written with."""
        try:
            return self.rings[purpose].keys[version]
        except KeyError:
            raise KeyMissing(purpose, version) from None

    def versions(self, purpose: Purpose) -> list[int]:
        """The versions at hand, the current one first, then from new to old."""
        ring = self.rings[purpose]
        return sorted(ring.keys, key=lambda version: (version != ring.current, -version))

    @classmethod
    def _of(cls, rings: Mapping[Purpose, Ring]) -> Self:
        return cls(
            MappingProxyType(
                {
                    name: Ring(ring.current, MappingProxyType(ring.keys))
                    for name, ring in rings.items()
                }
            )
        )

    def _check_keeps(self, older: "Keyring", where: str) -> None:
        lost = [
            Fault(where, f"{purpose}.{version}", "expected the new keyring to keep this key")
            for purpose, ring in older.rings.items()
            for version, key in ring.keys.items()
            if self.rings[purpose].keys.get(version) != key
        ]
        if lost:
            raise Invalid(lost)

    def _text(self) -> str:
        lines = [_HEAD]
        for purpose in PURPOSES:
            ring = self.rings[purpose]
            lines.append(f"[{purpose}]\ncurrent = {ring.current}")
            lines += [f'{version} = "{key.hex()}"' for version, key in sorted(ring.keys.items())]
            lines.append("")
        return "\n".join(lines)


def _new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def _ring(table: Mapping[str, object]) -> Ring:
    keys = {int(name): bytes.fromhex(str(key)) for name, key in table.items() if name != "current"}
    return Ring(int(str(table["current"])), keys)


def _faults(where: str, tables: Mapping[str, object]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name in tables.keys() - set(PURPOSES):
        yield Fault(where, name, f"expected no other tables than {', '.join(PURPOSES)}")
    for purpose in PURPOSES:
        table = tables.get(purpose)
        if not isinstance(table, dict):
            yield Fault(where, purpose, "expected a table with `current` and numbered keys")
            continue
        current = table.get("current")
        if type(current) is not int or str(current) not in table:
            yield Fault(where, f"{purpose}.current", "expected the number of a key of this table")
        for name, key in table.items():
            if name != "current":
                yield from _key_faults(where, f"{purpose}.{name}", key, seen)


def _key_faults(where: str, name: str, key: object, seen: dict[str, str]) -> Iterator[Fault]:
    version = name.partition(".")[2]
    if not re.fullmatch("[1-9][0-9]{0,4}", version) or int(version) > VERSION_MAX:
        yield Fault(where, name, f"expected a version from 1 to {VERSION_MAX}")
    if not isinstance(key, str) or not re.fullmatch(f"[0-9a-f]{{{2 * KEY_BYTES}}}", key):
        yield Fault(where, name, f"expected {2 * KEY_BYTES} small hexadecimal digits")
    elif key in seen:
        yield Fault(where, name, f"expected a key of its own, not the one of {seen[key]}")
    else:
        seen[key] = name


def _read_private(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            about = os.fstat(file.fileno())
            # A secret mounted for us belongs to root, and its folder keeps others out.
            if about.st_uid == os.geteuid() and stat.S_IMODE(about.st_mode) & 0o077:
                fault = f"expected a file that only its owner can read: chmod 600 {path}"
                raise Invalid([Fault(str(path), "", fault)])
            return file.read()
    except FileNotFoundError:
        raise Unavailable(f"there is no keyring at {path}", permanent=True) from None
    except UnicodeDecodeError:
        raise Invalid([Fault(str(path), "", "expected TOML in UTF-8")]) from None
    except OSError as error:
        raise Unavailable(f"the keyring {path} cannot be read: {error.strerror}") from error


def _write_private(path: Path, text: str) -> None:
    # mkstemp gives mode 0600 from the first moment on.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """The folder, held against another process that saves a keyring there."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)
