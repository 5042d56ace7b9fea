"""What every test stands on: a home of its own with fresh keys, a fixed moment, an actor."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from yika.domain.cards.queries import forget_products
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.keyring import Keyring


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the keys or files of the installation it runs on."""
    folder = tmp_path_factory.mktemp("home")
    keyring_file = folder / "keyring.toml"
    Keyring.generate().save(keyring_file)
    with override_settings(
        YIKA_HOME=folder,
        YIKA_KEYRING_FILE=keyring_file,
        YIKA_FILES_DIR=folder / "files",
        YIKA_SEAL_COPY_FILE=None,
        PASSWORD_HASHERS=["tests.hashers.QuickScrypt"],
    ):
        yield folder


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No test meets a product that one before it sold under the same name."""
    forget_products()


@pytest.fixture
def now() -> datetime:
    """A Friday at noon in China."""
    return datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.fixture
def clerk() -> Actor:
    """Somebody at a counter."""
    return Actor(ActorKind.STAFF, "login_01kaf0000000000000000000cl", Channel.COUNTER)
