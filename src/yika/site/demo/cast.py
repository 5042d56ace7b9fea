"""Who plays in the demo, read from `cast.toml`, and how its people are named and reached."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.staff.rules import Role

PASSWORD = "only-for-the-demo"  # noqa: S105
ZONE = "Asia/Shanghai"
EVERYWHERE = (Role.TELLER, Role.SUPERVISOR, Role.REVIEWER, Role.OPERATOR)
BUSIEST = "rivertown-transit"  # which also has somebody who audits


def day(at: datetime) -> date:
    """The day on which it is where the fictional issuers are."""
    return at.astimezone(ZoneInfo(ZONE)).date()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place where a fictional issuer receives people."""

    code: str
    name: Text
    address: Text


@dataclass(frozen=True, slots=True)
class Issuer:
    """A fictional issuer. `short` begins the names its staff sign in with."""

    short: str
    name: Text
    kind: IssuerKind
    hotline: str
    seal: str
    products: tuple[str, ...]
    outlets: tuple[Outlet, ...]


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["en"], written["zh-hans"])


def _issuer(written: Mapping[str, Any]) -> Issuer:
    return Issuer(
        short=written["short"],
        name=_text(written["name"]),
        kind=IssuerKind(written["kind"]),
        hotline=written["hotline"],
        seal=written["seal"],
        products=tuple(written["products"]),
        outlets=tuple(
            Outlet(one["code"], _text(one["name"]), _text(one["address"]))
            for one in written["outlets"]
        ),
    )


_WRITTEN = tomllib.loads(Path(__file__).with_name("cast.toml").read_text(encoding="utf-8"))
ISSUERS = {code: _issuer(written) for code, written in _WRITTEN["issuers"].items()}


def names(seed: str) -> Iterator[str]:
    """Names of people who do not exist, always the same ones in the same order."""
    chance = Random(seed)  # noqa: S311  a play, no secret
    while True:
        yield chance.choice(_WRITTEN["family"]) + chance.choice(_WRITTEN["given"])


def phone(number: int) -> str:
    """A mobile number of the demo."""
    return f"1390000{number:04d}"


def handle(issuer: str, role: Role) -> str:
    """What a member of staff signs in with."""
    return f"{ISSUERS[issuer].short}.{role.value}"


def roles(issuer: str) -> tuple[Role, ...]:
    """Whom an issuer employs."""
    return tuple(Role) if issuer == BUSIEST else EVERYWHERE
