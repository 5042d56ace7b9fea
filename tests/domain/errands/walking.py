"""A person walks through a real errand, at one face or at several."""

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, Town, city_card
from tests.domain.people.folks import outbox
from yika.domain.cards import actions as cards
from yika.domain.cards import queries as known
from yika.domain.cards.rules import CardView
from yika.domain.errands import actions, queries
from yika.domain.errands.rules.views import ErrandView, Ticket
from yika.kit.actor import Actor

ADDRESS = "203.0.113.9"
ALL_STEPS = ["possession", "profile", "one-time-code", "pin", "test-transaction"]
WITH_FACE = ["possession", "profile", "one-time-code", "face-check", "pin"]
PIN = "739415"
LIN = {"name": "林晚", "phone": "138 1234 2046", "language": "zh-hans"}

_requests = count(1)


def fresh() -> str:
    return f"walk {next(_requests)}"


def shop_with(steps: list[str], optional: tuple[str, ...] = ()) -> tuple[Town, Shop]:
    """A town whose harbor sells a card that is activated by these steps."""
    place = town.open_town()
    policy: dict[str, object] = {"steps": steps, "expires": "7 days"}
    if optional:
        policy["optional"] = list(optional)
    town.sell("harbor", city_card(2, activation=policy))
    return place, place.harbor


def handed_out_of(shop: Shop, product: str) -> CardView:
    """One card of a product, in somebody's hands."""
    batch = cards.make_batch(
        issuer=shop.issuer, product=product, count=1, **town.ask(shop.operator)
    ).id
    sent = cards.send_cards(batch=batch, outlet=shop.outlet, **town.ask(shop.operator))
    cards.count_delivery(delivery=sent.id, counted=1, **town.ask(shop.teller))
    [card] = known.cards(shop.teller, batch=batch, limit=1)
    return cards.hand_out(card=card.id, **town.ask(shop.teller))


def newest_code() -> str:
    """The one-time code that was sent last."""
    texts = [str(message) for template, _, message in outbox() if template == "code"]
    return re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", texts[-1])[0]


class Walk:
    """One errand, as somebody sees it who always looks at the newest page."""

    def __init__(self, by: Actor, shop: Shop, card: CardView, *, now: datetime = NOW) -> None:
        self.by, self.shop, self.card, self.now = by, shop, card, now
        self.view: ErrandView

    def begin(self, **more: Any) -> "Walk":
        self.view = actions.begin_errand(
            kind="activation", card=self.card.id, address=ADDRESS, **self._who(), **more
        )
        return self

    def give(self, step: str, **given: object) -> "Walk":
        self.view = actions.take_step(
            step=step, given=given, address=ADDRESS, **self._page(), **self._who()
        )
        return self

    def send(self, step: str = "one-time-code", **given: object) -> "Walk":
        self.now += timedelta(minutes=2)
        self.view = actions.prepare_step(
            step=step, given=given, address=ADDRESS, **self._page(), **self._who()
        )
        return self

    def skip(self, step: str) -> "Walk":
        self.view = actions.skip_step(step=step, **self._page(), **self._who())
        return self

    def back(self) -> "Walk":
        self.view = actions.undo_step(**self._page(), **self._who())
        return self

    def withdraw(self) -> "Walk":
        self.view = actions.withdraw_errand(**self._page(), **self._who())
        return self

    def hand_over(self) -> Ticket:
        return actions.hand_over(errand=self.view.id, **self._who())

    def pick_up(self, ticket: str, by: Actor) -> "Walk":
        """Another walk of the same errand, by whoever brought the ticket."""
        walk = Walk(by, self.shop, self.card, now=self.now)
        walk.view = actions.pick_up(ticket=ticket, **walk._who())
        return walk

    def look(self) -> "Walk":
        self.view = queries.errand(self.view.id, by=self.by, now=self.now)
        return self

    def prove_possession(self) -> "Walk":
        return self.give("possession", code=town.printed(self.shop, self.card).code)

    def prove_contact(self, **chosen: object) -> "Walk":
        self.send(**chosen)
        return self.give("one-time-code", code=newest_code())

    def choose_pin(self, pin: str = PIN) -> "Walk":
        return self.give("pin", pin=pin, again=pin)

    @property
    def next(self) -> str:
        return self.view.next.name if self.view.next else ""

    def _who(self) -> dict[str, Any]:
        return {"by": self.by, "now": self.now, "request_id": fresh()}

    def _page(self) -> dict[str, Any]:
        return {"errand": self.view.id, "version": self.view.version}
