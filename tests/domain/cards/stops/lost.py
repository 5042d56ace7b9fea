"""Cards to lose, and the plain ways to report, find, freeze and block them."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.domain.cards.samples import NOW, TODAY
from tests.domain.cards.town import (
    LOSS,
    OPERATOR,
    Shop,
    Town,
    active,
    ask,
    city_card,
    holder,
    open_place,
    sell,
    staff,
)
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView
from yika.domain.issuers.actions import open_issuer
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.ledger import queries as ledger
from yika.domain.ledger.actions import open_book
from yika.domain.ledger.rules import purse_name
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor

DAY = timedelta(days=1)
WEEK = 7 * DAY
PARTED = LOSS | {"parts": ["plastic", "phone"]}


def other_shop(town: Town, **tables: object) -> Shop:
    """A third issuer with another policy."""
    open_issuer(
        code="isle", name=Text("Isle", "岛"), kind=IssuerKind.TRANSIT, hotline="400 800 1234",
        zone="Asia/Shanghai", seal="岛", **ask(OPERATOR),
    )  # fmt: skip
    open_book(code="isle", zone="Asia/Shanghai", **ask())
    sell("isle", city_card(**tables), on=TODAY)
    outlet = open_place("isle", "pier")
    people = {role.value: staff("isle", role, outlet) for role in Role if role is not Role.REVIEWER}
    return replace(town.harbor, issuer="isle", outlet=outlet, **people)


def with_holder(shop: Shop) -> tuple[CardView, Actor]:
    """A card in use and its holder."""
    lin = holder(shop.teller)
    return active(shop, lin), lin


def report(card: CardView, by: Actor, *, formal=False, now=NOW, request_id="", **more) -> CardView:
    return actions.report_loss(card=card.id, formal=formal, **more, **ask(by, request_id, now))


def found(stop: str, by: Actor, *, now=NOW, request_id="") -> CardView:
    return actions.found_again(stop=stop, **ask(by, request_id, now))


def mistaken(stop: str, by: Actor, *, now=NOW, request_id="") -> CardView:
    return actions.mistaken_report(stop=stop, **ask(by, request_id, now))


def formal(stop: str, by: Actor, *, now=NOW, request_id="") -> CardView:
    return actions.make_formal(stop=stop, **ask(by, request_id, now))


def freeze(card: CardView, by: Actor, *, scope="all", now=NOW, request_id="", **more) -> CardView:
    return actions.freeze_card(card=card.id, scope=scope, **more, **ask(by, request_id, now))


def thaw(card: CardView, by: Actor, *, now=NOW, request_id="") -> CardView:
    return actions.thaw_card(card=card.id, **ask(by, request_id, now))


def block(card: CardView, by: Actor, *, now=NOW, request_id="", **more) -> CardView:
    wanted = {"reason": "suspicion"} | more
    return actions.block_card(card=card.id, **wanted, **ask(by, request_id, now))


def unblock(card: CardView, by: Actor, *, now=NOW, request_id="", **more) -> CardView:
    wanted = {"reason": "cleared-up"} | more
    return actions.unblock_card(card=card.id, **wanted, **ask(by, request_id, now))


def seen(card: CardView, by: Actor = OPERATOR) -> CardView:
    return queries.card(card.id, by)


def purse_of(card: CardView) -> str:
    """What may move at the purse of the card."""
    return ledger.account(purse_name(card.id, "main")).state


def kinds(card: CardView) -> list[str]:
    return [stop.kind.value for stop in seen(card).stops]


def at(day: float) -> datetime:
    return NOW + day * DAY
