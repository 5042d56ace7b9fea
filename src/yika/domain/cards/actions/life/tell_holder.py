"""Tells the holder of a card what happened to it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.rules.states import REASON_WORDS, Reason
from yika.domain.issuers.queries import issuer, outlet
from yika.domain.issuers.rules import Text
from yika.domain.messages.rules import moment_words
from yika.domain.people import actions as people
from yika.products.tables.table import Words


def tell_holder(
    card: Card,
    template: str,
    *,
    reference: str,
    reason: str = "",
    place: str = "",
    until: datetime | None = None,
    now: datetime,
) -> None:
    """Leave a message in the inbox and on the proven contacts of the holder, if there is one.

    With a reason, the outlet where it happened or an end, these are told too. In the caller's
    transaction; the same reference is told once.
    """
    hotline = issuer(card.issuer).hotline
    where = outlet(place).name if place else None

    def facts(language: str) -> Mapping[str, str]:
        told = {"card": card_name(card, language), "hotline": hotline}
        if reason:
            with override(language):
                told["reason"] = gettext(REASON_WORDS[Reason(reason)])
        if where:
            told["place"] = in_language(where, language)
        if until:
            told["until"] = moment_words(until, zone=zone_of(card.issuer), language=language)
        return told

    holder = scope.holder_id(card)
    if holder:
        people.tell_holder(
            holder=holder,
            template=template,
            facts=facts,
            reference=reference,
            issuer=card.issuer,
            now=now,
        )


def tell_old_pin(card: Card, *, months: int, since: datetime, now: datetime) -> None:
    """Remind the holder of a PIN that has not been changed since then. Once for each PIN."""
    holder = scope.holder_id(card)
    if holder:
        people.tell_holder(
            holder=holder,
            template="secret-is-old",
            facts=lambda _language: {"secret": "pin", "months": str(months)},
            reference=f"pin-old:{card.public_id}:{since.date()}",
            issuer=card.issuer,
            now=now,
        )


def card_name(card: Card, language: str) -> str:
    """What a message calls a card: its kind, and the last digits of its number."""
    return f"{in_language(product_sold(sold_as(card)).name, language)} {card.number[-4:]}"


def in_language(words: Words | Text, language: str) -> str:
    """One of both languages."""
    return words.en if language == "en" else words.zh_hans
