"""A town with two issuers, opened once for each file of tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.cards.town import Town, open_town


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield open_town()
        transaction.set_rollback(True)


@pytest.fixture
def town(opened: Town, db: None) -> Town:
    """Each test begins with it as it was opened."""
    return opened
