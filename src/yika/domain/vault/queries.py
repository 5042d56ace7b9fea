"""What the vault knows: the keys in use and who needs them, and whether a chain still holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from yika.domain.vault import rules
from yika.domain.vault.fields import SealedField, SealedRow
from yika.domain.vault.models import Seal
from yika.domain.vault.rules import Finding, LastSeal, Link, Row
from yika.kit import envelope
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
