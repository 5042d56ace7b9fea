"""Builds the houses of the demo: issuers with books, outlets, staff, machines, products on sale."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.actions import open_issuer, open_outlet
from yika.domain.issuers.rules import Hours
from yika.domain.ledger.actions import open_book
from yika.domain.machines import actions as machines
from yika.domain.machines.rules import MachineKind
from yika.domain.people import actions as people
from yika.domain.people import rules as people_rules
from yika.domain.people.queries import find_login_id
from yika.domain.people.rules import totp
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products.load import catalogue
from yika.site.demo import cast

OPERATOR = Actor(ActorKind.SYSTEM, "demo", Channel.COMMAND_LINE)
HOURS = Hours.parse(
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:30-12:00 13:00-17:30")
    | {"sat": "09:00-16:00"}
)
STEP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class House:
    """An issuer with the people who act for it, and the ids of its outlets."""

    code: str
    staff: Mapping[Role, Actor]
    outlets: tuple[str, ...]

    @property
    def teller(self) -> Actor:
        return self.staff[Role.TELLER]

    @property
    def operator(self) -> Actor:
        return self.staff[Role.OPERATOR]


def build(code: str, *, now: datetime) -> House:
    """One issuer with all it needs to sell its cards. What is there already stays as it is."""
    about = cast.ISSUERS[code]
    request = f"demo:issuer:{code}"
    open_issuer(
        code=code,
        name=about.name,
        kind=about.kind,
        hotline=about.hotline,
        zone=cast.ZONE,
        seal=about.seal,
        by=OPERATOR,
        now=now,
        request_id=request,
    )
    open_book(code=code, zone=cast.ZONE, by=OPERATOR, now=now, request_id=f"demo:book:{code}")
    outlets = tuple(_outlet(code, place, now) for place in range(len(about.outlets)))
    staff = {role: _employ(code, role, outlets[0], now) for role in cast.roles(code)}
    house = House(code, staff, outlets)
    for product in about.products:
        _sell(house, product, now)
    return house


def add_machines(house: House, *, now: datetime) -> list[dict[str, str]]:
    """A kiosk at each outlet."""
    added = []
    for place, outlet in enumerate(house.outlets, start=1):
        machine = machines.add_machine(
            issuer=house.code,
            outlet=outlet,
            kind=MachineKind.KIOSK,
            name=f"K{place}",
            by=OPERATOR,
            now=now,
            request_id=f"demo:kiosk:{outlet}",
        )
        shown = issuers.outlet(outlet).name
        added.append({"name": f"{shown.zh_hans} · {machine.name}", "id": machine.id})
    return added


def _outlet(issuer: str, place: int, now: datetime) -> str:
    about = cast.ISSUERS[issuer].outlets[place]
    there = (one.id for one in issuers.outlets(issuer) if one.code == about.code)
    if known := next(there, ""):
        return known  # it may say more of itself by now
    return open_outlet(
        issuer=issuer,
        code=about.code,
        name=about.name,
        address=about.address,
        phone=cast.ISSUERS[issuer].hotline,
        hours=HOURS,
        by=OPERATOR,
        now=now,
        request_id=f"demo:outlet:{issuer}:{about.code}",
    ).id


def _employ(issuer: str, role: Role, outlet: str, now: datetime) -> Actor:
    """Somebody with a login and a role, and with the authenticator app set up."""
    handle = cast.handle(issuer, role)
    if find_login_id(handle) is None:
        people.employ(
            handle=handle,
            password=cast.PASSWORD,
            issuer=issuer,
            role=role,
            outlet=outlet,
            by=OPERATOR,
            now=now,
            request_id=f"demo:login:{handle}",
        )
        # The others set up theirs at their first sign-in, as everybody does.
        secret = _set_up_app(handle, now) if issuer == cast.BUSIEST else ""
        _note(handle, issuer, role, secret)
    login = ids.show("login", find_login_id(handle) or ids.new_id())
    rights = standing(login)
    assert rights
    return Actor(
        ActorKind.STAFF,
        login,
        Channel.CONSOLE,
        issuer=issuer,
        outlet=rights.outlet or "",
        rights=frozenset(map(str, rights.rights)),
    )


def _set_up_app(handle: str, now: datetime) -> str:
    """The first sign-in of a colleague; answers the secret that his app keeps."""
    door = people_rules.visitor(Channel.CONSOLE)
    pending = people.staff_sign_in(
        handle=handle,
        password=cast.PASSWORD,
        device="demo",
        address="127.0.0.1",
        by=door,
        now=now,
        request_id=f"demo:sign-in:{handle}",
    )
    secret = people.enroll_totp(token=pending.token, installation="Yika", now=now).secret
    enrolled = people.confirm_totp(
        token=pending.token,
        code=totp.code_of(totp.read(secret), totp.step_at(now)),
        by=door,
        now=now,
        request_id=f"demo:app:{handle}",
    )
    people.sign_out(token=enrolled.signed_in.token, now=now + STEP, request_id=f"demo:out:{handle}")
    return secret


def _note(handle: str, issuer: str, role: Role, secret: str) -> None:
    """Keep a login for the desk of the demo."""
    row = {
        "handle": handle,
        "role": role.value,
        "issuer": cast.ISSUERS[issuer].name.zh_hans,
        "secret": secret,
    }
    keep("logins.json", [*kept("logins.json"), row])


def _sell(house: House, code: str, now: datetime) -> None:
    """One issuer begins to sell one kind of card: proposed by one person, approved by another."""
    product = catalogue()[code]
    propose_edition(
        issuer=house.code,
        product=product,
        effective_on=cast.day(now),
        by=house.operator,
        now=now,
        request_id=f"demo:propose:{house.code}:{code}",
    )
    approve_edition(
        issuer=house.code,
        product=code,
        edition=product.edition,
        by=house.staff[Role.SUPERVISOR],
        now=now,
        request_id=f"demo:approve:{house.code}:{code}",
    )


def keep(name: str, rows: list[dict[str, str]]) -> None:
    """Leave something for the desk of the demo."""
    file = settings.YIKA_HOME / "demo" / name
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def kept(name: str) -> list[dict[str, str]]:
    """What was left for the desk of the demo."""
    file = settings.YIKA_HOME / "demo" / name
    if not file.exists():
        return []
    found: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
