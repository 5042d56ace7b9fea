"""Applications in few words: a shop that takes them, and an errand walked to its end."""

from typing import Any

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, city_card, holder
from tests.domain.errands.walking import fresh, newest_code
from tests.domain.people.folks import PHONE, proven
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import ApplicationView, Receipt, Way
from yika.domain.errands import actions as errands
from yika.domain.errands.rules.cases import new_case
from yika.domain.errands.rules.views import ErrandView
from yika.kit import ids
from yika.kit.actor import Actor

POLICY: dict[str, Any] = {
    "steps": ["profile", "one-time-code", "choose-number", "receive", "confirm"],
    "expires": "7 days",
    "ways": ["collect", "send"],
    "due": "5 days",
    "kept": "30 days",
    "review": True,
    "documents": ["resident-id", "passport"],
    "fee": "0.00 CNY",
}
HOME = {"addressee": "林晚", "address": "码头路 8 号 3 单元 501\n430000", "phone": "138 1234 2046"}
SENT = Receipt(way=Way.SEND, **HOME)


def offering(**more: Any) -> Shop:
    """A harbor where anybody may apply for a city card."""
    place = town.open_town()
    town.sell("harbor", city_card(2, application=POLICY | more))
    return place.harbor


def lin(number: int = 1) -> Actor:
    """Somebody with a proven phone."""
    person = holder(town.OPERATOR)
    proven(person.id, PHONE if number == 1 else f"+86139{number:08}")
    return person


def collect(shop: Shop) -> Receipt:
    return Receipt(way=Way.COLLECT, outlet=shop.outlet)


class Applying:
    """One application errand, always on its newest page."""

    def __init__(self, by: Actor, about: str = "harbor/city", **more: Any) -> None:
        self.by = by
        self.view: ErrandView = errands.begin_errand(
            kind="application", about=about, **self._who(), **more
        )

    @property
    def next(self) -> str:
        return self.view.next.name if self.view.next else ""

    def give(self, step: str, **given: object) -> "Applying":
        page = {"errand": self.view.id, "version": self.view.version}
        self.view = errands.take_step(step=step, given=given, **page, **self._who())
        return self

    def prove(self, **given: object) -> "Applying":
        page = {"errand": self.view.id, "version": self.view.version}
        self.view = errands.prepare_step(step="one-time-code", given=given, **page, **self._who())
        return self.give("one-time-code", code=newest_code())

    def finish(self, where: str) -> ApplicationView:
        more = HOME if where == "send" else {}
        self.give("receive", where=where, **more).give("confirm", right=True)
        return queries.of_errand(self.view.id, by=town.OPERATOR)

    def _who(self) -> dict[str, Any]:
        return {"by": self.by, "now": NOW, "request_id": fresh()}


def applied(shop: Shop, by: Actor, receipt: Receipt | None = None) -> ApplicationView:
    """An application that was taken in, as an errand would have led to it."""
    return actions.submit_application(
        errand=ids.show("err", ids.new_id()),
        case=new_case(),
        about=f"{shop.issuer}/city",
        holder=by.id,
        receipt=receipt or collect(shop),
        **town.ask(by),
    )


def accepted(shop: Shop, by: Actor, receipt: Receipt | None = None) -> ApplicationView:
    return actions.accept_application(
        application=applied(shop, by, receipt).id, **town.ask(shop.teller)
    )


def put_aside(shop: Shop, by: Actor, receipt: Receipt | None = None) -> ApplicationView:
    """One whose card lies there with the holder's name on it."""
    view = accepted(shop, by, receipt)
    [card] = town.stocked(shop, 1)
    return actions.assign_card(application=view.id, card=card.number, **town.ask(shop.teller))
