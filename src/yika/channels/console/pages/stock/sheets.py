"""What is printed on the cards of a batch, to be downloaded. Every time is recorded."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console import words
from yika.channels.console.desk import open_desk
from yika.channels.console.pages.stock.batches import whole
from yika.channels.console.sheets import Sheet, sheet_page
from yika.channels.console.tables import to
from yika.channels.console.typed import one_of
from yika.domain.cards import actions, queries
from yika.domain.cards.provider import PAPER_MAX, SheetForm
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

FORM_EXPECTED = gettext_noop("Choose one of the kinds of file.")
LABELS = {
    SheetForm.BACKS: gettext_noop("Backs of the cards, PDF, at most 500"),
    SheetForm.LIST: gettext_noop("List to check by, PDF, at most 500"),
    SheetForm.TABLE: gettext_noop("Table for who prints cards, CSV"),
}
ENDINGS = {SheetForm.BACKS: "pdf", SheetForm.LIST: "pdf", SheetForm.TABLE: "csv"}
TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
ASKS = (
    Ask(
        "form",
        AskKind.CHOICE,
        gettext_noop("As"),
        choices=tuple(Choice(form.value, LABELS[form]) for form in SheetForm),
    ),
    Ask("first", AskKind.NUMBER, gettext_noop("From piece"), max_length=7),
    Ask("last", AskKind.NUMBER, gettext_noop("To piece"), max_length=7),
)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Choose which pieces as which file; posted, the file comes."""
    desk = open_desk(request, Right.CARDS_MAKE)
    found = queries.batch(batch_id, desk.by)

    def save() -> HttpResponse:
        form = one_of(SheetForm, desk, "form", FORM_EXPECTED)
        first = whole(desk.given("first"), "first")
        last = whole(desk.given("last"), "last")
        drawn = actions.draw_sheet(
            batch=found.id, form=form, first=first, last=last, **desk.acting()
        )
        response = HttpResponse(drawn, content_type=TYPES[ENDINGS[form]])
        name = f"{found.id}-{first}-{last}-{form}.{ENDINGS[form]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    page = Sheet(
        title=_("Print the sheet"),
        tab="batches",
        back=to("batch", found.id),
        button=_("Download"),
        lead=_(
            "Whoever has this file can prove that he has the cards. Keep it apart from them and "
            "destroy it after printing. Every download is recorded with your name."
        ),
        facts=[
            (_("Product"), words.called(found.name)),
            (_("Cards"), words.many(found.count)),
        ],
        asks=ASKS,
        values={
            "form": SheetForm.BACKS if found.count <= PAPER_MAX else SheetForm.TABLE,
            "first": "1",
            "last": str(found.count),
        },
    )
    return sheet_page(desk, page, save)
