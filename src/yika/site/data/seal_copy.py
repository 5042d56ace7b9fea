"""The copy of the last seals outside the database, where who cuts a chain cannot reach it."""

import os
from datetime import datetime
from pathlib import Path

from yika.domain.vault.rules import LastSeal


def keep(seal: LastSeal, *, file: Path, now: datetime) -> None:
    """Add a line with the seal and the time; it is on the disk when this returns."""
    with file.open("a", encoding="utf-8") as copy:
        copy.write(f"{seal} {now.isoformat(timespec='seconds')}\n")
        copy.flush()
        os.fsync(copy.fileno())


def kept(stream: str, given: str) -> LastSeal:
    """The newest seal of a stream in such a file, or the seal itself as somebody wrote it down.

    Raises ValueError when there is none.
    """
    file = Path(given)
    text = file.read_text(encoding="utf-8") if file.is_file() else given
    seals = [LastSeal.parse(line.split()[0]) for line in text.splitlines() if line.strip()]
    ours = [seal for seal in seals if seal.stream == stream]
    if not ours:
        raise ValueError(f"there is no seal of {stream} in {given!r}")
    return max(ours, key=lambda seal: seal.number)
