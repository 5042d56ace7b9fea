"""Decides about an import that was read: approved, given up, or set going again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console.desk import open_desk
from yika.channels.console.pages.imports.imports import facts
from yika.channels.console.sheets import Sheet, deed_page, plain
from yika.channels.console.tables import to
from yika.domain.imports import actions, queries
from yika.domain.staff.rules import Right


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, import_id: str) -> HttpResponse:
    """A second person lets the balances into the books."""
    desk = open_desk(request, Right.APPROVALS_DECIDE)
    found = queries.import_of(import_id, desk.by)
    sheet = Sheet(
        title=_("Approve this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Approve it"),
        lead=_("Exactly this is taken over. Compare it with what the other system says."),
        facts=plain(facts(desk, found)),
    )
    return deed_page(
        desk, sheet, lambda: actions.approve_import(import_id=found.id, **desk.acting())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, import_id: str) -> HttpResponse:
    """Before anything was taken over, an import can be given up."""
    desk = open_desk(request, Right.CARDS_IMPORT)
    found = queries.import_of(import_id, desk.by)
    sheet = Sheet(
        title=_("Cancel this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Cancel it"),
        lead=_("The file is forgotten. What was found wrong in it can still be read."),
        danger=True,
    )
    return deed_page(
        desk, sheet, lambda: actions.cancel_import(import_id=found.id, **desk.acting())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, import_id: str) -> HttpResponse:
    """Have the worker look at an import again that does not move."""
    desk = open_desk(request, Right.CARDS_IMPORT)
    found = queries.import_of(import_id, desk.by)
    sheet = Sheet(
        title=_("Go on with this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Go on"),
        lead=_("It goes on by itself. Do this when it has not moved for some minutes."),
    )
    return deed_page(
        desk, sheet, lambda: actions.resume_import(import_id=found.id, **desk.acting())
    )
