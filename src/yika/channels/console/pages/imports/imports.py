"""Imports: a file of cards from another system, checked, approved by two, taken over."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common.refusals import told
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, Table, to
from yika.domain.cards.queries import edition
from yika.domain.imports import queries
from yika.domain.imports.rules.states import CANCELLABLE, STATE_WORDS
from yika.domain.imports.rules.views import ImportView
from yika.domain.staff.rules import Right

REFUSED_SHOWN = 20


@require_safe
def imports(request: HttpRequest) -> HttpResponseBase:
    """All imports, the newest first."""
    desk = open_desk(request, *RIGHTS["imports"])
    new = [Link(_("Import a file"), to("import-new"), "upload", "primary")]
    return Listing[ImportView](
        title=_("Imports"),
        tab="imports",
        columns=(
            Column(_("File")),
            Column(_("Product")),
            Column(_("State")),
            Column(_("Cards"), number=True),
            Column(_("Refused"), number=True),
            Column(_("Received")),
        ),
        fetch=lambda limit, behind: queries.imports(desk.by, before=behind, limit=limit),
        cells=_rows,
        key=lambda one: one.id,
        empty=_("Cards that another system has issued come in here, from a CSV file."),
        links=new * desk.may(Right.CARDS_IMPORT),
    ).answer(desk)


@require_safe
def one(request: HttpRequest, import_id: str) -> HttpResponse:
    """One import: how far it is, what it found, what may be done with it."""
    desk = open_desk(request, *RIGHTS["imports"])
    found = queries.import_of(import_id, desk.by)
    thing = Thing(
        title=found.name or _("Import"),
        tab="imports",
        back=to("imports"),
        tag=_tag(found),
        id=found.id,
        facts=facts(desk, found),
        tables=[_refused(found, queries.refused_lines(found.id, desk.by, limit=REFUSED_SHOWN))]
        * bool(found.refused),
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing, trouble=_trouble(found), **how_far(found))


@require_safe
def progress(request: HttpRequest, import_id: str) -> HttpResponse:
    """Only how far it is, for the page to look again by itself."""
    desk = open_desk(request, *RIGHTS["imports"])
    found = queries.import_of(import_id, desk.by)
    return render(request, "console/parts/progress.html", how_far(found))


@require_safe
def refused(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """All refused lines with their reasons, for whoever mends the file."""
    desk = open_desk(request, *RIGHTS["imports"])
    pieces = queries.refused_file(import_id, desk.by)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{import_id}-refused.csv"'
    return response


def how_far(found: ImportView) -> dict[str, object]:
    """What the bar of an import shows."""
    left = "" if found.rests else words.left(found.progress.left)
    return {"import": found, "label": _(STATE_WORDS[found.state]), "left": left}


def _rows(found: Sequence[ImportView]) -> list[list[Cell]]:
    return [
        [
            Cell(
                one.name or words.NOTHING,
                to("import", one.id),
                under=_("Dry run") if one.order.dry_run else "",
            ),
            Cell(one.order.product),
            _tag(one),
            Cell(words.many(one.found.count)),
            Cell(words.many(one.refused)),
            Cell(words.moment(one.received_at)),
        ]
        for one in found
    ]


def _tag(found: ImportView) -> Cell:
    return Cell(_(STATE_WORDS[found.state]), tone=words.tone(found.state))


def facts(desk: Desk, found: ImportView) -> list[tuple[str, Cell]]:
    """What was asked for, and what was found in the file."""
    sold = edition(desk.issuer, found.order.product, found.edition)
    names = desk.names(found.asked_by, found.approved_by)
    asked_by = names.get(found.asked_by, "")
    facts = [
        (_("Product"), Cell(words.called(sold.product.name), under=found.order.product)),
        (_("When a line is refused"), Cell(words.said(words.MODES, found.order.mode))),
        (_("In the file"), Cell(found.found.told(sold.product))),
        (_("Without refused lines"), Cell(found.good.told(sold.product))),
        (_("Refused"), Cell(words.many(found.refused))),
        (_("Taken over"), Cell(words.many(found.applied))),
        (_("Received"), Cell(words.moment(found.received_at), under=asked_by)),
    ]
    if found.order.typed:
        facts.insert(3, (_("Control total"), Cell(found.order.typed.told(sold.product))))
    if found.order.dry_run:
        facts.insert(1, (_("Kind"), Cell(_("Dry run"))))
    if found.approved_at:
        by = names.get(found.approved_by, "")
        facts.append((_("Approved"), Cell(words.moment(found.approved_at), under=by)))
    if found.batch:
        facts.append((_("Batch"), Cell(f"…{found.batch[-6:]}", to("batch", found.batch))))
    return facts


def _trouble(found: ImportView) -> list[str]:
    return told(found.trouble) if found.trouble else []


def _refused(found: ImportView, lines: Sequence[queries.RefusedLine]) -> Table:
    return Table(
        columns=[
            Column(_("Line"), number=True),
            Column(_("Column")),
            Column(_("Value")),
            Column(_("What is wrong")),
        ],
        rows=[
            [
                Cell(words.many(line.line)),
                Cell(line.column or words.NOTHING),
                Cell(line.value or words.NOTHING),
                Cell(queries.worded(line)),
            ]
            for line in lines
        ],
        caption=_("Refused lines, the first of {count}").format(count=words.many(found.refused)),
    )


def _next_steps(desk: Desk, found: ImportView) -> list[Link]:
    links = []
    if found.waits and desk.may(Right.APPROVALS_DECIDE) and desk.by.id != found.asked_by:
        links.append(Link(_("Approve"), to("import-approve", found.id), "check", "primary"))
    if found.refused:
        links.append(Link(_("Download refused lines"), to("import-refused", found.id), "down"))
    if desk.may(Right.CARDS_IMPORT) and not found.rests:
        links.append(Link(_("Go on"), to("import-resume", found.id), "next"))
    if desk.may(Right.CARDS_IMPORT) and found.state in CANCELLABLE:
        links.append(Link(_("Cancel"), to("import-cancel", found.id), "cross", "danger"))
    return links
