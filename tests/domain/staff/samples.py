"""People who work for an issuer, and some who do not."""

from tests.domain.issuers.samples import OPERATOR
from yika.domain.staff.rules import Role, rights_of
from yika.kit.actor import Actor, ActorKind, Channel

__all__ = ["LIN", "OPERATOR", "WANG", "ZHOU", "staff"]

LIN = "login_01kaf0000000000000000000aa"
WANG = "login_01kaf0000000000000000000bb"
ZHOU = "login_01kaf0000000000000000000cc"


def staff(login: str, *roles: Role, issuer: str = "harbor") -> Actor:
    """Somebody with these roles, as he comes in at the door."""
    rights = rights_of(roles)
    return Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer=issuer, rights=rights)
