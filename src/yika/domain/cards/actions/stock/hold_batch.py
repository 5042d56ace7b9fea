"""Locks a batch or a delivery while its cards move."""

from yika.domain.cards import rules
from yika.domain.cards.models import Batch, Delivery
from yika.domain.cards.queries import scope
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


def hold_batch(batch: str, *, by: Actor, right: Right) -> Batch:
    """The batch, held until the transaction ends, for who has the right at its issuer."""
    key = scope.key_of("bat", batch, otherwise=rules.UnknownBatch)
    row = Batch.objects.select_for_update().filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownBatch
    check_may(by, right, row.issuer)
    return row


def hold_delivery(delivery: str, *, by: Actor, right: Right) -> Delivery:
    """The delivery, held until the transaction ends, for who has the right at its outlet."""
    key = scope.key_of("dlv", delivery, otherwise=rules.UnknownDelivery)
    row = Delivery.objects.select_for_update().filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownDelivery
    check_may(by, right, row.issuer)
    scope.check_at_outlet(row.outlet, by)
    return row
