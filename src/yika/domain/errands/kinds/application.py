"""Application: somebody asks for a card of a kind, and says how it shall come to him."""

from yika.domain.applications import actions, queries
from yika.domain.applications.rules import NotOffered, Receipt, Way
from yika.domain.errands.kinds.kind import Beginning, Kind
from yika.domain.errands.rules.guides import Terms
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.steps.step import Stand, Visit
from yika.domain.issuers.queries import find_issuer
from yika.domain.people import queries as people
from yika.kit import ids
from yika.kit.actor import ActorKind
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS
from yika.products.product import CardProduct
from yika.products.tables.application import Application as Policy
from yika.products.tables.span import Span


class Application(Kind):
    """It is about a kind of card, named `issuer/product`: there is no card yet."""

    name = "application"
    title = gettext_noop("Apply for a card")

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:
        """Refuse a kind that is not on offer, and a second application for the same."""
        offer = queries.offer(subject, now=visit.now)
        by = visit.by
        if by.kind is not ActorKind.HOLDER and not by.sees(offer.issuer):
            raise NotOffered
        if holder:
            if by.kind is not ActorKind.HOLDER:
                people.seen_holder(holder, by)
            actions.check_no_other(subject, holder=holder)
        return Beginning(
            subject=_subject(subject, holder or visit.request_id),
            issuer=offer.issuer,
            product=offer.product,
        )

    def issuer_of(self, subject: str) -> str:
        issuer = find_issuer(subject.partition("/")[0])
        return issuer.code if issuer else ""

    def check_holder(self, at: Stand, holder: str) -> None:
        actions.check_no_other(_about(at), holder=holder)

    def plan(self, product: CardProduct) -> Plan:
        return tuple(Planned(name) for name in _policy(product).steps)

    def rests(self, product: CardProduct) -> Span:
        return _policy(product).expires

    def terms(self, product: CardProduct) -> Terms:
        policy = _policy(product)
        return Terms(
            rests=policy.expires,
            documents=tuple(DOCUMENT_WORDS[name] for name in policy.documents),
            fee=policy.fee or None,
            due=policy.due,
        )

    def finish(self, at: Stand) -> None:
        told = at.carried
        actions.submit_application(
            errand=at.id,
            case=at.case,
            about=_about(at),
            holder=at.holder,
            receipt=Receipt(
                way=Way(told["way"]),
                outlet=told.get("outlet", ""),
                addressee=told.get("addressee", ""),
                address=told.get("address", ""),
                phone=told.get("reach", ""),
            ),
            card=told.get("chosen", ""),
            **at.visit.who,
        )


def _about(at: Stand) -> str:
    return f"{at.issuer}/{at.product.code}"


def _subject(about: str, whose: str) -> str:
    """One of a kind is open for each person; for somebody unknown, whatever he begins."""
    return str(ids.request_key(f"{about} for {whose}"))


def _policy(product: CardProduct) -> Policy:
    if product.application is None:
        raise NotOffered
    return product.application
