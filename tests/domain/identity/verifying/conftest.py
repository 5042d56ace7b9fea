"""An issuer with people who review, a teller, and a holder they know."""

import pytest

from tests.domain.enquiries.conftest import employed
from tests.domain.issuers.samples import harbor
from tests.domain.people.folks import NOW, himself, proven, registered
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor, ActorKind, Channel


@pytest.fixture
def houses(db: None) -> None:
    harbor(NOW)
    harbor(NOW, code="rivertown")


@pytest.fixture
def teller(houses: None) -> Actor:
    by = employed(Role.TELLER, "mei.teller")
    return Actor(ActorKind.STAFF, by.id, Channel.COUNTER, issuer=by.issuer, rights=by.rights)


@pytest.fixture
def reviewer(houses: None) -> Actor:
    return employed(Role.REVIEWER, "rui.reviewer")


@pytest.fixture
def other(houses: None) -> Actor:
    return employed(Role.SUPERVISOR, "su.supervisor")


@pytest.fixture
def stranger(houses: None) -> Actor:
    return employed(Role.REVIEWER, "far.away", issuer="rivertown")


@pytest.fixture
def holder(houses: None) -> Actor:
    person = registered()
    proven(person)
    return himself(person)


@pytest.fixture
def neighbor(houses: None) -> Actor:
    return himself(registered(name="周一"))


@pytest.fixture
def operator(houses: None) -> Actor:
    return employed(Role.OPERATOR, "ou.operator")
