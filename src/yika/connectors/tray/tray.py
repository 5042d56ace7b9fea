"""A way out that ends in a local file, for demonstrations and tests."""

import errno
import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yika.kit.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Tray:
    """One JSON line for everything sent, in plain text: never for the data of real people.

    A repeat makes a second line with the same reference; whoever reads the tray can tell.
    """

    file: Path

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Add a line that is on the disk when this returns."""
        line = json.dumps({"reference": reference, "payload": payload}, ensure_ascii=False) + "\n"
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._append(line.encode())
        except OSError as error:
            raise Unavailable(
                f"the tray {self.file} cannot be written: {error.strerror}"
            ) from error

    def _append(self, line: bytes) -> None:
        with open(self.file, "ab", buffering=0, opener=_for_the_owner_only) as tray:
            fcntl.flock(tray, fcntl.LOCK_EX)
            end = tray.seek(0, os.SEEK_END)
            if tray.write(line) != len(line):  # half a line would spoil the next one too
                tray.truncate(end)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(tray.fileno())


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
