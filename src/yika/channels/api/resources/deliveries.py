"""Deliveries of cards to outlets."""

from functools import partial
from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from yika.channels.api.shapes.cards import Delivery, DeliveryStates
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import DeliveryId, Filter, Given, OutletId
from yika.domain.cards import actions, queries
from yika.domain.cards.rules.stock import COUNTED_MAX
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "deliveries",
    gettext_noop("Deliveries"),
    gettext_noop("Cards on their way to outlets, and counted there."),
)


class DeliveryFilter(Filter):
    """Which deliveries of the issuer are wanted."""

    outlet: OutletId | None = None
    state: DeliveryStates | None = None


class Count(Given):
    counted: Annotated[int, Field(ge=0, le=COUNTED_MAX, examples=[500])]


@resource.reads(
    "/deliveries",
    summary=gettext_noop("List deliveries"),
    gives=Page[Delivery],
    scope=Right.CARDS_VIEW,
)
def list_deliveries(
    request: ApiRequest, cursor: Query[Cursor], only: Query[DeliveryFilter]
) -> Page[Delivery]:
    fetch = partial(queries.deliveries, request.call.by, **only.wanted)
    return page(cursor, fetch, Delivery.of)


@resource.reads(
    "/deliveries/{delivery}",
    summary=gettext_noop("Get a delivery"),
    gives=Delivery,
    scope=Right.CARDS_VIEW,
)
def get_delivery(request: ApiRequest, delivery: Path[DeliveryId]) -> Delivery:
    return Delivery.of(queries.delivery(delivery, by=request.call.by))


@resource.changes(
    "/deliveries/{delivery}/count",
    summary=gettext_noop("Count a delivery"),
    about=gettext_noop(
        "When it agrees with what was sent, the cards are in stock. Otherwise count again, or have "
        "the difference settled in the console."
    ),
    gives=Delivery,
    scope=Right.CARDS_STOCK,
)
def count_delivery(request: ApiRequest, delivery: Path[DeliveryId], given: Count) -> Delivery:
    counted = actions.count_delivery(
        delivery=delivery, counted=given.counted, **request.call.traces
    )
    return Delivery.of(counted)
