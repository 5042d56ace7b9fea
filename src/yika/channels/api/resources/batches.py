"""Batches of new cards."""

from functools import partial
from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from yika.channels.api.shapes.cards import Batch, Delivery
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import BatchId, CardNumber, Given, OutletId, ProductCode
from yika.domain.cards import actions, queries
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "batches", gettext_noop("Batches"), gettext_noop("Cards that are made and sent out together.")
)

COUNT_MAX = 10_000  # what is made while a request waits; more is made in several batches
Count = Annotated[int, Field(ge=1, le=COUNT_MAX)]


class MakeBatch(Given):
    product: ProductCode
    count: Annotated[Count, Field(examples=[500])]


class SendCards(Given):
    """With neither a count nor numbers, all that are left go."""

    outlet: OutletId
    count: Count | None = Field(
        None, description=gettext_noop("The next so many of the batch."), examples=[200]
    )
    first_number: CardNumber | None = Field(
        None, description=gettext_noop("Instead of a count: those from this number on.")
    )
    last_number: CardNumber | None = Field(None, description=gettext_noop("Up to this number."))


@resource.reads(
    "/batches",
    summary=gettext_noop("List batches"),
    gives=Page[Batch],
    scope=Right.CARDS_VIEW,
)
def list_batches(request: ApiRequest, cursor: Query[Cursor]) -> Page[Batch]:
    return page(cursor, partial(queries.batches, request.call.by), Batch.of)


@resource.changes(
    "/batches",
    summary=gettext_noop("Make a batch"),
    about=gettext_noop("New cards under the edition in force, with numbers and QR codes."),
    gives=Batch,
    scope=Right.CARDS_MAKE,
    status=201,
)
def make_batch(request: ApiRequest, given: MakeBatch) -> Batch:
    made = actions.make_batch(
        issuer=request.call.by.issuer,
        product=given.product,
        count=given.count,
        **request.call.traces,
    )
    return Batch.of(made)


@resource.reads(
    "/batches/{batch}",
    summary=gettext_noop("Get a batch"),
    gives=Batch,
    scope=Right.CARDS_VIEW,
)
def get_batch(request: ApiRequest, batch: Path[BatchId]) -> Batch:
    return Batch.of(queries.batch(batch, by=request.call.by))


@resource.changes(
    "/batches/{batch}/deliveries",
    summary=gettext_noop("Send cards of a batch to an outlet"),
    gives=Delivery,
    scope=Right.CARDS_STOCK,
    status=201,
)
def send_cards(request: ApiRequest, batch: Path[BatchId], given: SendCards) -> Delivery:
    sent = actions.send_cards(
        batch=batch,
        outlet=given.outlet,
        count=given.count,
        first=given.first_number or "",
        last=given.last_number or "",
        **request.call.traces,
    )
    return Delivery.of(sent)
