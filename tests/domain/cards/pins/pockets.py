"""Cards with a PIN, and the codes that are sent to unlock one."""

import re
from typing import Any

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, active, ask, holder
from yika.domain.cards import actions, rules
from yika.domain.cards.rules import CardView
from yika.domain.journal.actions import deliver_parcel
from yika.domain.people import actions as people
from yika.domain.people import queries
from yika.domain.people.rules import Purpose
from yika.kit.actor import Actor

PIN = "382917"
OTHER = "604758"
WRONG = "159357"
ADDRESS = "203.0.113.7"


def with_pin(shop: Shop, of: Actor | None = None) -> tuple[CardView, Actor]:
    """A card in use with a PIN, and its holder."""
    of = of or holder(shop.teller)
    card = active(shop, of)
    actions.set_pin(card=card.id, pin=PIN, **ask(of))
    return card, of


def check(card: CardView, by: Actor, pin: str = PIN, *, now: Any = NOW, device: str = "") -> None:
    actions.check_pin(card=card.id, pin=pin, device=device, **ask(by, now=now))


def guess(card: CardView, by: Actor, **where: Any) -> int:
    """A wrong PIN; how many tries are left then."""
    with pytest.raises(rules.WrongPin) as caught:
        check(card, by, WRONG, **where)
    return int(caught.value.facts["left"])


class Pocket:
    """A phone that keeps what arrives."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def send(self, *, reference: str, payload: Any) -> None:
        self.texts[reference] = str(payload["text"])


def arrived(now: Any = NOW) -> list[str]:
    pocket = Pocket()
    while deliver_parcel(kind="sms", way=pocket, clock=lambda: now, chance=lambda: 0.5):
        pass
    return list(pocket.texts.values())


def sent_code(now: Any = NOW) -> str:
    """The newest code that was sent."""
    codes = [found[0] for text in arrived(now) if (found := re.search(r"\b[0-9]{6}\b", text))]
    return codes[-1]


def prove_phone(of: Actor, phone: str = "13800000001", now: Any = NOW) -> None:
    """Let a holder show that a telephone is his."""
    proof = people.send_code(
        purpose=Purpose.PROVE, contact=phone, holder=of.id, address=ADDRESS, language="en",
        **ask(of, now=now),
    )  # fmt: skip
    people.prove_contact(
        holder=of.id, proof=proof.id, code=sent_code(now), address=ADDRESS, **ask(of, now=now)
    )


def step_up(of: Actor, now: Any = NOW) -> dict[str, str]:
    """A proof with its code, as `unlock_pin` and `reset_pin` want them."""
    [contact] = [each for each in queries.holder(of.id, now=now).contacts if each.usable]
    proof = people.send_code(
        purpose=Purpose.STEP_UP, contact_id=contact.id, holder=of.id, address=ADDRESS,
        language="en", **ask(of, now=now),
    )  # fmt: skip
    return {"proof": proof.id, "code": sent_code(now), "address": ADDRESS}
