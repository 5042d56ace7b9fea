"""The small city with something of everything in it, and the browsers of its staff."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from tests.channels.console.scene import Browser, Scene, set_scene
from yika.domain.staff.rules import Role


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Two issuers, the first with something to look at on every page."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield set_scene(story.city())
        transaction.set_rollback(True)


@pytest.fixture
def shop(scene: Scene, db: None) -> story.Shop:
    return scene.city.transit


@pytest.fixture
def operator(shop: story.Shop) -> Browser:
    return Browser(shop.staff[Role.OPERATOR])


@pytest.fixture
def supervisor(shop: story.Shop) -> Browser:
    return Browser(shop.staff[Role.SUPERVISOR])
