"""A town that sold cards without asking for names, and does ask since."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.campaigns.drive import REAL_NAME
from tests.domain.cards.samples import TODAY
from tests.domain.cards.town import Shop, city_card, open_town, sell


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    with django_db_blocker.unblock(), transaction.atomic():
        town = open_town()
        asking = city_card(edition=2, **{"real-name": REAL_NAME})
        sell("harbor", asking, on=TODAY + timedelta(days=1))
        yield town.harbor
        transaction.set_rollback(True)


@pytest.fixture
def shop(opened: Shop, db: None) -> Shop:
    """Each test begins with it as it was opened."""
    return opened
