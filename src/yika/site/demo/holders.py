"""Gives the cards of the demo to people: most in use for weeks, some half-way, some stopped."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yika.connectors.tray.tray import Tray
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import Reason
from yika.domain.errands import actions as errands
from yika.domain.errands.rules.views import ErrandView
from yika.domain.journal.actions import deliver_parcel
from yika.domain.people import actions as people
from yika.domain.people import rules
from yika.domain.people.rules import Purpose
from yika.kit.actor import Actor, ActorKind, Channel
from yika.site import reactions
from yika.site.demo import cast
from yika.site.demo.life.names import proving
from yika.site.demo.stock import Shelf

IN_USE = 15  # cards of each kind that somebody uses, activated at the counter
BLOCKED = 2  # of these
UNUSED = 4  # handed out, to be activated by whoever tries the demo
PIN = "730592"


def give_away(
    shelf: Shelf, people: int, *, known: int, began_at: datetime, now: datetime
) -> list[str]:
    """The first cards go to people over the first weeks; answers those that are in use.

    `known` is how many people there are already.
    """
    about = f"demo:{shelf.house.code}:{shelf.product}"
    named = cast.names(about)
    chance = Random(about)  # noqa: S311  a play, no secret
    for place, card in enumerate(shelf.ids[:people]):
        at = began_at + timedelta(days=2 + place * 20 // people, hours=chance.randrange(1, 8))
        phone = cast.phone(known + place)
        named_as, piece = next(named), known + place
        _serve(shelf, card, name=named_as, phone=phone, place=piece, now=min(at, now))
    for card in shelf.ids[:BLOCKED]:
        cards.block_card(
            card=card,
            reason=Reason.SUSPICION.value,
            by=shelf.house.teller,
            now=min(began_at + timedelta(days=25), now),
            request_id=f"demo:block:{card}",
        )
    for card in shelf.ids[people : people + UNUSED]:
        cards.hand_out(
            card=card,
            by=shelf.house.teller,
            now=min(began_at + timedelta(days=26), now),
            request_id=f"demo:hand-out:{card}",
        )
    return list(shelf.ids[BLOCKED:people])


def _serve(shelf: Shelf, card: str, *, name: str, phone: str, place: int, now: datetime) -> None:
    """Somebody comes to the counter, is registered, and goes away with a card that works."""
    teller = shelf.house.teller
    holder = people.register_holder(
        name=name,
        language="zh-hans",
        phone=phone,
        by=teller,
        now=now - proving.TAKES,
        request_id=f"demo:holder:{card}",
    )
    proving.prove(shelf.house, shelf.product, holder, name=name, place=place, now=now)
    request = f"demo:hand-out:{card}"
    cards.hand_out(card=card, holder=holder, by=teller, now=now, request_id=request)
    cards.activate_card(
        card=card, holder=holder, by=teller, now=now, request_id=f"demo:activate:{card}"
    )


class Phone:
    """A person of the demo at his own phone, with the codes that arrive there."""

    def __init__(self, number: str, now: datetime) -> None:
        self.number, self.now = number, now
        self.times = 0

    def come_in(self) -> Actor:
        """Sign in on the website with a code."""
        door = rules.visitor(Channel.WEB)
        proof = people.send_code(
            purpose=Purpose.SIGN_IN,
            contact=self.number,
            address="127.0.0.1",
            language="zh-hans",
            **self.asking(door),
        )
        signed_in = people.sign_in_with_code(
            proof=proof.id,
            code=self.code(),
            device="Android",
            address="127.0.0.1",
            **self.asking(door),
        )
        return Actor(ActorKind.HOLDER, signed_in.holder, Channel.WEB)

    def asking(self, by: Actor) -> dict[str, Any]:
        """Each thing a minute after the last."""
        self.times += 1
        self.now += timedelta(minutes=1)
        request = f"demo:phone:{self.number}:{self.times}"
        return {"by": by, "now": self.now, "request_id": request}

    def code(self) -> str:
        """The newest code, from the tray in which everything lands that the demo sends."""
        tray = reactions.tray("sms")
        deliver_all(tray, self.now)
        texts = (str(one.payload["text"]) for one in tray.read(20))
        return next(found[0] for text in texts if (found := re.search(r"\b[0-9]{6}\b", text)))


def deliver_all(tray: Tray, now: datetime) -> None:
    """What the worker would do."""
    while deliver_parcel(kind="sms", way=tray, clock=lambda: now, chance=lambda: 0.5):
        pass


def activate_alone(
    shelf: Shelf, piece: int, *, phone: str, name: str, steps: int, now: datetime
) -> None:
    """Somebody activates a card on his phone, and goes as far as so many steps."""
    card, row = shelf.ids[piece], shelf.rows[piece]
    cards.hand_out(card=card, by=shelf.house.teller, now=now, request_id=f"demo:hand-out:{card}")
    at = Phone(phone, now)
    by = at.come_in()
    people.acquaint(holder=by.id, issuer=shelf.house.code, **at.asking(by))
    place = int(phone[-4:])
    proving.prove(shelf.house, shelf.product, by.id, name=name, place=place, now=at.now)
    view = errands.begin_errand(kind="activation", card=card, **at.asking(by))
    answers = {"code": row.code, "name": name, "phone": phone}
    for _ in range(steps):
        view = _take(view, at, by, answers)
        if not view.is_open:
            return


def _take(view: ErrandView, at: Phone, by: Actor, answers: Mapping[str, str]) -> ErrandView:
    step = view.next
    assert step
    if not step.can_here:
        return view
    about = at.asking(by) | {"errand": view.id, "step": step.name, "version": view.version}
    if step.prepare is not None and step.prepared is None:
        return errands.prepare_step(given={}, **about)
    code = at.code() if step.name == "one-time-code" else answers["code"]
    known = dict(answers) | {"code": code, "pin": PIN, "again": PIN, "language": "zh-hans"}
    given = {ask.name: known[ask.name] for ask in step.asks if ask.name in known}
    return errands.take_step(given=given, **about)
