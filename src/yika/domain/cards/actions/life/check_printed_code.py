"""Checks the code printed on a card: who knows it has the card in his hands."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules import codes
from yika.domain.journal.actions import record
from yika.domain.vault.actions.tries import forget_tries, spend_try
from yika.domain.vault.queries import keyring
from yika.kit.actor import Actor

OF_CARD = "card-code"
OF_DEVICE = "card-code-device"
OF_ADDRESS = "card-code-address"


def check_printed_code(
    *,
    card: str,
    code: str,
    device: str = "",
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Refuse a code that is not the one on this card.

    Tries are counted for the card, the device and the network address, and the waits between
    them grow. A try is counted before the code is looked at, and a count outlives the refusal:
    never call this inside a transaction of your own.
    """
    row = card_row(card)
    scope.check_sees(row, by)

    _spend(row, device=device, address=address, now=now)
    right = codes.is_same_code(code, _code(row))
    if right:
        forget_tries(scope=OF_CARD, subject=card)
        forget_tries(scope=OF_DEVICE, subject=device)

    with transaction.atomic():
        record(
            "card.code_checked",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"right": right},
        )
    if not right:
        raise rules.WrongPrintedCode


def _spend(row: Card, *, device: str, address: str, now: datetime) -> None:
    subjects = (
        (OF_ADDRESS, address, codes.TRIES_OF_ADDRESS),
        (OF_DEVICE, device, codes.TRIES_OF_DEVICE),
        (OF_CARD, row.public_id, codes.TRIES_OF_CARD),
    )
    for kind, subject, allowance in subjects:
        if subject:
            spend_try(scope=kind, subject=subject, allowance=allowance, now=now)


def _code(row: Card) -> str:
    return codes.printed_code(keyring().key("index", row.key_version), row.id)
