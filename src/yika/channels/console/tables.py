"""Tables of the console: a list of the newest first, its filters in the URL, the same as CSV."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from yika.channels.console.desk import Desk
from yika.domain.imports.rules.refused_file import BOM, harmless

PAGE = 50
CSV_PAGE = 500
CSV_MAX = 100_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. With a tone it is a tag; `under` is said smaller below."""

    text: str
    link: str = ""
    tone: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Something to do next, or to go to."""

    label: str
    address: str
    icon: str = ""
    tone: str = "line"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, as a page shows them; on a phone each row is a list of its cells."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str
    empty: str = ""

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be narrowed by; without choices it is typed in."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] = ()
    kind: str = "text"


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[Row]):
    """A list of one kind of thing.

    `fetch` answers so many rows behind the one whose `key` is given, newest first; without a key
    it answers all of them at once. `cells` turns rows into cells, all of a page together.
    """

    title: str
    tab: str
    columns: Sequence[Column]
    fetch: Callable[[int, str], Sequence[Row]]
    cells: Callable[[Sequence[Row]], Sequence[Sequence[Cell]]]
    key: Callable[[Row], str] | None = None
    lead: str = ""
    empty: str = ""
    filters: Sequence[Filter] = ()
    links: Sequence[Link] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, desk: Desk) -> HttpResponseBase:
        """The page, or the file that it offers."""
        if desk.request.GET.get("as") == "csv":
            return self._file(desk)
        return self._page(desk)

    def _page(self, desk: Desk) -> HttpResponse:
        behind = desk.request.GET.get("behind", "")
        found = self.fetch(PAGE + 1, behind)
        shown = found[:PAGE] if self.key else found
        chosen = chosen_of(desk, self.filters)
        older = {"behind": self.key(shown[-1])} if self.key and len(found) > PAGE else {}
        context = {
            "title": self.title,
            "lead": self.lead,
            "tab": self.tab,
            "table": Table(self.columns, self.cells(shown), self.title, self.empty),
            "filters": [(one, chosen[one.name]) for one in self.filters],
            "filtered": any(chosen.values()),
            "links": self.links,
            "newest": address(chosen) if behind else "",
            "older": address(chosen | older) if older else "",
            "csv": address(chosen | {"as": "csv"}),
            **self.more,
        }
        return render(desk.request, "console/list.html", context)

    def _file(self, desk: Desk) -> HttpResponseBase:
        response = StreamingHttpResponse(self._pieces(), content_type="text/csv; charset=utf-8")
        name = f"{desk.issuer}-{self.tab}-{desk.now:%Y%m%d}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _pieces(self) -> Iterator[str]:
        yield BOM + written([[column.label for column in self.columns]])
        behind, told = "", 0
        while told < CSV_MAX:
            found = self.fetch(CSV_PAGE, behind)
            rows = self.cells(found)
            yield written([[f"{cell.text} {cell.under}".strip() for cell in row] for row in rows])
            told += len(found)
            if self.key is None or len(found) < CSV_PAGE:
                return
            behind = self.key(found[-1])


def chosen_of(desk: Desk, filters: Sequence[Filter]) -> dict[str, str]:
    """What the list is narrowed to; what is no choice is none."""
    asked = [(one, desk.request.GET.get(one.name, "").strip()[:100]) for one in filters]
    return {
        one.name: value if not one.choices or value in dict(one.choices) else ""
        for one, value in asked
    }


def to(page: str, *args: object, query: Mapping[str, str] | None = None) -> str:
    """The address of another page of the console."""
    return reverse(f"console:{page}", args=args) + (address(query) if query else "")


def address(query: Mapping[str, str]) -> str:
    """This page with another query."""
    return "?" + urlencode({name: value for name, value in query.items() if value})


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows of a CSV file in which no cell is a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()
