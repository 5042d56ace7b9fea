"""Who works at the console, for which issuer, and what he may do there."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest

from yika.channels.common.visitors import Asking, Visitor, asking, visitor
from yika.channels.console.words import called
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import Edition
from yika.domain.errands.rules.asks import Choice
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import IssuerView, OutletView
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.people import queries as people
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, Channel, NotAllowed


@dataclass
class Desk:
    """One member of staff before one page. What the page asks is looked up once."""

    request: HttpRequest
    who: Visitor
    by: Actor

    @property
    def issuer(self) -> str:
        return self.by.issuer

    @property
    def now(self) -> datetime:
        return self.who.now

    def may(self, *rights: Right) -> bool:
        """Whether one of these rights is among his."""
        return any(self.by.may(right, self.issuer) for right in rights)

    def acting(self) -> Asking:
        """Who acts, when, and by which request, as every action wants it."""
        return asking(self.request, self.by)

    def given(self, name: str) -> str:
        """What was typed into a field; nothing for one that was not sent."""
        return self.request.POST.get(name, "")

    @cached_property
    def house(self) -> IssuerView:
        """The issuer he works for."""
        return issuers.issuer(self.issuer)

    @cached_property
    def outlets(self) -> dict[str, OutletView]:
        """All outlets of the issuer, with the closed ones, by their ids."""
        return {one.id: one for one in issuers.outlets(self.issuer, closed=True)}

    @property
    def open_outlets(self) -> tuple[Choice, ...]:
        """Those to choose from."""
        places = (one for one in self.outlets.values() if one.closed_at is None)
        return tuple(Choice(one.id, called(one.name), literal=True) for one in places)

    @cached_property
    def sold(self) -> dict[str, Edition]:
        """What the issuer sells today, by the codes of the products."""
        found = cards.editions_on_offer(now=self.now, issuer=self.issuer)
        return {one.product.code: one for one in found}

    def outlet(self, outlet_id: str) -> OutletView:
        """An outlet of the issuer; that of another does not exist."""
        if outlet_id not in self.outlets:
            raise UnknownOutlet(outlet=outlet_id)
        return self.outlets[outlet_id]

    def place(self, outlet_id: str) -> str:
        """What an outlet is called."""
        found = self.outlets.get(outlet_id)
        return called(found.name) if found else ""

    def names(self, *actors: str | None) -> dict[str, str]:
        """What to call those who did something: staff by the name they sign in with."""
        known = {actor for actor in actors if actor}
        return {actor: actor for actor in known} | people.handles(known)


def open_desk(request: HttpRequest, *rights: Right) -> Desk:
    """The desk of who asks for a page; refused to who has none of the rights it is for."""
    who = visitor(request)
    desk = Desk(request, who, who.as_staff(Channel.CONSOLE))
    if rights and not desk.may(*rights):
        raise NotAllowed(right=str(rights[0]))
    return desk
