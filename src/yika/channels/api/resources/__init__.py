"""What programs can ask for and change, one file for each thing of the business."""

from yika.channels.api.resources import (
    batches,
    cards,
    deliveries,
    errands,
    holders,
    issuers,
    messages,
    outlets,
    pins,
    products,
    stock,
)
from yika.channels.api.terms.operations import Resource

RESOURCES: tuple[Resource, ...] = tuple(
    each.resource
    for each in (
        issuers,
        outlets,
        products,
        batches,
        deliveries,
        stock,
        cards,
        pins,
        errands,
        holders,
        messages,
    )
)
