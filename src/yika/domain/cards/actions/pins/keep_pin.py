"""What every way to a new PIN shares: checked, hashed slowly, kept, and its holder told."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth.hashers import make_password

from yika.domain.cards import rules
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.models import Card, CardPin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.rules import pins
from yika.domain.journal.actions import schedule
from yika.domain.people import queries as people
from yika.domain.people.rules.secrets import About, check_secret
from yika.domain.vault.queries import keyring
from yika.kit import ids
from yika.products.tables.pin import Pin

REMINDER = "cards.remind_of_pin"
NOBODY = About()


@dataclass(frozen=True, slots=True)
class Hashed:
    """A PIN as it is kept."""

    hash: str = field(repr=False)
    key_version: int


def pin_policy(card: Card) -> Pin:
    """What the product says of PINs. Refuses a kind of card that has none."""
    policy = product_sold(sold_as(card)).pin
    if policy is None:
        raise rules.NoPin
    return policy


def check_new_pin(card: Card, pin: str, *, holder: str = "") -> None:
    """Refuse a PIN of the wrong length, and one that who knows the person or the card guesses."""
    pins.check_form(pin, pin_policy(card))
    whose = scope.holder_id(card) or holder
    about = people.about(whose) if whose else NOBODY
    about = replace(about, card_numbers=(*about.card_numbers, card.number))
    check_secret(pin, about, kind="pin")


def hashed(card: Card, pin: str) -> Hashed:
    """The slow hash of a PIN and its pepper. Takes a moment: call it before anything is locked."""
    version, key = keyring().current("index")
    return Hashed(make_password(pins.peppered(key, card.id, pin)), version)


def keep_pin(card: Card, new: Hashed, *, now: datetime, request_id: str) -> None:
    """Write it over whatever was there, with all tries anew, and plan the reminder."""
    CardPin.objects.update_or_create(
        card=card,
        defaults={
            "hash": new.hash,
            "key_version": new.key_version,
            "set_at": now,
            "set_by_request": ids.request_key(request_id),
            "wrong": 0,
            "locked_at": None,
        },
    )
    due_at = pins.reminder_due(pin_policy(card), now)
    if due_at:
        schedule(kind=REMINDER, key=card.public_id, due_at=due_at)


def kept_by(card: Card, request_id: str) -> bool:
    """Whether this request made the PIN that is there."""
    made = CardPin.objects.filter(card=card, set_by_request=ids.request_key(request_id))
    return made.exists()


def tell_changed(card: Card, *, now: datetime, request_id: str) -> None:
    """Tell the holder, so that he notices when it was not he."""
    reference = f"pin-changed:{card.public_id}:{ids.request_key(request_id)}"
    tell_holder(card, "pin-changed", reference=reference, now=now)
