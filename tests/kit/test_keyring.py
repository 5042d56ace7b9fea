"""The keyring file: private, whole, and never poorer than it was."""

import os
import stat
import threading
from pathlib import Path

import pytest

from yika.kit.errors import Invalid, Unavailable
from yika.kit.keyring import PURPOSES, KeyMissing, Keyring, Purpose


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring.toml"


@pytest.fixture
def saved(path: Path) -> Keyring:
    keyring = Keyring.generate()
    keyring.save(path)
    return keyring


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def faults_of(path: Path) -> str:
    with pytest.raises(Invalid) as refused:
        Keyring.load(path)
    return str(refused.value)


def test_a_keyring_is_read_as_it_was_saved(path: Path, saved: Keyring) -> None:
    assert Keyring.load(path) == saved
    for purpose in PURPOSES:
        version, key = saved.current(purpose)
        assert (version, len(key)) == (1, 32)
        assert saved.key(purpose, 1) == key


def test_every_key_is_another_one(saved: Keyring) -> None:
    assert len({saved.current(purpose)[1] for purpose in PURPOSES}) == len(PURPOSES)


def test_a_new_key_becomes_current_and_the_old_one_stays(path: Path, saved: Keyring) -> None:
    rotated = saved.with_new("wrap")
    rotated.save(path)
    again = Keyring.load(path)
    assert again.current("wrap")[0] == 2
    assert again.key("wrap", 1) == saved.key("wrap", 1)
    assert again.current("seal") == saved.current("seal")
    assert again.versions("wrap") == [2, 1]
    assert saved.versions("wrap") == [1]


def test_a_key_that_is_not_there_is_named(saved: Keyring) -> None:
    with pytest.raises(KeyMissing, match="key 7 for seal is not in the keyring") as missing:
        saved.key("seal", 7)
    assert isinstance(missing.value, Unavailable)
    assert missing.value.permanent


def test_the_file_is_for_its_owner_only_from_the_first_moment(path: Path, saved: Keyring) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keyring.toml"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o700 | 0o001])
def test_a_file_others_can_reach_is_refused_with_the_way_out(
    path: Path, saved: Keyring, mode: int
) -> None:
    path.chmod(mode)
    assert f"chmod 600 {path}" in faults_of(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_secret_that_root_mounted_for_us_may_be_readable(path: Path, saved: Keyring) -> None:
    os.chown(path, 12345, 12345)
    path.chmod(0o644)
    assert Keyring.load(path) == saved


def test_keys_are_never_shown(saved: Keyring) -> None:
    for purpose in PURPOSES:
        key = saved.current(purpose)[1]
        assert key.hex() not in repr(saved)
        assert repr(key) not in repr(saved)


def test_a_file_that_is_not_there_is_said_to_be_missing(path: Path) -> None:
    with pytest.raises(Unavailable, match="there is no keyring at"):
        Keyring.load(path)


def test_a_folder_is_no_keyring(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        Keyring.load(tmp_path)


def test_saving_never_drops_a_key(path: Path, saved: Keyring) -> None:
    with pytest.raises(Invalid, match=r"wrap\.1: expected the new keyring to keep this key"):
        Keyring.generate().save(path)
    assert Keyring.load(path) == saved


def test_of_two_rotations_at_once_one_is_refused(path: Path, saved: Keyring) -> None:
    outcomes: list[str] = []

    def rotate() -> None:
        try:
            saved.with_new("wrap").save(path)
            outcomes.append("saved")
        except Invalid:
            outcomes.append("refused")

    threads = [threading.Thread(target=rotate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "saved"]
    assert Keyring.load(path).versions("wrap") == [2, 1]


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(path: Path, saved: Keyring) -> None:
    path.unlink()
    path.mkdir()
    (path / "in-the-way").touch()
    with pytest.raises((OSError, Unavailable)):
        saved.save(path)
    assert [file.name for file in path.parent.iterdir()] == ["keyring.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.toml", tmp_path / "link.toml"
    link.symlink_to(target)
    keyring = Keyring.generate()
    keyring.save(link)
    assert link.is_symlink()
    assert Keyring.load(target) == keyring


A, B, C, D = ("a1" * 32, "b2" * 32, "c3" * 32, "d4" * 32)
GOOD = f"""
[wrap]
current = 1
1 = "{A}"
[index]
current = 1
1 = "{B}"
[seal]
current = 1
1 = "{C}"
"""


def test_a_file_written_by_hand_is_read(path: Path) -> None:
    write(path, GOOD)
    assert Keyring.load(path).current("seal") == (1, bytes.fromhex(C))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (GOOD, "no toml", "expected TOML"),
        (GOOD, "", "wrap: expected a table"),
        ("[seal]", "[seel]", "seel: expected no other tables"),
        ("[seal]", "[seel]", "seal: expected a table"),
        (B, B[:-2], "index.1: expected 64 small hexadecimal digits"),
        (B, B.upper(), "index.1: expected 64 small hexadecimal digits"),
        (B, "zz" * 32, "index.1: expected 64 small hexadecimal digits"),
        (f'"{B}"', "12", "index.1: expected 64 small hexadecimal digits"),
        (B, A, "index.1: expected a key of its own, not the one of wrap.1"),
        (f'1 = "{A}"', f'1 = "{A}"\n2 = "{A}"', "wrap.2: expected a key of its own"),
        (
            "[seal]\ncurrent = 1",
            "[seal]\ncurrent = 2",
            "seal.current: expected the number",
        ),
        ("[seal]\ncurrent = 1", "[seal]", "seal.current: expected the number"),
        ("[seal]\ncurrent = 1", '[seal]\ncurrent = "1"', "seal.current: expected the number"),
        ("[seal]\ncurrent = 1", "[seal]\ncurrent = true", "seal.current: expected the number"),
        (f'1 = "{A}"', f'1 = "{A}"\n0 = "{D}"', "wrap.0: expected a version from 1 to 32767"),
        (f'1 = "{A}"', f'1 = "{A}"\n99999 = "{D}"', "wrap.99999: expected a version"),
        (f'1 = "{A}"', f'1 = "{A}"\n01 = "{D}"', "wrap.01: expected a version"),
        (f'1 = "{A}"', f'1 = "{A}"\nnew = "{D}"', "wrap.new: expected a version"),
    ],
)
def test_a_wrong_file_is_refused_naming_the_key(path: Path, old: str, new: str, said: str) -> None:
    write(path, GOOD.replace(old, new))
    assert said in faults_of(path)


def test_all_faults_are_told_at_once(path: Path) -> None:
    write(path, GOOD.replace(A, "short").replace(B, C))
    assert len(faults_of(path).splitlines()) == 2


def test_a_file_that_is_no_text_is_refused(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    path.chmod(0o600)
    assert "expected TOML in UTF-8" in faults_of(path)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_fault_never_shows_a_key(path: Path, purpose: Purpose) -> None:
    write(path, GOOD.replace(B, A).replace("current = 1", "current = 5"))
    assert not any(key in faults_of(path) for key in (A, B, C))
