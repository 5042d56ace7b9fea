"""How many cards lie where."""

from ninja import Query

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import Filter, OutletId, ProductCode, Shape, Words
from yika.domain.cards import queries
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource("stock", gettext_noop("Stock"), gettext_noop("How many cards lie where."))


class StockFilter(Filter):
    """At which outlet; left out, everywhere."""

    outlet: OutletId | None = None


class StockLine(Shape):
    """Cards of one product at one outlet, or with the issuer itself, counted by their state."""

    outlet: OutletId | None
    product: ProductCode
    name: Words
    states: dict[str, int]


class Stock(Shape):
    data: list[StockLine]


@resource.reads(
    "/stock",
    summary=gettext_noop("Get the stock"),
    gives=Stock,
    scope=Right.CARDS_VIEW,
)
def get_stock(request: ApiRequest, only: Query[StockFilter]) -> Stock:
    lines = queries.stock(request.call.by, outlet=only.outlet or "")
    return Stock(
        data=[
            StockLine(
                outlet=line.outlet or None,
                product=line.product,
                name=Words.of(line.name),
                states={state.value: many for state, many in line.states.items()},
            )
            for line in lines
        ]
    )
