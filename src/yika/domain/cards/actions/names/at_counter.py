"""All cards in the name of who stands at a counter, once the clerk has compared his document."""

from dataclasses import replace
from datetime import datetime

from yika.domain.cards.actions.names.disown_card import disown
from yika.domain.cards.queries.whose.named import named_cards
from yika.domain.cards.rules import names
from yika.domain.cards.rules.names import Disowned, InMyName
from yika.domain.identity import queries as identity
from yika.domain.people import actions as people
from yika.domain.people.queries import looks, seen_holder
from yika.domain.people.rules.holders import Field, NotByStaff
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.kit.actor import Actor, ActorKind, Channel, check_may

SCOPE = "card.compared"
LATEST = 20


def look_at_names(
    *, holder: str, number: str, purpose: str, by: Actor, now: datetime, request_id: str
) -> InMyName:
    """What he himself would see of his cards, for the clerk who has his document in his hand.

    `number` is that of the document, which is compared with what he has proven; wrong ones are
    counted. That the clerk looked is written down first: never call this inside a transaction.
    """
    _check_clerk(holder, by)
    spend_try(scope=SCOPE, subject=holder, allowance=names.DOCUMENTS_OF_CARD, now=now)
    if not identity.has_document(holder, number):
        raise names.DocumentNotOnRecord(field="number")
    people.note_look(holder=holder, purpose=purpose, by=by, now=now, request_id=request_id)
    return named_cards(_himself(holder, by), now=now)


def names_again(*, holder: str, by: Actor, now: datetime) -> InMyName:
    """The same once more, while the person still stands there."""
    _check_clerk(holder, by)
    _check_compared(holder, by, now)
    return named_cards(_himself(holder, by), now=now)


def disown_at_counter(
    *, card: str, holder: str, words: str = "", by: Actor, now: datetime, request_id: str
) -> Disowned:
    """He says that he did not apply for this one; the clerk takes it down. Safe to repeat.

    Never call this inside a transaction.
    """
    _check_clerk(holder, by)
    _check_compared(holder, by, now)
    himself = _himself(holder, by)
    return disown(card=card, words=words, address="", by=himself, now=now, request_id=request_id)


def _check_clerk(holder: str, by: Actor) -> None:
    if by.kind is not ActorKind.STAFF or by.channel is not Channel.COUNTER:
        raise NotByStaff
    check_may(by, Right.PEOPLE_REVEAL, by.issuer)
    seen_holder(holder, by)


def _check_compared(holder: str, by: Actor, now: datetime) -> None:
    since = now - names.COMPARED_FOR
    if not any(
        (one.field, one.by) == (Field.CARDS, by.id) and one.at > since
        for one in looks(holder, limit=LATEST)
    ):
        raise names.LookFirst


def _himself(holder: str, by: Actor) -> Actor:
    """The holder, who says it, and in whose place the clerk types it."""
    return replace(
        by, kind=ActorKind.HOLDER, id=holder, issuer="", outlet="", rights=frozenset(), person=by.id
    )
