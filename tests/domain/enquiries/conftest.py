"""Two issuers, people who answer at one of them, and a holder."""

import pytest

from tests.domain.issuers.samples import OPERATOR, harbor
from tests.domain.people.folks import NOW, fresh, himself, proven, registered
from yika.domain.people import actions as people
from yika.domain.staff.rules import Role, rights_of
from yika.kit.actor import Actor, ActorKind, Channel


def employed(role: Role, handle: str, issuer: str = "harbor") -> Actor:
    standing = people.employ(
        handle=handle,
        password="correct horse battery staple 9",
        issuer=issuer,
        role=role,
        by=OPERATOR,
        now=NOW,
        request_id=fresh(),
    )
    rights = rights_of([role])
    return Actor(ActorKind.STAFF, standing.login, Channel.CONSOLE, issuer=issuer, rights=rights)


@pytest.fixture
def houses(db: None) -> None:
    harbor(NOW)
    harbor(NOW, code="rivertown")


@pytest.fixture
def teller(houses: None) -> Actor:
    return employed(Role.TELLER, "mei.teller")


@pytest.fixture
def supervisor(houses: None) -> Actor:
    return employed(Role.SUPERVISOR, "su.supervisor")


@pytest.fixture
def stranger(houses: None) -> Actor:
    return employed(Role.SUPERVISOR, "far.away", issuer="rivertown")


@pytest.fixture
def holder(houses: None) -> Actor:
    person = registered()
    proven(person)
    return himself(person)
