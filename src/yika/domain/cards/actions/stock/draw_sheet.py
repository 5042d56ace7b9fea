"""Puts what is printed on the cards of a batch on paper or into a file."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from yika.domain.cards import rules
from yika.domain.cards.actions.stock.print_sheet import print_sheet
from yika.domain.cards.provider import PAPER_MAX, Sheet, SheetForm, SheetPrinter
from yika.domain.cards.queries.sold import Sold, product_sold
from yika.domain.cards.queries.stock import batch_row
from yika.domain.issuers.queries import issuer
from yika.kit.actor import Actor


def draw_sheet(
    *,
    batch: str,
    form: SheetForm,
    first: int = 1,
    last: int | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> bytes:
    """The same as `print_sheet`, recorded like it, as a PDF or as CSV.

    Nothing is held while it is drawn, which takes a moment.
    """
    row = batch_row(batch, by)
    last = row.count if last is None else last
    if form is not SheetForm.TABLE and last - first >= PAPER_MAX:
        raise rules.TooManyForPaper(most=PAPER_MAX)
    rows = print_sheet(batch=batch, first=first, last=last, by=by, now=now, request_id=request_id)
    known = issuer(row.issuer)
    sheet = Sheet(
        batch=batch,
        issuer=known.name,
        hotline=known.hotline,
        product=product_sold(Sold(row.issuer, row.product, row.edition)).name,
        rows=rows,
    )
    printer: SheetPrinter = import_string(settings.SHEET_PRINTER)()
    return printer.draw(sheet, form)
