"""A small city to test the faces in, built by the product's own actions and nothing else.

city = story.city()                         two issuers, staff of every role, machines, cards
city.transit.cards[0].number                handed out, ready to be activated
story.come_in(client, city.transit.staff[Role.TELLER])      signed in at counter and console
story.come_in(client, story.holder("13800000001"))          signed in as a holder
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from tests.domain.identity.verifying import desk
from yika.channels.common.visitors import HOLDER_COOKIE, MACHINE_COOKIE, STAFF_COOKIE
from yika.domain.cards import actions as cards
from yika.domain.cards.queries import find_card
from yika.domain.cards.rules import SheetRow
from yika.domain.identity import actions as identity
from yika.domain.issuers.actions import change_outlet, open_issuer, open_outlet
from yika.domain.issuers.rules import Hours, IssuerKind, Service, Text
from yika.domain.journal.actions import deliver_parcel
from yika.domain.ledger.actions import open_book
from yika.domain.machines import actions as machines
from yika.domain.machines.rules import MachineKind
from yika.domain.outlets.actions import offer_service
from yika.domain.outlets.rules import Offer
from yika.domain.people import actions as people
from yika.domain.people import queries, rules
from yika.domain.people.rules import Purpose, totp
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products.load import catalogue

PASSWORD = "correct horse battery staple 9"
OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)
OPEN_DAILY = Hours.parse(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:30-17:30"))
ADDRESS = "127.0.0.1"
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Person:
    """Somebody with a token in his pocket."""

    actor: Actor
    token: str
    handle: str = ""
    secret: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Shop:
    """An issuer with all that belongs to it."""

    code: str
    outlet: str
    staff: Mapping[Role, Person]
    machines: Mapping[MachineKind, Person]
    key: Person
    batch: str
    cards: tuple[SheetRow, ...]
    card_ids: tuple[str, ...]
    stock: tuple[SheetRow, ...]


@dataclass(frozen=True)
class City:
    transit: Shop
    campus: Shop


def moment() -> datetime:
    """Pages ask the clock, so the story plays now."""
    return datetime.now(UTC)


def day_of(at: datetime) -> date:
    """The day on which it is, where the issuers are."""
    return at.astimezone(ZONE).date()


def in_an_hour(lasts: timedelta) -> datetime:
    """A full minute a little more than an hour from now, by the clock of the issuers; tomorrow's
    first where what `lasts` so long would lie over midnight, when every outlet is closed.
    """
    begins = (moment() + timedelta(minutes=65)).astimezone(ZONE).replace(second=0, microsecond=0)
    midnight = begins.replace(hour=0, minute=0) + timedelta(days=1)
    return midnight if begins + lasts >= midnight else begins


def asking(by: Actor = OPERATOR, now: datetime | None = None) -> dict[str, Any]:
    """Who asks, when, and with a request of its own."""
    return {"by": by, "now": now or moment(), "request_id": str(ids.new_id())}


def city(count: int = 10) -> City:
    """Two issuers that know nothing of each other, each with so many cards; most handed out."""
    return City(
        transit=shop("rivertown-transit", "Rivertown Transit", "江城通", "transit-adult", count),
        campus=shop(
            "south-lake-university", "South Lake University", "南湖大学", "campus-student", count
        ),
    )


def shop(code: str, en: str, zh: str, product: str, count: int) -> Shop:
    """An issuer: books, an outlet, a product, people, machines, a batch of cards."""
    now = moment()
    open_issuer(
        code=code,
        name=Text(en, zh),
        kind=IssuerKind.TRANSIT,
        hotline="400 800 1234",
        zone=ZONE.key,
        seal=zh[0],
        **asking(),
    )
    open_book(code=code, zone=ZONE.key, **asking())
    outlet = open_outlet(
        issuer=code,
        code="center",
        name=Text(f"{en}, center", f"{zh}中心网点"),
        address=Text("1 River Road", "江边路 1 号"),
        hours=OPEN_DAILY,
        services=list(Service),
        step_free=True,
        position="30.5931, 114.3055",
        **asking(),
    ).id
    staff = {role: employ(code, role, outlet) for role in Role}
    sell(code, product, staff, now)
    batch, handed, ready, stocked = stock(code, product, outlet, staff, count)
    return Shop(
        code=code,
        outlet=outlet,
        staff=staff,
        machines={kind: pair(code, kind, outlet) for kind in MachineKind},
        key=key(code),
        batch=batch,
        cards=handed,
        card_ids=ready,
        stock=stocked,
    )


def receive(shop: Shop) -> None:
    """Open day and night, and for some things by appointment, every five minutes from now on."""
    change_outlet(outlet=shop.outlet, hours=Hours.read("mon-sun 00:00-24:00"), **asking())
    for service in (Service.LOSS, Service.REPLACEMENT):
        offer = Offer(
            outlet=shop.outlet,
            issuer=shop.code,
            service=service,
            minutes=5,
            places=3,
            bookable=True,
            days_ahead=3,
            notice=0,
        )
        offer_service(offer=offer, **asking())


def sell(issuer: str, product: str, staff: Mapping[Role, Person], now: datetime) -> None:
    """An edition in force, proposed by one and approved by another."""
    proposer, approver = staff[Role.OPERATOR].actor, staff[Role.SUPERVISOR].actor
    policy = catalogue()[product]
    today = (now + timedelta(hours=8)).date()
    cards.propose_edition(issuer=issuer, product=policy, effective_on=today, **asking(proposer))
    cards.approve_edition(
        issuer=issuer, product=product, edition=policy.edition, **asking(approver)
    )


def employ(issuer: str, role: Role, outlet: str) -> Person:
    """A member of staff who has come in with a second factor, at the counter."""
    handle = f"{issuer[:12].strip('-')}.{role.value}"
    people.employ(
        handle=handle, password=PASSWORD, issuer=issuer, role=role, outlet=outlet, **asking()
    )
    door = rules.visitor(Channel.COUNTER)
    pending = people.staff_sign_in(
        handle=handle, password=PASSWORD, device="test", address=ADDRESS, **asking(door)
    )
    secret = people.enroll_totp(token=pending.token, installation="Yika", now=moment()).secret
    enrolled = people.confirm_totp(token=pending.token, code=code_of(secret), **asking(door))
    token = enrolled.signed_in.token
    who = queries.who(token, now=moment())
    assert who
    return Person(who.actor(Channel.COUNTER), token, handle=handle, secret=secret)


def code_of(secret: str) -> str:
    """What the authenticator app shows now."""
    return totp.code_of(totp.read(secret.replace(" ", "")), totp.step_at(moment()))


def stock(
    issuer: str, product: str, outlet: str, staff: Mapping[Role, Person], count: int
) -> tuple[str, tuple[SheetRow, ...], tuple[str, ...], tuple[SheetRow, ...]]:
    """Cards that were made, sent and counted; all but four handed out, the rest in stock."""
    operator, teller = staff[Role.OPERATOR].actor, staff[Role.TELLER].actor
    batch = cards.make_batch(issuer=issuer, product=product, count=count, **asking(operator)).id
    delivery = cards.send_cards(batch=batch, outlet=outlet, **asking(operator)).id
    cards.count_delivery(delivery=delivery, counted=count, **asking(teller))
    rows = cards.print_sheet(batch=batch, **asking(operator))
    found = [find_card(row.number, by=teller).id for row in rows]
    for card in found[:-4]:
        cards.hand_out(card=card, **asking(teller))
    return batch, tuple(rows[:-4]), tuple(found), tuple(rows[-4:])


def pair(issuer: str, kind: MachineKind, outlet: str) -> Person:
    """A machine with its token."""
    added = machines.add_machine(
        issuer=issuer, outlet=outlet, kind=kind, name=f"{kind.value} 1", **asking()
    )
    code = machines.issue_pairing_code(machine=added.id, **asking()).code
    paired = machines.pair_machine(
        code=code, address=ADDRESS, now=moment(), request_id=str(ids.new_id())
    )
    return Person(paired.machine.actor(), paired.token)


def key(issuer: str, *scopes: str) -> Person:
    """A program with a key that may do what a program may."""
    wanted = scopes or ("cards.view", "errands.serve", "errands.view")
    made = machines.make_key(issuer=issuer, name="partner", scopes=wanted, **asking())
    return Person(made.key.actor(), made.plain)


def holder(phone: str = "13800000001") -> Person:
    """Somebody who has signed in on the web with a code."""
    door = rules.visitor(Channel.WEB)
    proof = people.send_code(
        purpose=Purpose.SIGN_IN, contact=phone, address=ADDRESS, language="en", **asking(door)
    )
    signed_in = people.sign_in_with_code(
        proof=proof.id, code=sent_code(), device="test", address=ADDRESS, **asking(door)
    )
    actor = Actor(ActorKind.HOLDER, signed_in.holder, Channel.WEB)
    return Person(actor, signed_in.token, phone=phone)


def prove(shop: Shop, person: Person, serial: int = 1) -> str:
    """Somebody is seen at the counter with a document of this serial; answers the verification."""
    rule = {"level": 2, "face": "staff", "decide": "counter", "front_only": ["resident-id"]}
    by, teller = asking(person.actor), shop.staff[Role.TELLER].actor
    found = identity.begin_verification(
        holder=person.actor.id,
        issuer=shop.code,
        product="city",
        edition=1,
        real_name=desk.policy(**rule),
        document="resident-id",
        **by,
    ).id
    about = {"verification": found}
    identity.add_picture(**about, side="front", content=desk.picture(serial), **asking(teller))
    card = desk.card(serial, name=desk.NAMES[serial % len(desk.NAMES)])
    identity.give_fields(**about, fields=card, **asking(teller))
    identity.submit_verification(**about, witness=desk.SEEN, **asking(teller))
    return found


class Pocket:
    """A phone that keeps what arrives."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def send(self, *, reference: str, payload: Mapping[str, Any]) -> None:  # noqa: ARG002
        self.texts.append(str(payload["text"]))


def arrived() -> list[str]:
    """Everything that waits in the outbox, delivered as the worker would."""
    pocket = Pocket()
    for kind in ("sms", "email"):
        while deliver_parcel(kind=kind, way=pocket, clock=moment, chance=lambda: 0.5):
            pass
    return pocket.texts


def sent_code() -> str:
    """The newest code that was sent."""
    codes = [found[0] for text in arrived() if (found := re.search(r"\b[0-9]{6}\b", text))]
    return codes[-1]


def come_in(client: Client, person: Person) -> Client:
    """The browser of this person, or of this machine."""
    cookie = {ActorKind.STAFF: STAFF_COOKIE, ActorKind.DEVICE: MACHINE_COOKIE}
    client.cookies[cookie.get(person.actor.kind, HOLDER_COOKIE)] = person.token
    return client
