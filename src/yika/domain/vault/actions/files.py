"""Keep a large content sealed in a file, destroy it, and clear away what belongs to nothing.

The file is on the disk before its row is committed, and leaves it after the row says so. What a
crash leaves in between is a file without a living row: unreadable, and swept a week later.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.db import transaction

from yika.domain.vault import queries, store
from yika.domain.vault.models import SealedFile
from yika.domain.vault.rules import files as rules
from yika.kit import contents, envelope, ids
from yika.kit.errors import NotFound

ASKED_AT_ONCE = 500


@transaction.atomic
def seal_file(
    plain: bytes, *, where: str, now: datetime, purge_after: datetime | None = None
) -> str:
    """Keep the content, bound to this place (`envelope.place`); gives back the id of the file.

    It is there once the caller's transaction commits. `purge_after` says until when it is needed;
    whoever owns it destroys it then.
    """
    place = rules.read_place(where)
    file = ids.new_id()
    bound = rules.bound_to(where, file)
    content = contents.seal(plain, where=bound)

    store.write(file, content.sealed)
    SealedFile.objects.create(
        id=file,
        **place._asdict(),
        data_key=envelope.seal(queries.keyring(), content.data_key, where=bound),
        nonce=content.nonce,
        size=len(content.sealed),
        sha256=sha256(content.sealed).digest(),
        made_at=now,
        purge_after=purge_after,
    )
    return ids.show(rules.PREFIX, file)


@transaction.atomic
def destroy_file(file_id: str, *, now: datetime) -> bool:
    """Destroy the key of a file, and after the commit the file; False when that was done before.

    From the commit on nobody can open it, even where the file could not be removed.
    """
    row = _hold(file_id)
    if row.purged_at:
        return False

    row.data_key, row.purged_at = b"", now
    row.save(update_fields=["data_key", "purged_at"])
    transaction.on_commit(partial(store.remove, row.pk))
    return True


@transaction.atomic
def keep_file_until(file_id: str, *, purge_after: datetime | None) -> None:
    """Change until when a file is needed; refused once it was destroyed."""
    row = _hold(file_id)
    if row.purged_at:
        raise rules.FileDestroyed
    row.purge_after = purge_after
    row.save(update_fields=["purge_after"])


def sweep_files(*, now: datetime) -> int:
    """Remove old files that no living row needs; gives back 0, for one go does its whole share.

    Each hour of the day has its own share of the folders. Who needs a file no longer destroys
    it himself: the vault knows nothing of holds. Beside a database without any file nothing is
    removed: more likely it is the wrong one.
    """
    if not SealedFile.objects.exists():
        return 0
    for folder in rules.folders_of_the_hour(now):
        _sweep_folder(list(store.aged(folder, now - rules.STRAY_AFTER)))
    return 0


def _sweep_folder(paths: list[Path]) -> None:
    for start in range(0, len(paths), ASKED_AT_ONCE):
        page = paths[start : start + ASKED_AT_ONCE]
        needed = _living(page)
        for path in page:
            if path.name not in needed:
                path.unlink(missing_ok=True)


def _living(paths: Iterable[Path]) -> set[str]:
    """The names of those whose row still has its key."""
    named = [file for path in paths if (file := _file_of(path.name))]
    rows = SealedFile.objects.filter(pk__in=named, purged_at=None)
    return {pk.hex for pk in rows.values_list("pk", flat=True)}


def _file_of(name: str) -> UUID | None:
    try:
        return UUID(hex=name)
    except ValueError:
        return None


def _hold(file_id: str) -> SealedFile:
    file = queries.file_key(file_id)
    row = SealedFile.objects.select_for_update().filter(pk=file).first()
    if row is None:
        raise NotFound(thing="file", name=file_id)
    return row
