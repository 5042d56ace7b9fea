"""Sends a code to who says that a card is his and lost, and tells a stranger nothing."""

from collections.abc import Iterator
from datetime import datetime

from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.whose.claims import card_claimed
from yika.domain.cards.rules import claims
from yika.domain.cards.rules.stops import LossNotTaken
from yika.domain.people import actions as people
from yika.domain.people.rules import ProofView, network_of, normal_contact
from yika.domain.vault.actions import spend_try
from yika.domain.vault.rules import Allowance
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Fault, Invalid

OF_CARD = "card-loss"
OF_DEVICE = "card-loss-device"
OF_NETWORK = "card-loss-network"


def send_loss_code(
    *,
    number: str,
    contact: str,
    device: str = "",
    address: str,
    language: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ProofView:
    """Send a code to this contact if it is one of the holder of the card with this number.

    The answer is the same whether it is, whether the card is anybody's and whether there is such
    a card at all; refused is only a number that no card can have, and a kind of card of which none
    can be reported. Asking is counted for the
    card, the contact, the device and the network, and the waits grow. Counts outlive a refusal:
    never call this inside a transaction of your own. Safe to repeat: the same `request_id` is
    one code.
    """
    try:
        normal_contact(contact)
    except Invalid:
        raise Invalid([Fault("contact", "", claims.CONTACT_EXPECTED)]) from None
    typed, row = card_claimed(number)
    for kind, subject, allowance in _counted(typed, device, address, by):
        spend_try(scope=kind, subject=subject, allowance=allowance, now=now)

    if row is not None and not may_hear(row, by):
        row = None
    if row is not None and product_sold(sold_as(row)).loss is None:
        raise LossNotTaken
    return people.send_claimed_code(
        contact=contact,
        holder=scope.holder_id(row) if row else "",
        about=row.public_id if row else "",
        address=address,
        language=language,
        by=by,
        now=now,
        request_id=request_id,
    )


def _counted(
    typed: str, device: str, address: str, by: Actor
) -> Iterator[tuple[str, str, Allowance]]:
    """What each asking is counted under. A kiosk serves many people from one place."""
    if by.kind is ActorKind.DEVICE:
        yield OF_DEVICE, by.id, claims.CLAIMS_AT_KIOSK
    else:
        yield OF_NETWORK, network_of(address), claims.CLAIMS_OF_NETWORK
        if device:
            yield OF_DEVICE, device, claims.CLAIMS_OF_DEVICE
    yield OF_CARD, typed, claims.CLAIMS_OF_CARD


def may_hear(row: Card, by: Actor) -> bool:
    """Whether the card exists where somebody stands: a machine knows those of its issuer only."""
    return by.kind is ActorKind.HOLDER or by.sees(row.issuer)
