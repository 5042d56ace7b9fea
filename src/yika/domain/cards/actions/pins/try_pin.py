"""Counts a try at a PIN, then looks whether it is right."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.pins.keep_pin import pin_policy
from yika.domain.cards.models import Card, CardPin
from yika.domain.cards.rules import pins
from yika.domain.journal.actions import record
from yika.domain.vault.actions import forget_tries, spend_try
from yika.domain.vault.queries import keyring
from yika.kit.actor import Actor
from yika.products.tables.pin import Pin

OF_DEVICE = "card-pin-device"


def try_pin(
    card: Card, pin: str, *, device: str, by: Actor, now: datetime, request_id: str
) -> None:
    """Refuse a wrong PIN, and any PIN while it is locked.

    The try is counted, for the device and for the card, and committed before the PIN is looked
    at: so a count outlives the refusal, and many tries at once find no gap. Never call this
    inside a transaction that the refusal would undo.
    """
    policy = pin_policy(card)
    if device:
        spend_try(scope=OF_DEVICE, subject=device, allowance=pins.TRIES_OF_DEVICE, now=now)
    kept = _spend(card, policy, now=now)

    key = keyring().key("index", kept.key_version)
    if not check_password(pins.peppered(key, card.id, pins.normal_pin(pin)), kept.hash):
        _refuse(card, kept, policy, by=by, now=now, request_id=request_id)

    CardPin.objects.filter(card=card, hash=kept.hash).update(wrong=0, locked_at=None)
    if device:
        forget_tries(scope=OF_DEVICE, subject=device)


@transaction.atomic
def _spend(card: Card, policy: Pin, *, now: datetime) -> CardPin:
    """Count one more wrong try, which the last one locks; a right PIN takes it back."""
    kept = CardPin.objects.select_for_update().filter(card=card).first()
    if kept is None:
        raise rules.PinNotSet
    if pins.is_locked(policy, kept.locked_at, now=now):
        raise rules.PinLocked
    if kept.locked_at:
        kept.wrong, kept.locked_at = 0, None
    kept.wrong += 1
    if not pins.tries_left(policy, kept.wrong):
        kept.locked_at = now
    kept.save(update_fields=["wrong", "locked_at"])
    return kept


def _refuse(
    card: Card, kept: CardPin, policy: Pin, *, by: Actor, now: datetime, request_id: str
) -> None:
    left = pins.tries_left(policy, kept.wrong)
    with transaction.atomic():
        record(
            "pin.wrong",
            subject=card.public_id,
            issuer=card.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"left": left},
        )
    if not left:
        raise rules.PinLocked
    raise rules.WrongPin(left=left)
