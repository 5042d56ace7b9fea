"""Gathers who and what is on the desk: the person served, his cards, the card at hand."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from yika.channels.common.asking import losses
from yika.channels.common.visitors import request_id, visitor
from yika.domain.applications import queries as applications
from yika.domain.applications.rules import ApplicationView
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import CardView, PinView, State
from yika.domain.enquiries import queries as enquiries
from yika.domain.enquiries.rules import EnquiryView
from yika.domain.errands.queries import open_errands
from yika.domain.errands.rules.views import ErrandLine, ErrandView
from yika.domain.identity.queries import Proof, proof_of
from yika.domain.organizations import queries as organizations
from yika.domain.organizations.rules import OrganizationView
from yika.domain.people import queries as people
from yika.domain.people.rules import MaskedHolder, UnknownHolder
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, Channel, check_may
from yika.products.product import CardProduct

SERVING = "for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one page of the counter is about, as far as this member of staff may know it.

    `person` is the holder of the card, or who is served while a card without a holder lies
    there. `may_be_lost`: a report of the card's loss can be taken. `needs_name`: its holder is not
    known as firmly as cards of its kind want it. `wants_names`: some kind of card here asks for
    his name, and it is not proven for that. `known`: how firmly it is proven here; 0 for not.
    `is_house`: the holder is an organization and no person; `organization`: which, on its page.
    """

    by: Actor
    person: MaskedHolder | None = None
    card: CardView | None = None
    cards: tuple[CardView, ...] = ()
    pin: PinView | None = None
    may_be_lost: bool = False
    needs_name: bool = False
    wants_names: bool = False
    known: int = 0
    is_house: bool = False
    organization: OrganizationView | None = None
    errand: ErrandLine | ErrandView | None = None
    enquiry: EnquiryView | None = None
    application: ApplicationView | None = None

    @property
    def serving(self) -> str:
        """Whom the next card is for, where the card at hand does not say it itself."""
        own = self.card is not None and bool(self.card.holder)
        return self.person.id if self.person and not own else ""

    @property
    def holder(self) -> str:
        """Whose card it is or is going to be; empty for nobody's."""
        if self.card and self.card.holder:
            return self.card.holder
        return self.person.id if self.person else ""

    @property
    def may_take_on(self) -> bool:
        """Whether the enquiry at hand is somebody else's or nobody's, and could be his."""
        found = self.enquiry
        return found is not None and found.may_answer and found.owner != self.by.id


def clerk(request: HttpRequest) -> Actor:
    """The member of staff who has signed in. Others are led to the sign-in."""
    return visitor(request).as_staff(Channel.COUNTER)


def acting(request: HttpRequest) -> dict[str, Any]:
    """What every action is told: who, when, by which posted form."""
    return {
        "by": clerk(request),
        "now": visitor(request).now,
        "request_id": request_id(request),
    }


def empty(request: HttpRequest) -> Desk:
    """Nothing but perhaps the person who is served."""
    by = clerk(request)
    return _with_person(by, request.GET.get(SERVING, ""))


def with_person(request: HttpRequest, holder: str) -> Desk:
    """A person and his cards of this issuer."""
    by = clerk(request)
    check_may(by, Right.PEOPLE_SEARCH, by.issuer)
    desk, now = _around(by, people.seen_holder(holder, by)), visitor(request).now
    house = None
    if desk.is_house or organizations.is_organization(holder):
        house = organizations.organization(holder, by=by, now=now)
    proof = proof_of(holder, by.issuer, by=by, now=now)
    wants = bool(asking_names(by, proof, now=now))
    desk = replace(desk, organization=house, is_house=house is not None)
    return replace(desk, wants_names=wants, known=_told(proof, by))


def asking_names(by: Actor, proof: Proof, *, now: datetime) -> list[CardProduct]:
    """The kinds of card of this issuer for which somebody's name is still to be proven."""
    on_offer = [one.product for one in cards.editions_on_offer(now=now, issuer=by.issuer)]
    return [one for one in on_offer if _asks(one) and not proof.covers(_level(one))]


def with_card(request: HttpRequest, card: str) -> Desk:
    """A card, whose it is or for whom it is going to be, and what is under way with it."""
    by, now = clerk(request), visitor(request).now
    found = cards.card(card, by)
    desk = _with_person(by, found.holder or request.GET.get(SERVING, ""))
    pin = cards.pin_of(found, by, now)
    waits = found.state is State.HANDED_OUT
    open_ones = open_errands(by=by, now=now, card=found.id, limit=1) if waits else ()
    return replace(
        _named(desk, found, now=now),
        card=found,
        pin=pin,
        errand=next(iter(open_ones), None),
        may_be_lost=losses.may_be_reported(found),
    )


def with_errand(request: HttpRequest, errand: ErrandView) -> Desk:
    """The card that an errand is about, for who may look at cards, and the person it is for."""
    by = clerk(request)
    if errand.card is None or not by.may(Right.CARDS_VIEW, errand.issuer):
        return _with_person(by, errand.holder)
    found = cards.card(errand.card.id, by)
    desk = _with_person(by, found.holder or errand.holder)
    return replace(desk, card=found, errand=errand if errand.is_open else None)


def with_enquiry(request: HttpRequest, enquiry: str) -> Desk:
    """What somebody asked, and who he is, for who may know it."""
    by = clerk(request)
    found = enquiries.enquiry(enquiry, by=by, now=visitor(request).now)
    return replace(_with_person(by, found.holder), enquiry=found)


def with_application(request: HttpRequest, application: str) -> Desk:
    """What somebody applied for, and who he is, for who may know it."""
    by = clerk(request)
    found = applications.application(application, by=by)
    return replace(_with_person(by, found.holder), application=found)


def _with_person(by: Actor, holder: str) -> Desk:
    return _around(by, _person(by, holder))


def _around(by: Actor, person: MaskedHolder | None) -> Desk:
    own = cards.cards_of(person.id, by) if person and by.may(Right.CARDS_VIEW, by.issuer) else ()
    return Desk(by=by, person=person, cards=tuple(own), is_house=_is_house(person))


def _is_house(person: MaskedHolder | None) -> bool:
    """Asked of those only whom nobody can reach: an organization has no phone of its own."""
    return person is not None and not person.contacts and organizations.is_organization(person.id)


def _named(desk: Desk, card: CardView, *, now: datetime) -> Desk:
    """With how its holder is known, where cards of its kind ask for that."""
    product = cards.product_of(card)
    if not card.holder or card.state in {State.CLOSED, State.DESTROYED} or not _asks(product):
        return desk
    proof = proof_of(card.holder, card.issuer, by=desk.by, now=now)
    return replace(desk, needs_name=not proof.covers(_level(product)), known=_told(proof, desk.by))


def _told(proof: Proof, by: Actor) -> int:
    """How firmly, for who deals with names."""
    return proof.level if by.may(Right.IDENTITY_SERVE, by.issuer) else 0


def _asks(product: CardProduct) -> bool:
    return product.real_name is not None and product.real_name.need != "never"


def _level(product: CardProduct) -> int:
    return product.real_name.level if product.real_name else 0


def _person(by: Actor, holder: str) -> MaskedHolder | None:
    """Masked, for who may look for people; nobody else learns whose a card is."""
    if not holder or not by.may(Right.PEOPLE_SEARCH, by.issuer):
        return None
    try:
        return people.seen_holder(holder, by)
    except UnknownHolder:
        return None
