"""Pages of a list whose newest row comes first; ids rise with time, so they are the order."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet

from yika.domain.cards import rules
from yika.domain.cards.queries import scope

LIMIT = 50
AnyRow = TypeVar("AnyRow", bound=models.Model)


def page(
    rows: "QuerySet[AnyRow, Any]", prefix: str, *, limit: int, after: str, before: str
) -> list[AnyRow]:
    """At most so many rows: the newest, or those that follow `after`, or that end at `before`."""
    if before:
        nearest = rows.filter(pk__gt=_key(prefix, before)).order_by("pk")
        return list(nearest[:limit])[::-1]
    if after:
        rows = rows.filter(pk__lt=_key(prefix, after))
    return list(rows.order_by("-pk")[:limit])


def _key(prefix: str, text: str) -> object:
    return scope.key_of(prefix, text, otherwise=rules.UnknownPlace)
