"""Two issuers, a holder known to one of them, and the people of both."""

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.folks import NOW, himself, registered, staff
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor


@pytest.fixture
def houses(db: None) -> None:
    harbor(NOW)
    harbor(NOW, code="rivertown")


@pytest.fixture
def holder(houses: None) -> Actor:
    return himself(registered())


@pytest.fixture
def teller() -> Actor:
    return staff(Role.TELLER)


@pytest.fixture
def supervisor() -> Actor:
    return staff(Role.SUPERVISOR, number=2)


@pytest.fixture
def second() -> Actor:
    return staff(Role.SUPERVISOR, number=3)


@pytest.fixture
def stranger() -> Actor:
    return staff(Role.SUPERVISOR, issuer="rivertown", number=4)
