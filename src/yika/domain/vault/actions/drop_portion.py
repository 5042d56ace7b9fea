"""Destroys a portion of rows whose time is over, or only tells how many there are."""

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.db.models import Min, QuerySet

from yika.domain.vault.rules.portions import Portion

AT_ONCE: Final = 1000

Rows = QuerySet[Any]


def delete(rows: Rows) -> None:
    """The way of most: the rows go."""
    rows.delete()


@transaction.atomic
def drop_portion(
    rows: Rows,
    *,
    since: str,
    drop: Callable[[Rows], object] = delete,
    dry_run: bool,
    limit: int = AT_ONCE,
) -> Portion:
    """Drop up to `limit` of these rows, those first that are over longest by the column `since`.

    With `dry_run` nothing is changed and all of them are counted.
    """
    oldest = rows.aggregate(oldest=Min(since))["oldest"]
    if oldest is None:
        return Portion()
    if dry_run:
        return Portion(rows.count(), oldest)
    page = list(rows.order_by(since).values_list("pk", flat=True)[:limit])
    drop(rows.filter(pk__in=page))
    return Portion(len(page), oldest)
