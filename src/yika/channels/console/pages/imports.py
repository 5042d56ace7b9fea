"""Imports: a file of cards from another system, checked, approved by two, taken over."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import told
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, sheet_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, Table, to
from yika.domain.cards.queries import edition, editions, today
from yika.domain.cards.rules import Edition
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.imports import actions, queries
from yika.domain.imports.rules.states import CANCELLABLE, STATE_WORDS, Mode
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

FILE_EXPECTED = gettext_noop("Choose the CSV file with the cards.")
PRODUCT_EXPECTED = gettext_noop("Choose one of the products.")
REFUSED_SHOWN = 20
MODE = Ask(
    "mode",
    AskKind.CHOICE,
    gettext_noop("When a line is refused"),
    choices=tuple(Choice(one.value, words.MODES[one]) for one in Mode),
)
DRY_RUN = Ask(
    "dry_run",
    AskKind.CONFIRM,
    gettext_noop("Dry run: only say what would happen"),
    required=False,
)
COUNT = Ask(
    "count",
    AskKind.NUMBER,
    gettext_noop("Control total: how many cards"),
    gettext_noop("As the other system says. Needed when the file brings balances."),
    required=False,
    max_length=10,
)
SUMS = Ask(
    "sums",
    AskKind.NOTE,
    gettext_noop("Control total: how much in each purse"),
    gettext_noop("One on each line, such as main=1250.00"),
    required=False,
    max_length=1000,
)


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


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A file is received, and the worker goes on with it."""
    desk = open_desk(request, Right.CARDS_IMPORT)
    sold = _sold(desk)
    choices = tuple(
        Choice(code, words.called(one.product.name), literal=True) for code, one in sold.items()
    )
    product = Ask("product", AskKind.CHOICE, gettext_noop("Product"), choices=choices)

    def save() -> HttpResponse:
        order = _order(desk, sold)
        file = request.FILES.get("file")
        if file is None or file.file is None:
            raise Invalid([Fault("file", "", FILE_EXPECTED)])
        received = actions.receive_import(
            order=order, file=file.file, name=file.name or "", **desk.acting()
        )
        return go("console:import", received.id)

    sheet = Sheet(
        title=_("Import a file"),
        tab="imports",
        back=to("imports"),
        button=_("Send the file"),
        lead=_(
            "The first line names the columns. Nothing is taken over before the whole file was "
            "read and, where it brings balances, a second person has approved it."
        ),
    )
    values = {"mode": Mode.WHOLE_FILE.value, "dry_run": "yes"}
    asks = [product, MODE, DRY_RUN, COUNT, SUMS]
    return sheet_page(
        desk, sheet, asks, save, values=values, template="console/upload.html", more={"files": True}
    )


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
        facts=_facts(desk, found),
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


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, import_id: str) -> HttpResponse:
    """A second person lets the balances into the books."""
    desk = open_desk(request, Right.APPROVALS_DECIDE)
    found = queries.import_of(import_id, desk.by)

    def save() -> HttpResponse:
        actions.approve_import(import_id=found.id, **desk.acting())
        return go("console:import", found.id)

    sheet = Sheet(
        title=_("Approve this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Approve it"),
        lead=_("Exactly this is taken over. Compare it with what the other system says."),
        facts=[(label, cell.text) for label, cell in _facts(desk, found)],
    )
    return sheet_page(desk, sheet, [], save)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, import_id: str) -> HttpResponse:
    """Before anything was taken over, an import can be given up."""
    desk = open_desk(request, Right.CARDS_IMPORT)
    found = queries.import_of(import_id, desk.by)

    def save() -> HttpResponse:
        actions.cancel_import(import_id=found.id, **desk.acting())
        return go("console:import", found.id)

    sheet = Sheet(
        title=_("Cancel this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Cancel it"),
        lead=_("The file is forgotten. What was found wrong in it can still be read."),
        danger=True,
    )
    return sheet_page(desk, sheet, [], save)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, import_id: str) -> HttpResponse:
    """Have the worker look at an import again that does not move."""
    desk = open_desk(request, Right.CARDS_IMPORT)
    found = queries.import_of(import_id, desk.by)

    def save() -> HttpResponse:
        actions.resume_import(import_id=found.id, **desk.acting())
        return go("console:import", found.id)

    sheet = Sheet(
        title=_("Go on with this import"),
        tab="imports",
        back=to("import", found.id),
        button=_("Go on"),
        lead=_("It goes on by itself. Do this when it has not moved for some minutes."),
    )
    return sheet_page(desk, sheet, [], save)


def how_far(found: ImportView) -> dict[str, object]:
    """What the bar of an import shows."""
    left = "" if found.rests else words.left(found.progress.left)
    return {"import": found, "label": _(STATE_WORDS[found.state]), "left": left}


def _sold(desk: Desk) -> dict[str, Edition]:
    """What is in force now, by the code of the product."""
    day = today(desk.issuer, desk.now)
    return {
        one.product.code: one
        for one in editions(desk.issuer)
        if one.approved_at and one.effective_on <= day
    }


def _order(desk: Desk, sold: Mapping[str, Edition]) -> Order:
    posted = desk.request.POST
    product, count = posted.get("product", ""), posted.get("count", "").strip()
    if product not in sold:
        raise Invalid([Fault("product", "", PRODUCT_EXPECTED)])
    lines = [line for line in posted.get("sums", "").splitlines() if line.strip()]
    typed = None
    if count or lines:
        pairs = [line.partition("=") for line in lines]
        sums = ((name.strip(), sum_.strip()) for name, _equals, sum_ in pairs)
        typed = Totals.read(count, sums, sold[product].product)
    mode = Mode.PER_LINE if posted.get("mode") == Mode.PER_LINE else Mode.WHOLE_FILE
    return Order(desk.issuer, product, mode, dry_run="dry_run" in posted, typed=typed)


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


def _facts(desk: Desk, found: ImportView) -> list[tuple[str, Cell]]:
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
