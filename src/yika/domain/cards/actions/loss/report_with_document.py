"""Stops a lost card for whoever has neither card nor phone, but knows both numbers by heart."""

from datetime import datetime

from yika.domain.cards.actions.loss.send_loss_code import may_hear
from yika.domain.cards.actions.stops.report_loss import report_loss
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.whose.claims import card_claimed
from yika.domain.cards.rules import names
from yika.domain.cards.rules.stops import LossNotTaken
from yika.domain.cards.rules.views import CardView
from yika.domain.identity.queries import has_document
from yika.domain.journal.actions import record
from yika.domain.people.rules import network_of
from yika.domain.vault.actions import spend_try
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Fault, Invalid

OF_CARD = "card-loss-document"
OF_NETWORK = "card-loss-document-network"
OF_DEVICE = "card-loss-document-device"


def report_with_document(
    *, number: str, document: str, address: str, by: Actor, now: datetime, request_id: str
) -> CardView:
    """Report a card lost by its number and that of the document its holder has proven.

    It only ever stops the card, for a time where the policy has that, and its holder is told: to
    end the report, or to see anything, takes more. Whatever does not fit is refused alike, and
    counted for the card and the network, or the kiosk: never call this inside a transaction of
    your own. Safe to repeat: the same `request_id` is one report.
    """
    if not document.strip():
        raise Invalid([Fault("document", "", names.DOCUMENT_EXPECTED)])
    typed, row = card_claimed(number)
    spend_try(scope=OF_CARD, subject=typed, allowance=names.DOCUMENTS_OF_CARD, now=now)
    if by.kind is ActorKind.DEVICE:
        spend_try(scope=OF_DEVICE, subject=by.id, allowance=names.DOCUMENTS_AT_KIOSK, now=now)
    else:
        subject, allowance = network_of(address), names.DOCUMENTS_FROM_NETWORK
        spend_try(scope=OF_NETWORK, subject=subject, allowance=allowance, now=now)

    if row is None or not may_hear(row, by) or not _fits(row, document):
        raise names.DocumentDoesNotFit
    loss = product_sold(sold_as(row)).loss
    if loss is None:
        raise LossNotTaken
    record(
        "card.document_told",
        subject=row.public_id,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={},
    )
    return report_loss(
        card=row.public_id,
        formal=loss.temporary is None,
        by=Actor(ActorKind.HOLDER, scope.holder_id(row), by.channel),
        now=now,
        request_id=request_id,
    )


def _fits(row: Card, document: str) -> bool:
    holder = scope.holder_id(row)
    return bool(holder) and has_document(holder, document)
