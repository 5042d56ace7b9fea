"""Finds out for whom somebody stops a card: himself, signed in, or whom he has shown to be."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.http import HttpRequest

from yika.channels.common.asking import claims
from yika.channels.common.visitors import SignInNeeded, visitor
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView, UnknownCard
from yika.kit.actor import Actor
from yika.kit.errors import NotFound

Found = TypeVar("Found")


def actors(request: HttpRequest) -> Iterator[Actor]:
    """As whom somebody may be here: signed in, and by what he has shown some minutes ago."""
    who = visitor(request)
    if who.holder:
        yield who.as_holder()
    if shown := claims.remembered(request):
        yield shown


def first(request: HttpRequest, look: Callable[[Actor], Found]) -> tuple[Actor, Found]:
    """Who of them finds what is looked for. Nobody at all is asked to sign in."""
    missing: NotFound | None = None
    for by in actors(request):
        try:
            return by, look(by)
        except NotFound as refusal:
            missing = refusal
    if missing:
        raise missing
    raise SignInNeeded


def own(request: HttpRequest, card_id: str) -> tuple[Actor, CardView]:
    """The card, and whose it is. A card that is nobody's is not his either."""

    def look(by: Actor) -> CardView:
        found = queries.card(card_id, by)
        if found.holder != by.id:
            raise UnknownCard
        return found

    return first(request, look)
