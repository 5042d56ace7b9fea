"""`yika keys …`"""

import json
from pathlib import Path

import pytest
from django.test import override_settings

from tests.site.cli.conftest import Yika
from yika.kit.keyring import Keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "keyring.toml"
    Keyring.generate().save(made)
    return made


def test_rotating_makes_a_new_key_and_says_when_the_old_one_may_go(yika: Yika, file: Path) -> None:
    with override_settings(YIKA_KEYRING_FILE=file):
        rotated = yika("keys", "rotate", "--json")
    assert rotated.code == 0
    assert json.loads(rotated.out)["version"] == 2
    assert json.loads(rotated.out)["no_longer_needed"] == [1]
    assert "no backup is kept" in rotated.err
    assert Keyring.load(file).current("wrap")[0] == 2


def test_the_keys_are_shown_without_themselves(yika: Yika, file: Path) -> None:
    with override_settings(YIKA_KEYRING_FILE=file):
        shown = yika("keys", "show", "--json")
    assert {row["purpose"] for row in json.loads(shown.out)} == {"wrap", "index", "seal"}
    for _version, key in [Keyring.load(file).current("wrap")]:
        assert key.hex() not in shown.out


def test_a_keyring_that_is_not_there_is_told(yika: Yika, tmp_path: Path) -> None:
    with override_settings(YIKA_KEYRING_FILE=tmp_path / "none.toml"):
        outcome = yika("keys", "rotate")
    assert outcome.code == 1
    assert "none.toml" in outcome.err


def test_a_damaged_keyring_is_told_with_its_place(yika: Yika, file: Path) -> None:
    file.write_text('[wrap]\ncurrent = 1\n1 = "short"\n', encoding="utf-8")
    with override_settings(YIKA_KEYRING_FILE=file):
        outcome = yika("keys", "show")
    assert outcome.code == 2
    assert str(file) in outcome.err
    assert "Traceback" not in outcome.err
