"""Two issuers with people, an outlet each, and a product whose cards have numbers and a PIN."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

from tests.domain.cards.samples import LIN, NOW, TODAY, WANG, product
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView, SheetRow, State
from yika.domain.issuers.actions import open_issuer, open_outlet
from yika.domain.issuers.rules import Hours, IssuerKind, Text
from yika.domain.ledger.actions import open_book
from yika.domain.people.actions import register_holder
from yika.domain.staff.rules import Role, rights_of
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products.product import CardProduct

OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)
VISITOR = Actor(ActorKind.HOLDER, "visitor", Channel.WEB)
ISSUERS = ("harbor", "campus")

LOSS = {
    "steps": ["loss-report"],
    "expires": "1 day",
    "temporary": "7 days",
    "warn": "1 day",
    "window": "1 day",
    "offline": {"en": "Buses", "zh-hans": "公交车"},
}

_requests = count(1)


@dataclass(frozen=True)
class Shop:
    """One issuer: its outlets, and somebody of every role."""

    issuer: str
    outlet: str
    other_outlet: str
    operator: Actor
    teller: Actor
    supervisor: Actor
    reviewer: Actor
    auditor: Actor
    kiosk: Actor
    program: Actor


@dataclass(frozen=True)
class Town:
    harbor: Shop
    campus: Shop


def ask(by: Actor = OPERATOR, request_id: str = "", now=NOW) -> dict[str, Any]:
    """Who asks, when, and with a request of its own unless one is named."""
    return {"by": by, "now": now, "request_id": request_id or f"r-{next(_requests)}"}


def city_card(edition: int = 1, **more: Any) -> CardProduct:
    """Money in one purse, ten years, numbers with a check digit, a PIN of six digits.

    It can be reported lost for a week or for good, and frozen by its holder.
    """
    tables = {
        "number": {"prefix": "3104", "digits": 16, "check": "luhn"},
        "activation": {"steps": ["possession", "pin"], "expires": "7 days"},
        "pin": {"digits": 6, "tries": 3, "remind": "1 year"},
        "validity": {"lasts": "10 years"},
        "loss": LOSS,
        "freeze": {"holder": ["all", "spending"], "alone": "30 days"},
    }
    wanted = {name: table for name, table in (tables | more).items() if table is not None}
    return product(edition, **wanted)


def open_town() -> Town:
    return Town(*(open_shop(issuer) for issuer in ISSUERS))


def open_shop(issuer: str) -> Shop:
    open_issuer(
        code=issuer,
        name=Text(f"{issuer} company", "公司"),
        kind=IssuerKind.TRANSIT,
        hotline="400 800 1234",
        zone="Asia/Shanghai",
        seal="港",
        **ask(),
    )
    open_book(code=issuer, zone="Asia/Shanghai", **ask())
    sell(issuer, city_card())
    outlets = [open_place(issuer, code) for code in ("center", "north")]
    return Shop(issuer, *outlets, *(staff(issuer, role, outlets[0]) for role in ROLES), *(
        machine(issuer, outlets[0]), program(issuer),
    ))  # fmt: skip


ROLES = (Role.OPERATOR, Role.TELLER, Role.SUPERVISOR, Role.REVIEWER, Role.AUDITOR)


def open_place(issuer: str, code: str) -> str:
    return open_outlet(
        issuer=issuer,
        code=code,
        name=Text(code, "网点"),
        address=Text("1 Quay Road", "码头路 1 号"),
        hours=Hours.parse({"mon": "08:30-17:00"}),
        **ask(),
    ).id


def sell(issuer: str, card: CardProduct, on=TODAY) -> None:
    """Have an edition in force from a day on."""
    actions.propose_edition(issuer=issuer, product=card, effective_on=on, **ask(LIN))
    actions.approve_edition(issuer=issuer, product=card.code, edition=card.edition, **ask(WANG))


def staff(issuer: str, role: Role, outlet: str) -> Actor:
    """An operator works for all outlets, everybody else at one."""
    at = "" if role is Role.OPERATOR else outlet
    login = ids.show("login", ids.new_id())
    rights = rights_of([role])
    return Actor(ActorKind.STAFF, login, Channel.COUNTER, issuer, at, rights)


def machine(issuer: str, outlet: str) -> Actor:
    return Actor(
        ActorKind.DEVICE, ids.show("dev", ids.new_id()), Channel.KIOSK, issuer, outlet, frozenset()
    )


def program(issuer: str) -> Actor:
    rights = frozenset({"cards.view", "errands.serve"})
    return Actor(ActorKind.API_KEY, ids.show("key", ids.new_id()), Channel.API, issuer, "", rights)


def without(by: Actor, right: str) -> Actor:
    """The same person without one right."""
    return replace(by, rights=by.rights - {right})


def only(by: Actor, *rights: str) -> Actor:
    return replace(by, rights=frozenset(rights))


def holder(by: Actor, name: str = "林晚", **more: str) -> Actor:
    """Somebody known to the issuer of whom registers him."""
    id_ = register_holder(name=name, language="en", **more, **ask(by))
    return Actor(ActorKind.HOLDER, id_, Channel.WEB)


def make(shop: Shop, many: int = 5) -> str:
    """A batch; its public id."""
    batch = actions.make_batch(issuer=shop.issuer, product="city", count=many, **ask(shop.operator))
    return batch.id


def stocked(shop: Shop, many: int = 5) -> list[CardView]:
    """Cards in the stock of the outlet."""
    batch = make(shop, many)
    delivery = actions.send_cards(batch=batch, outlet=shop.outlet, **ask(shop.operator))
    actions.count_delivery(delivery=delivery.id, counted=many, **ask(shop.teller))
    return sorted(queries.cards(shop.teller, batch=batch, limit=many), key=lambda card: card.number)


def handed_out(shop: Shop, to: Actor | None = None) -> CardView:
    """One card in somebody's hands, not activated yet."""
    [card] = stocked(shop, 1)
    return actions.hand_out(card=card.id, holder=to.id if to else "", **ask(shop.teller))


def active(shop: Shop, of: Actor) -> CardView:
    """One card in use."""
    return actions.activate_card(card=handed_out(shop).id, **ask(of))


def printed(shop: Shop, card: CardView) -> SheetRow:
    """What is printed on a card."""
    rows = actions.print_sheet(batch=card.batch, **ask(shop.operator))
    return next(row for row in rows if row.number == card.number)


def state_of(card: CardView) -> State:
    return queries.card(card.id, OPERATOR).state


LATER = NOW + timedelta(hours=1)
