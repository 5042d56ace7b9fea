"""Finds holders for staff, by what these have to be told in full."""

import unicodedata

from django.db.models import Q, QuerySet

from yika.domain.people.models import Contact, Holder
from yika.domain.people.queries.holders import masked_holder
from yika.domain.people.rules import normal_contact, normal_name
from yika.domain.people.rules.views import MaskedHolder
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Invalid

FOUND_MAX = 20
TYPED_MAX = 300


def search_holders(by: Actor, text: str) -> list[MaskedHolder]:
    """Those of whom this is the whole phone number, e-mail address or name, the newest first.

    Only such as have dealt with the actor's issuer. Nothing is found by a part.
    """
    check_may(by, Right.PEOPLE_SEARCH, by.issuer)
    text = unicodedata.normalize("NFKC", text[:TYPED_MAX]).strip()
    rows = _known_to(by).filter(_wanted(text)).prefetch_related("contacts")
    return [masked_holder(row) for row in rows.order_by("-id")[:FOUND_MAX]]


def _known_to(by: Actor) -> QuerySet[Holder]:
    if by.kind is ActorKind.SYSTEM:
        return Holder.objects.all()
    return Holder.objects.filter(acquaintances__issuer=by.issuer)


def _wanted(text: str) -> Q:
    """The condition for what was typed; one that nobody meets when it is nothing of the kind."""
    if text.startswith("hld_"):
        return _id(text)
    try:
        kind, value = normal_contact(text)
    except Invalid:
        return _name(text)
    found = Contact.objects.filter(removed_at=None).at(kind, value)
    return Q(pk__in=found.values("holder"))


def _id(text: str) -> Q:
    try:
        return Q(pk=ids.read("hld", text))
    except ValueError:
        return Q(pk__in=())


def _name(text: str) -> Q:
    try:
        name = normal_name(text)
    except Invalid:
        return Q(pk__in=())
    return Q(name_index__in=blind.candidates(keyring(), "name", name))
