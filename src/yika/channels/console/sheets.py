"""The two other kinds of page: one thing with its facts, and one form that does something to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from yika.channels.common.asking.posting import form_page
from yika.channels.console.desk import Desk
from yika.channels.console.tables import Cell, Link, Table
from yika.domain.errands.rules.asks import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing: what it is, how it stands, what can be done with it."""

    title: str
    tab: str
    back: str
    tag: Cell | None = None
    id: str = ""
    facts: Sequence[tuple[str, Cell]] = ()
    tables: Sequence[Table] = ()
    links: Sequence[Link] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form: what it does, said before it is done."""

    title: str
    tab: str
    back: str
    button: str
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    danger: bool = False


def thing_page(desk: Desk, thing: Thing, **more: Any) -> HttpResponse:
    context = {"thing": thing, "tab": thing.tab, "title": thing.title, **more}
    return render(desk.request, "console/thing.html", context)


def sheet_page(
    desk: Desk,
    sheet: Sheet,
    asks: Sequence[Ask],
    save: Callable[[], HttpResponse],
    *,
    values: Mapping[str, str] | None = None,
    template: str = "console/form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; posted, `save` acts and says where to go."""
    around = {"sheet": sheet, "tab": sheet.tab, **(more or {})}
    return form_page(
        desk.request, template, asks, save, title=sheet.title, values=values, more=around
    )
