"""What the vault knows: keys and who needs them, sealed files, and whether a chain still holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Replace, Substr

from yika.domain.vault import rules, store
from yika.domain.vault.fields import SealedField, SealedRow
from yika.domain.vault.models import Seal, SealedFile
from yika.domain.vault.rules import Finding, LastSeal, Link, Row
from yika.domain.vault.rules.files import (
    PREFIX,
    FileDestroyed,
    FileFacts,
    Place,
    bound_to,
    read_place,
)
from yika.kit import contents, envelope, ids
from yika.kit.errors import NotFound
from yika.kit.keyring import Keyring

Progress = Callable[[int], None]  # told how many rows were done since it was last told
AnyRow = TypeVar("AnyRow", bound=SealedRow)

PAGE = 5000


def keyring() -> Keyring:
    """The keyring of this installation, read again as soon as its file has changed."""
    path = Path(settings.YIKA_KEYRING_FILE)
    try:
        about = path.stat()
    except OSError:
        return Keyring.load(path)  # which says what is wrong
    return _keyring(path, about.st_ino, about.st_ctime_ns)


@lru_cache(maxsize=1)
def _keyring(path: Path, *_stamp: int) -> Keyring:
    return Keyring.load(path)


def last_seal(stream: str) -> LastSeal | None:
    """The end of a chain. Kept elsewhere, it shows later whether the chain was cut or rewritten."""
    seal = Seal.objects.filter(stream=stream).order_by("-number").first()
    return LastSeal(stream, seal.number, seal.mac) if seal else None


def unsealed_tail(model: type[SealedRow]) -> int:
    """How many rows no seal vouches for yet; one of these could still vanish unseen."""
    return model._base_manager.filter(seal=None).count()


def chain_faults(
    model: type[SealedRow],
    *,
    stream: str,
    expected: LastSeal | None = None,
    progress: Progress = lambda _: None,
) -> Iterator[Finding]:
    """Everything wrong with the chain over the model's rows, as sealed when this begins.

    `expected` is a copy of an earlier last seal that was kept elsewhere. Whether the content of
    each row matches its mac is the question of `content_faults`. Memory stays small over any
    number of rows, and no query is long.
    """
    if expected and expected.stream != stream:
        raise ValueError(f"expected a seal of {stream}, not of {expected.stream}")
    last = last_seal(stream)
    end = last.number if last else 0
    rows = _sealed_rows(model._base_manager.filter(seal__lte=end), progress)
    yield from rules.findings(
        _links(stream, end), rows, stream=stream, keyring=keyring(), kept=expected
    )
    yield from _strays(model, stream, end)


def content_faults(
    model: type[AnyRow], content: Callable[[AnyRow], bytes], *, progress: Progress = lambda _: None
) -> Iterator[Finding]:
    """The rows, sealed or not, whose content is not what their mac was made of.

    `content` gives the bytes of a row exactly as its writer gave them to `seals.row_mac`.
    """
    keys = keyring()
    rows = model._base_manager.order_by("id")
    page = list(rows[:PAGE])
    while page:
        for row in page:
            facts = Row(row.seal, row.pk, row.key_version, row.mac)
            finding = rules.row_finding(facts, _content(row, content), keys)
            if finding:
                yield finding
        progress(len(page))
        page = list(rows.filter(pk__gt=page[-1].pk)[:PAGE])


def _content(row: AnyRow, content: Callable[[AnyRow], bytes]) -> bytes | None:
    try:
        return content(row)
    except (TypeError, ValueError):
        return None  # it was written once, so it was altered since


@dataclass(frozen=True, slots=True)
class WrapCount:
    """How many values of a column need one version of the wrap key; None for no envelope."""

    model: str
    field: str
    version: int | None
    rows: int


def wrap_counts() -> list[WrapCount]:
    """Which wrap keys are needed by what: a version that no line names may leave the keyring."""
    return [
        WrapCount(column.model._meta.label, column.field, _version(start), rows)
        for column in sealed_columns()
        for start, rows in with_head(column)
        .values_list("head")
        .annotate(rows=Count("*"))
        .order_by("head")
    ]


class Column(NamedTuple):
    """An encrypted column of some table."""

    model: type[models.Model]
    field: str


def sealed_columns() -> Iterator[Column]:
    """Every encrypted column of the installation."""
    models_kept = apps.get_models(include_auto_created=True)
    for model in (kept for kept in models_kept if kept._meta.managed and not kept._meta.proxy):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedField):
                yield Column(model, field.name)


def with_head(column: Column) -> QuerySet[models.Model]:
    """The rows with something in this column, with the `head` of its envelope beside them."""
    field = column.field
    head = Substr(field, 1, envelope.HEAD_BYTES, output_field=models.BinaryField())
    kept = column.model._base_manager.exclude(**{f"{field}__isnull": True}).exclude(**{field: b""})
    return cast("QuerySet[models.Model]", kept.annotate(head=head))


def _version(start: bytes | memoryview) -> int | None:
    try:
        return envelope.wrap_version(start)
    except envelope.Unreadable:
        return None


def open_file(file_id: str, where: str) -> bytes:
    """The plain content of a sealed file, for the place it was sealed for.

    Unreadable when it was altered or belongs elsewhere, KeyMissing when its wrap key is gone,
    Unavailable when the disk does not give it; refused once it was destroyed.
    """
    row = _sealed_file(file_id)
    if row.purged_at:
        raise FileDestroyed
    bound = bound_to(where, row.pk)
    data_key = envelope.open_(keyring(), row.data_key, where=bound)
    sealed = store.read(row.pk, row.size)
    if sha256(sealed).digest() != row.sha256:
        raise envelope.Unreadable(envelope.Reason.ALTERED_OR_MOVED, bound)
    return contents.open_(contents.Content(data_key, row.nonce, sealed), where=bound)


def file_facts(file_id: str) -> FileFacts:
    """What is known of a sealed file, also after it was destroyed."""
    return _facts(_sealed_file(file_id))


def files_past_need(model: str, *, now: datetime, limit: int = PAGE) -> list[FileFacts]:
    """The files of a model's rows that are no longer needed and still there, oldest first.

    Whoever owns the rows asks, looks whether anything holds them, and destroys the others.
    """
    living = SealedFile.objects.filter(model=model, purged_at=None, purge_after__lte=now)
    return [_facts(row) for row in living.order_by("purge_after", "id")[:limit]]


def files_of(where: str) -> list[FileFacts]:
    """Every file that was ever sealed for this place, in the order they were made."""
    place = read_place(where)
    rows = SealedFile.objects.filter(**place._asdict()).order_by("id")
    return [_facts(row) for row in rows]


def files_kept(model: str, *, undated: bool = False) -> Iterator[FileFacts]:
    """The files of a model's rows that are still there; only those that nobody has dated, if asked.

    Page by page, so that memory stays small over any number of files.
    """
    living = SealedFile.objects.filter(model=model, purged_at=None).order_by("id")
    if undated:
        living = living.filter(purge_after=None)
    page = list(living[:PAGE])
    while page:
        yield from map(_facts, page)
        page = list(living.filter(pk__gt=page[-1].pk)[:PAGE])


def rows_with_files(
    model: str, *, issuer: str = "", past_need: datetime | None = None
) -> "QuerySet[SealedFile, UUID]":
    """The keys of a model's rows whose files are still there, to be asked for in another query.

    Only those of one issuer, or only files that are no longer needed at a moment, if asked.
    """
    living = SealedFile.objects.filter(model=model, purged_at=None)
    if issuer:
        living = living.filter(issuer=issuer)
    if past_need:
        living = living.filter(purge_after__lte=past_need)
    bare = Replace("key", Value("-"), Value(""))  # the one form that every database reads
    return living.values_list(Cast(bare, UUIDField()), flat=True)


def file_key(file_id: str) -> UUID:
    """The key of a file's row; NotFound where the id is none."""
    try:
        return ids.read(PREFIX, file_id)
    except ValueError as error:
        raise NotFound(thing="file", name=file_id) from error


