"""Lists come in pages, and a cursor leads from one to the next."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Protocol, TypeVar

from pydantic import BaseModel, Field

from yika.channels.api.terms.problems import FieldFault, FieldsNotWell
from yika.channels.api.terms.shapes import AnyId, Shape
from yika.kit.errors import gettext_noop

PAGE_MAX = 100
PAGE = 20

One = TypeVar("One")


class Cursor(BaseModel):
    """Which page of a list is wanted. Lists begin with the newest."""

    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = Field(
        PAGE, description=gettext_noop("How many at most: up to 100.")
    )
    starting_after: AnyId | None = Field(None, description=gettext_noop("What follows this id."))
    ending_before: AnyId | None = Field(
        None, description=gettext_noop("What stands just before this id.")
    )


class Page(Shape, Generic[One]):
    """One page. `next_cursor` goes into the parameter that this page was asked for with."""

    data: list[One]
    has_more: bool
    next_cursor: AnyId | None


class Known(Protocol):
    """A row that has an id to go on from."""

    @property
    def id(self) -> str: ...


AnyRow = TypeVar("AnyRow", bound=Known)
Fetch = Callable[..., Sequence[AnyRow]]
"""Takes `limit`, `after` and `before`; answers rows in the order of the list."""


def page(cursor: Cursor, fetch: Fetch[AnyRow], shape: Callable[[AnyRow], One]) -> Page[One]:
    """The page of a list that the business cuts itself."""
    if cursor.starting_after and cursor.ending_before:
        fault = gettext_noop("Give one of the two cursors only.")
        raise FieldsNotWell([FieldFault("not_well", fault, parameter="ending_before")])
    rows = list(
        fetch(
            limit=cursor.limit + 1,  # one more tells whether there is more
            after=cursor.starting_after or "",
            before=cursor.ending_before or "",
        )
    )
    has_more = len(rows) > cursor.limit
    rows = rows[-cursor.limit :] if cursor.ending_before else rows[: cursor.limit]
    edge = rows[0 if cursor.ending_before else -1].id if has_more else None
    return Page(data=[shape(row) for row in rows], has_more=has_more, next_cursor=edge)


def all_of(rows: Sequence[AnyRow]) -> Fetch[AnyRow]:
    """For lists that stay short: fetches from rows that are all at hand."""

    def fetch(*, limit: int, after: str, before: str) -> Sequence[AnyRow]:
        places: dict[str, int] = {row.id: place for place, row in enumerate(rows)}
        if before:
            end = places.get(before, 0)
            return rows[max(end - limit, 0) : end]
        start = places.get(after, len(rows)) + 1 if after else 0
        return rows[start : start + limit]

    return fetch
