"""Keys for the tests of people, and time for them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from yika.kit.keyring import Keyring

# A machine that does other things beside is no stopwatch.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture
def keyring_file(tmp_path: Path, settings: Any) -> Path:
    """A fresh keyring of this test's own, in use until its end."""
    path = tmp_path / "keyring.toml"
    Keyring.generate().save(path)
    settings.YIKA_KEYRING_FILE = path
    return path
