"""How many cards of which product lie where."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.tables import Cell, Column, Filter, Listing, to
from yika.domain.cards import queries
from yika.domain.cards.rules import STATE_WORDS, State, StockLine

SHOWN = (State.IN_STOCK, State.SENT, State.MADE, State.UNDELIVERABLE)


@require_safe
def stock(request: HttpRequest) -> HttpResponseBase:
    """Each outlet with each of its products; first what the issuer still has itself."""
    desk = open_desk(request, *RIGHTS["stock"])
    places = [(one.id, words.called(one.name)) for one in desk.outlets.values()]
    asked = request.GET.get("outlet", "")
    outlet = asked if asked in desk.outlets else ""
    return Listing[StockLine](
        title=_("Stock"),
        tab="stock",
        columns=(
            Column(_("Outlet")),
            Column(_("Product")),
            *(Column(_(STATE_WORDS[state]), number=True) for state in SHOWN),
        ),
        fetch=lambda _limit, _behind: queries.stock(desk.by, outlet),
        cells=lambda found: _rows(desk, found),
        filters=[Filter("outlet", _("Outlet"), places)],
        empty=_("Cards appear here once a batch was made."),
    ).answer(desk)


def _rows(desk: Desk, found: Sequence[StockLine]) -> list[list[Cell]]:
    return [
        [
            Cell(desk.place(line.outlet) or _("Not sent yet")),
            Cell(words.called(line.name)),
            *(_count(line, state) for state in SHOWN),
        ]
        for line in found
    ]


def _count(line: StockLine, state: State) -> Cell:
    many = line.states.get(state, 0)
    query = {"outlet": line.outlet, "product": line.product, "state": state.value}
    return Cell(words.many(many), to("cards", query=query) if many else "")
