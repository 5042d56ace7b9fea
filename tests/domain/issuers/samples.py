"""Issuers and outlets to open, and people to open them."""

from datetime import datetime
from typing import Any

from yika.domain.issuers.actions import open_issuer, open_outlet
from yika.domain.issuers.queries import IssuerView, OutletView
from yika.domain.issuers.rules import Hours, IssuerKind, Text
from yika.kit.actor import Actor, ActorKind, Channel

OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)
WEEKDAYS = Hours.read("mon-fri 08:30-17:00; sat 09:00-12:00")


def manager(issuer: str = "harbor", *, right: str = "outlets.manage") -> Actor:
    """Somebody of an issuer with one right."""
    rights = frozenset({right})
    login = "login_01kaf0000000000000000000ma"
    return Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer=issuer, rights=rights)


def harbor(now: datetime, **other: Any) -> IssuerView:
    given: dict[str, Any] = {
        "code": "harbor",
        "name": Text("Harbor Transit", "江港交通"),
        "kind": IssuerKind.TRANSIT,
        "hotline": "027-8765 4321",
        "zone": "Asia/Shanghai",
        "seal": "江",
        "by": OPERATOR,
        "request_id": f"open-{other.get('code', 'harbor')}",
    }
    return open_issuer(**given | other, now=now)


def pier(now: datetime, **other: Any) -> OutletView:
    given: dict[str, Any] = {
        "issuer": "harbor",
        "code": "pier-one",
        "name": Text("Pier One", "一号码头"),
        "address": Text("1 Quay Road", "码头路 1 号"),
        "phone": "027-8765 0001",
        "hours": WEEKDAYS,
        "by": OPERATOR,
        "request_id": f"open-{other.get('code', 'pier-one')}",
    }
    return open_outlet(**given | other, now=now)
