"""A way out that ends in a local file, for demonstrations and tests."""

import errno
import fcntl
import json
import os
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from yika.kit.errors import Unavailable


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What lies in a tray: one line of it."""

    reference: str
    at: datetime
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tray:
    """One JSON line for everything sent, in plain text: never for the data of real people.

    A repeat makes a second line with the same reference; whoever reads the tray can tell.
    """

    file: Path
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Add a line that is on the disk when this returns."""
        told = {"reference": reference, "at": self.clock().isoformat(), "payload": payload}
        line = json.dumps(told, ensure_ascii=False) + "\n"
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._append(line.encode())
        except OSError as error:
            raise Unavailable(
                f"the tray {self.file} cannot be written: {error.strerror}"
            ) from error

    def read(self, limit: int = 50) -> list[Laid]:
        """What was laid here last, the newest first; nothing where nothing was ever sent."""
        try:
            with self.file.open(encoding="utf-8") as tray:
                fcntl.flock(tray, fcntl.LOCK_SH)
                lines = deque(tray, maxlen=limit)
        except FileNotFoundError:
            return []
        return [_laid(line) for line in reversed(lines)]

    def _append(self, line: bytes) -> None:
        with open(self.file, "ab", buffering=0, opener=_for_the_owner_only) as tray:
            fcntl.flock(tray, fcntl.LOCK_EX)
            end = tray.seek(0, os.SEEK_END)
            if tray.write(line) != len(line):  # half a line would spoil the next one too
                tray.truncate(end)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(tray.fileno())


def _laid(line: str) -> Laid:
    told = json.loads(line)
    return Laid(
        reference=told["reference"],
        at=datetime.fromisoformat(told["at"]),
        payload=told["payload"],
    )


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
