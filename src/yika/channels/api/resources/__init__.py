"""What programs can ask for and change, one file for each thing of the business."""

from yika.channels.api.resources import (
    applications,
    appointments,
    batches,
    deliveries,
    errands,
    issuers,
    outlets,
    products,
    stock,
)
from yika.channels.api.resources.cards import cards, pins, stop_list, stops
from yika.channels.api.resources.correspondence import enquiries, messages
from yika.channels.api.resources.people import holders, real_names
from yika.channels.api.terms.operations import Resource

RESOURCES: tuple[Resource, ...] = tuple(
    each.resource
    for each in (
        issuers,
        outlets,
        appointments,
        products,
        batches,
        deliveries,
        stock,
        cards,
        stops,
        stop_list,
        pins,
        errands,
        applications,
        holders,
        real_names,
        enquiries,
        messages,
    )
)
