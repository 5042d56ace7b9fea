"""Wrap the data keys of encrypted values anew, under the newest wrap key."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yika.domain.vault import queries
from yika.domain.vault.queries import Column, Progress
from yika.kit import envelope
from yika.kit.keyring import KeyMissing, Keyring

Held = tuple[Any, bytes]  # the key of a row, and the blob in one of its columns

PAGE = 200
NAMED_MAX = 20


@dataclass(slots=True)
class Rewrapped:
    """What became of the values that an older key had wrapped.

    `overtaken` were changed by somebody else meanwhile and need another run only if they still
    show an older key. Of the unreadable ones the first few are `named`, with the reason.
    """

    rewrapped: int = 0
    overtaken: int = 0
    unreadable: int = 0
    named: list[str] = dataclasses.field(default_factory=list)

    def note_unreadable(self, what: str) -> None:
        self.unreadable += 1
        if len(self.named) < NAMED_MAX:
            self.named.append(what)


def rewrap(*, progress: Progress = lambda _: None) -> Rewrapped:
    """Re-wrap every encrypted value that an older key wrapped; the texts stay as they are.

    Safe while others write, and safe to stop: what is done is done, the next run goes on.
    """
    keyring = queries.keyring()
    result = Rewrapped()
    for column in queries.sealed_columns():
        for page in _older(column, keyring):
            _rewrap_page(column, page, keyring, result)
            progress(len(page))
    return result


def _older(column: Column, keyring: Keyring) -> Iterator[Sequence[Held]]:
    version, _ = keyring.current("wrap")
    older = queries.with_head(column).exclude(head=envelope.head(version)).order_by("pk")
    page = list(older.values_list("pk", column.field)[:PAGE])
    while page:
        yield page
        page = list(older.filter(pk__gt=page[-1][0]).values_list("pk", column.field)[:PAGE])


@transaction.atomic
def _rewrap_page(column: Column, page: Sequence[Held], keyring: Keyring, result: Rewrapped) -> None:
    model, field = column
    for pk, blob in page:
        try:
            fresh = envelope.rewrap(keyring, blob)
        except (envelope.Unreadable, KeyMissing) as trouble:
            result.note_unreadable(f"{model._meta.label} {pk} {field}: {trouble}")
            continue
        # Only if it still is what was read: a writer may have been faster.
        if model._base_manager.filter(**{"pk": pk, field: blob}).update(**{field: fresh}):
            result.rewrapped += 1
        else:
            result.overtaken += 1
