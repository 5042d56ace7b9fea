"""Sealed files on the disk: written once, readable by the installation only, safe before commit."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from yika.domain.vault.rules.files import folder_of
from yika.kit.errors import Unavailable

OURS_ONLY = 0o600
FOLDER_OURS_ONLY = 0o700


def path_of(file: UUID) -> Path:
    """Where the content of this file lies."""
    return _home() / folder_of(file) / file.hex


def write(file: UUID, content: bytes) -> None:
    """Put it on the disk for good, or raise Unavailable and leave nothing behind."""
    path = path_of(file)
    try:
        _make_folder(path.parent)
        _write_through(path, content)
        _keep_names(path.parent)
    except OSError as error:
        remove(file)
        raise Unavailable(f"sealed file cannot be written: {error.strerror}") from error


def read(file: UUID, size: int) -> bytes:
    """The content, and of one that has grown just enough to notice it."""
    try:
        with path_of(file).open("rb") as stream:
            return stream.read(size + 1)
    except OSError as error:
        raise Unavailable(f"sealed file cannot be read: {error.strerror}") from error


def remove(file: UUID) -> None:
    """Take it from the disk; what cannot be removed now is a stray, and is swept later."""
    with suppress(OSError):
        path_of(file).unlink(missing_ok=True)


def aged(folder: str, before: datetime) -> Iterator[Path]:
    """What has lain in this folder since before that moment."""
    try:
        with os.scandir(_home() / folder) as entries:
            found = [one for one in entries if one.is_file(follow_symlinks=False)]
            old = [Path(one.path) for one in found if _touched(one) < before]
    except OSError:
        return  # nothing was ever kept there, or it cannot be looked at now
    yield from sorted(old)


def _touched(entry: os.DirEntry[str]) -> datetime:
    try:
        return datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, tz=UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)  # gone meanwhile


def _home() -> Path:
    return Path(settings.YIKA_FILES_DIR)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=FOLDER_OURS_ONLY, parents=True, exist_ok=True)
        _keep_names(folder.parent)


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ONLY)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(handle)


def _keep_names(folder: Path) -> None:
    """Without this a crash of the machine may forget the name of a file whose bytes are safe."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
