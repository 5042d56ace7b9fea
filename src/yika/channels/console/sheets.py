"""The two other kinds of page: one thing with its facts, and one form that does something to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render

from yika.channels.common.asking.posting import form_page, lead_to
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
    """A form: what it does, said before it is done, and what it asks.

    `back` is where it was opened; `more` is what a template of its own shows besides.
    """

    title: str
    tab: str
    back: str
    button: str
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    tables: Sequence[Table] = ()
    asks: Sequence[Ask] = ()
    values: Mapping[str, str] | None = None
    danger: bool = False
    template: str = "console/form.html"
    more: Mapping[str, Any] = field(default_factory=dict)


Made = TypeVar("Made")


def thing_page(desk: Desk, thing: Thing, **more: Any) -> HttpResponse:
    context = {"thing": thing, "tab": thing.tab, "title": thing.title, **more}
    return render(desk.request, "console/thing.html", context)


def plain(facts: Sequence[tuple[str, Cell]]) -> list[tuple[str, str]]:
    """The facts of a thing as a form says them: without links, what is smaller behind the rest."""
    return [(label, f"{cell.text} {cell.under}".strip()) for label, cell in facts]


def deed_page(
    desk: Desk,
    sheet: Sheet,
    act: Callable[[], Made],
    *,
    onward: Callable[[Made], str] | None = None,
) -> HttpResponse:
    """Show the form; posted, it is done. Then back, or onward to an address for what was made."""

    def save() -> HttpResponse:
        made = act()
        return lead_to(onward(made) if onward else sheet.back)

    return sheet_page(desk, sheet, save)


def sheet_page(desk: Desk, sheet: Sheet, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Show the form; posted, `save` acts and answers itself."""
    return form_page(
        desk.request,
        sheet.template,
        sheet.asks,
        save,
        title=sheet.title,
        values=sheet.values,
        more={"sheet": sheet, "tab": sheet.tab, **sheet.more},
    )
