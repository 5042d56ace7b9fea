"""Tables and keys for the tests of the vault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import modify_settings

from tests.domain.vault.shelf.models import Drawer, Leaf, Page
from yika.kit.keyring import Keyring

MODELS = (Page, Leaf, Drawer)


@pytest.fixture(scope="module")
def shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test-only tables, there for one module of tests and gone afterwards."""
    with modify_settings(INSTALLED_APPS={"append": "tests.domain.vault.shelf"}):
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        yield
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            for model in MODELS:
                editor.delete_model(model)


@pytest.fixture
def keyring_file(tmp_path: Path, settings: Any) -> Path:
    """A fresh keyring of this test's own, in use until its end."""
    path = tmp_path / "keyring.toml"
    Keyring.generate().save(path)
    settings.YIKA_KEYRING_FILE = path
    return path