def _sealed_file(file_id: str) -> SealedFile:
    row = SealedFile.objects.filter(pk=file_key(file_id)).first()
    if row is None:
        raise NotFound(thing="file", name=file_id)
    return row


def _facts(row: SealedFile) -> FileFacts:
    return FileFacts(
        id=ids.show(PREFIX, row.pk),
        place=Place(row.issuer, row.model, row.key, row.field),
        size=row.size,
        sha256=row.sha256,
        made_at=row.made_at,
        purge_after=row.purge_after,
        purged_at=row.purged_at,
    )


def _links(stream: str, end: int) -> Iterator[Link]:
    names = [field.name for field in fields(Link)]
    rows = Seal.objects.filter(stream=stream, number__lte=end).order_by("number").values(*names)
    page = [Link(**row) for row in rows[:PAGE]]
    while page:
        yield from page
        page = [Link(**row) for row in rows.filter(number__gt=page[-1].number)[:PAGE]]


def _sealed_rows(sealed: QuerySet[AnyRow], progress: Progress) -> Iterator[Row]:
    """Sealed rows in the order of seal and id, page by page along their index."""
    rows = sealed.order_by("seal", "id").values_list(*Row._fields)
    page = list(map(Row._make, rows[:PAGE]))
    while page:
        yield from page
        progress(len(page))
        seal, last = page[-1].seal, page[-1].id
        rest = rows.filter(seal=seal, id__gt=last)[:PAGE] or rows.filter(seal__gt=seal)[:PAGE]
        page = list(map(Row._make, rest))


def _strays(model: type[SealedRow], stream: str, end: int) -> Iterator[Finding]:
    """Rows that name a seal behind the end, unless it was made while we looked."""
    later = model._base_manager.filter(seal__gt=end).values_list("seal")
    runs = list(later.annotate(found=Count("*")).order_by("seal"))
    made = set(Seal.objects.filter(stream=stream, number__gt=end).values_list("number", flat=True))
    for seal, found in runs:
        if seal not in made:
            yield Finding(rules.Trouble.NO_SUCH_SEAL, {"seal": seal, "found": found})
