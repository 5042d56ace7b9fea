"""An issuer whose people go out, as it was before the first visit."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.visits.drive import House, open_house


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield open_house()
        transaction.set_rollback(True)


@pytest.fixture
def house(opened: House, db: None) -> House:
    """Each test begins with it as it was opened."""
    return opened
