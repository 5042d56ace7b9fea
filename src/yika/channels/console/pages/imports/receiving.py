"""Receives a file of cards, and what its sender knows about it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import to
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.imports import actions
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

FILE_EXPECTED = gettext_noop("Choose the CSV file with the cards.")
PRODUCT_EXPECTED = gettext_noop("Choose one of the products.")
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


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A file is received, and the worker goes on with it."""
    desk = open_desk(request, Right.CARDS_IMPORT)

    def act() -> ImportView:
        order = _order(desk)
        file = request.FILES.get("file")
        if file is None or file.file is None:
            raise Invalid([Fault("file", "", FILE_EXPECTED)])
        return actions.receive_import(
            order=order, file=file.file, name=file.name or "", **desk.acting()
        )

    sheet = Sheet(
        title=_("Import a file"),
        tab="imports",
        back=to("imports"),
        button=_("Send the file"),
        lead=_(
            "The first line names the columns. Nothing is taken over before the whole file was "
            "read and, where it brings balances, a second person has approved it."
        ),
        asks=[_products(desk), MODE, DRY_RUN, COUNT, SUMS],
        values={"mode": Mode.WHOLE_FILE.value, "dry_run": "yes"},
        template="console/upload.html",
        more={"files": True},
    )
    return deed_page(desk, sheet, act, onward=lambda received: to("import", received.id))


def _products(desk: Desk) -> Ask:
    choices = tuple(
        Choice(code, words.called(one.product.name), literal=True)
        for code, one in desk.sold.items()
    )
    return Ask("product", AskKind.CHOICE, gettext_noop("Product"), choices=choices)


def _order(desk: Desk) -> Order:
    product, count = desk.given("product"), desk.given("count").strip()
    if product not in desk.sold:
        raise Invalid([Fault("product", "", PRODUCT_EXPECTED)])
    lines = [line for line in desk.given("sums").splitlines() if line.strip()]
    typed = None
    if count or lines:
        pairs = [line.partition("=") for line in lines]
        sums = ((name.strip(), sum_.strip()) for name, _equals, sum_ in pairs)
        typed = Totals.read(count, sums, desk.sold[product].product)
    mode = Mode.PER_LINE if desk.given("mode") == Mode.PER_LINE else Mode.WHOLE_FILE
    return Order(desk.issuer, product, mode, dry_run="dry_run" in desk.request.POST, typed=typed)
