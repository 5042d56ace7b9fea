"""Writes the new cards of one batch, and the directories that find them, many at once."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, connection, models

from yika.domain.cards.models import Batch, Card, CardNumber, CardToken
from yika.domain.cards.rules import codes
from yika.domain.cards.rules.states import State
from yika.domain.vault.queries import keyring
from yika.kit import bulk, ids
from yika.kit.errors import Unavailable
from yika.kit.keyring import Keyring


def write_cards(batch: Batch, numbers: Sequence[str]) -> None:
    """Add a card for each of these numbers, in their order.

    Look first which are taken. Whoever was faster in between makes this `Unavailable`.
    """
    keys = keyring()
    version, _ = keys.current("index")
    made = [ids.new_id() for _ in numbers]
    tokens = [qr_digest(keys, card, version) for card in made]
    try:
        _insert(CardNumber, {"number": list(numbers), "card_id": made})
    except IntegrityError as error:
        raise Unavailable("somebody else took one of these card numbers just now") from error
    _insert(CardToken, {"digest": tokens, "card_id": made})
    _insert(Card, _columns(batch, made, list(numbers)) | {"key_version": version})


def qr_digest(keys: Keyring, card: UUID, version: int) -> bytes:
    """What is stored of the token in a card's QR code."""
    return codes.token_digest(codes.qr_token(keys.key("index", version), card))


def _columns(batch: Batch, cards: list[UUID], numbers: list[str]) -> dict[str, object]:
    return {
        "id": cards,
        "issuer": batch.issuer,
        "product": batch.product,
        "edition": batch.edition,
        "number": numbers,
        "batch_id": batch.pk,
        "piece": list(range(1, len(cards) + 1)),
        "state": State.MADE.value,
        "steps": 0,
        "face": "",
        "place": 0,
    }


def _insert(model: type[models.Model], columns: dict[str, object]) -> None:
    with connection.wrap_database_errors:
        bulk.insert(connection.connection, model._meta.db_table, columns)
