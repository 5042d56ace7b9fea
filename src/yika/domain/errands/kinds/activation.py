"""Activation: a card that was handed out becomes its holder's, and can be used."""

from yika.domain.applications.actions import note_activated
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import UnknownCard
from yika.domain.errands.kinds.kind import Beginning, Kind
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.rules.refusals import NothingToActivate
from yika.domain.errands.steps.step import Stand, Visit
from yika.domain.people import queries as people
from yika.kit.actor import WORKER, ActorKind
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct
from yika.products.tables.activation import Activation as Policy
from yika.products.tables.span import Span


class Activation(Kind):
    name = "activation"
    title = gettext_noop("Activate a card")

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:
        """Refuse what is not to be activated, or not by him, with what to do instead."""
        card = queries.card(subject, WORKER)
        by = visit.by
        if by.kind is not ActorKind.HOLDER and not by.sees(card.issuer):
            raise UnknownCard
        if holder and by.kind is not ActorKind.HOLDER:
            people.seen_holder(holder, by)
        queries.check_activation(card=subject, holder=holder, by=WORKER, now=visit.now)
        queries.edition_in_force(card.issuer, card.product, queries.today(card.issuer, visit.now))
        product = queries.product_of(card)
        _policy(product)
        return Beginning(subject=card.id, issuer=card.issuer, product=product, card=card.id)

    def check_holder(self, at: Stand, holder: str) -> None:
        queries.check_activation(card=at.card, holder=holder, by=WORKER, now=at.visit.now)

    def plan(self, product: CardProduct) -> Plan:
        policy = _policy(product)
        return tuple(Planned(name, name in policy.optional) for name in policy.steps)

    def rests(self, product: CardProduct) -> Span:
        return _policy(product).expires

    def finish(self, at: Stand) -> None:
        actions.activate_card(card=at.card, holder=at.holder, **at.visit.who)
        note_activated(card=at.card, **at.visit.who)  # where it was sent, it has arrived


def _policy(product: CardProduct) -> Policy:
    if product.activation is None:
        raise NothingToActivate
    return product.activation
