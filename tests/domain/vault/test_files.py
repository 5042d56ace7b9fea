"""Sealed files: opened at their own place only, destroyed for good, nothing left of a crash."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from yika.domain.vault import queries
from yika.domain.vault.actions import (
    destroy_file,
    keep_file_until,
    rewrap,
    seal_file,
    sweep_files,
)
from yika.domain.vault.models import SealedFile
from yika.domain.vault.rules.files import STRAY_AFTER, FileDestroyed, folders_of_the_hour
from yika.kit.envelope import OVERHEAD, Unreadable, place
from yika.kit.errors import NotFound, Unavailable
from yika.kit.keyring import KeyMissing, Keyring, Ring

pytestmark = pytest.mark.django_db
PLAIN = b"a picture of a fictional person" * 100
WHERE = place("rivertown", "identity.Evidence", "evi_1", "picture")
ELSEWHERE = place("rivertown", "identity.Evidence", "evi_2", "picture")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.YIKA_FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def on_disk(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def row_of(file: str) -> SealedFile:
    return SealedFile.objects.get(pk=queries.file_key(file))


def a_whole_day(now: datetime) -> Iterator[datetime]:
    return (now + STRAY_AFTER + timedelta(days=1, hours=hour) for hour in range(24))


def and_roll_back(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def make_old(path: Path, now: datetime) -> None:
    os.utime(path, (now.timestamp(), now.timestamp()))


def test_what_was_sealed_is_opened_again(now: datetime, folder: Path) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)

    assert file.startswith("file_")
    assert queries.open_file(file, WHERE) == PLAIN
    [path] = on_disk(folder)
    assert b"fictional" not in path.read_bytes()
    assert path.parent.name == row_of(file).pk.hex[-2:]


def test_only_the_installation_may_read_the_file(now: datetime, folder: Path) -> None:
    seal_file(PLAIN, where=WHERE, now=now)

    [path] = on_disk(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_at_all_can_be_sealed_and_opened(now: datetime) -> None:
    assert queries.open_file(seal_file(b"", where=WHERE, now=now), WHERE) == b""


def test_it_does_not_open_at_another_place(now: datetime) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)

    with pytest.raises(Unreadable):
        queries.open_file(file, ELSEWHERE)


@pytest.mark.parametrize("where", ["", "a|b|c", "a|b|c|", "a|b|c|d|e"])
def test_a_place_has_four_parts_or_is_refused(where: str, now: datetime) -> None:
    with pytest.raises(ValueError, match="expected issuer"):
        seal_file(PLAIN, where=where, now=now)


def test_contents_that_changed_places_are_noticed(now: datetime, folder: Path) -> None:
    first = seal_file(b"one", where=WHERE, now=now)
    seal_file(b"two", where=WHERE, now=now)
    one, two = on_disk(folder)
    kept = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(kept)

    with pytest.raises(Unreadable):
        queries.open_file(first, WHERE)


def test_rows_that_took_all_of_another_row_are_noticed(now: datetime, folder: Path) -> None:
    first, second = (seal_file(text, where=WHERE, now=now) for text in (b"one", b"two"))
    taken = row_of(second)
    stolen = {"data_key": taken.data_key, "nonce": taken.nonce, "sha256": taken.sha256}
    SealedFile.objects.filter(pk=row_of(first).pk).update(**stolen)
    path = {path.name: path for path in on_disk(folder)}
    path[row_of(first).pk.hex].write_bytes(path[taken.pk.hex].read_bytes())

    with pytest.raises(Unreadable):
        queries.open_file(first, WHERE)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"x" + b[1:]])
def test_an_altered_file_does_not_open(spoil: Any, now: datetime, folder: Path) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    [path] = on_disk(folder)
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(Unreadable):
        queries.open_file(file, WHERE)


def test_a_file_that_is_not_there_is_out_of_reach_not_altered(now: datetime, folder: Path) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    on_disk(folder)[0].unlink()

    with pytest.raises(Unavailable):
        queries.open_file(file, WHERE)


@pytest.mark.parametrize(
    "name", ["", "file_1", "evi_" + "0" * 26, "file_01m7yysy4qem2bpp4dkdd38yf1"]
)
def test_an_unknown_file_is_not_found(name: str, now: datetime) -> None:
    with pytest.raises(NotFound):
        queries.open_file(name, WHERE)
    with pytest.raises(NotFound):
        destroy_file(name, now=now)


def test_its_key_is_counted_and_wrapped_anew(now: datetime, keyring_file: Path) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    queries.keyring().with_new("wrap").save(keyring_file)

    assert rewrap().rewrapped == 1
    counted = [one for one in queries.wrap_counts() if one.model == "vault.SealedFile"]
    assert [(one.version, one.rows) for one in counted] == [(2, 1)]
    assert queries.open_file(file, WHERE) == PLAIN


def test_without_its_key_version_it_does_not_open(now: datetime, keyring_file: Path) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    newer = queries.keyring().with_new("wrap")
    version, key = newer.current("wrap")
    keyring_file.unlink()
    Keyring({**newer.rings, "wrap": Ring(version, {version: key})}).save(keyring_file)

    with pytest.raises(KeyMissing):
        queries.open_file(file, WHERE)


def test_a_key_column_has_room_for_a_wrapped_key(now: datetime) -> None:
    row = row_of(seal_file(PLAIN, where=WHERE, now=now))

    assert len(row.data_key) == OVERHEAD + 32 <= (row._meta.get_field("data_key").max_length or 0)


def test_a_destroyed_file_is_gone_and_says_so(
    now: datetime, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    copy = on_disk(folder)[0].read_bytes()

    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_file(file, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert not destroy_file(file, now=now + timedelta(days=1))

    assert on_disk(folder) == []
    with pytest.raises(FileDestroyed):
        queries.open_file(file, WHERE)
    facts = queries.file_facts(file)
    assert (facts.purged_at, facts.size) == (now, len(copy))
    assert row_of(file).data_key == b""


def test_the_file_outlives_a_destruction_that_is_rolled_back(now: datetime) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)

    and_roll_back(lambda: destroy_file(file, now=now))

    assert queries.open_file(file, WHERE) == PLAIN


def test_a_crash_after_the_key_went_leaves_a_file_that_is_swept(
    now: datetime, folder: Path
) -> None:
    file = seal_file(PLAIN, where=WHERE, now=now)
    destroy_file(file, now=now)  # the transaction of this test never commits
    [path] = on_disk(folder)
    make_old(path, now)

    for moment in a_whole_day(now):
        sweep_files(now=moment)

    assert on_disk(folder) == []
    assert queries.file_facts(file).purged_at == now


def test_a_file_whose_row_was_never_committed_is_swept_and_others_stay(
    now: datetime, folder: Path
) -> None:
    and_roll_back(lambda: seal_file(b"lost", where=WHERE, now=now))
    kept = [seal_file(PLAIN, where=WHERE, now=now) for _ in range(5)]
    assert len(on_disk(folder)) == 6
    for path in on_disk(folder):
        make_old(path, now)

    for moment in a_whole_day(now):
        sweep_files(now=moment)

    assert len(on_disk(folder)) == 5
    assert all(queries.open_file(file, WHERE) == PLAIN for file in kept)


def test_a_file_that_is_being_sealed_is_never_swept(now: datetime, folder: Path) -> None:
    seal_file(PLAIN, where=WHERE, now=now)
    and_roll_back(lambda: seal_file(b"still open", where=WHERE, now=now))
    for path in on_disk(folder):
        make_old(path, now)

    for hour in range(24):
        sweep_files(now=now + timedelta(hours=hour))

    assert len(on_disk(folder)) == 2


def test_beside_a_database_that_knows_no_file_none_is_swept(now: datetime, folder: Path) -> None:
    and_roll_back(lambda: seal_file(b"of another database", where=WHERE, now=now))
    make_old(on_disk(folder)[0], now)

    for moment in a_whole_day(now):
        sweep_files(now=moment)

    assert len(on_disk(folder)) == 1


def test_what_nobody_of_us_put_there_is_swept_too(now: datetime, folder: Path) -> None:
    seal_file(PLAIN, where=WHERE, now=now)
    stranger = folder / "aa" / "half-written.part"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"")
    make_old(stranger, now)

    for moment in a_whole_day(now):
        sweep_files(now=moment)

    assert not stranger.exists()


def test_every_folder_has_its_hour() -> None:
    hours = [datetime(2026, 1, 1, hour) for hour in range(24)]  # noqa: DTZ001
    folders = [folder for hour in hours for folder in folders_of_the_hour(hour)]

    assert sorted(folders) == [f"{number:02x}" for number in range(256)]


def test_a_disk_that_takes_nothing_leaves_no_row(
    now: datetime, settings: Any, folder: Path
) -> None:
    folder.parent.joinpath("taken").write_text("a file where a folder should be")
    settings.YIKA_FILES_DIR = folder.parent / "taken"

    with pytest.raises(Unavailable):
        seal_file(PLAIN, where=WHERE, now=now)

    assert not SealedFile.objects.exists()


def test_files_past_their_need_are_named_until_they_are_destroyed(now: datetime) -> None:
    day = timedelta(days=1)
    late, due = (
        seal_file(PLAIN, where=WHERE, now=now, purge_after=now + wait) for wait in (2 * day, day)
    )
    seal_file(PLAIN, where=WHERE, now=now)

    def past(moment: datetime) -> list[str]:
        return [one.id for one in queries.files_past_need("identity.Evidence", now=moment)]

    assert past(now) == []
    assert past(now + 2 * day) == [due, late]
    keep_file_until(late, purge_after=None)
    destroy_file(due, now=now)
    assert past(now + 2 * day) == []
    with pytest.raises(FileDestroyed):
        keep_file_until(due, purge_after=now)


def test_all_files_of_a_place_are_found(now: datetime) -> None:
    first, second = (seal_file(PLAIN, where=WHERE, now=now) for _ in range(2))
    seal_file(PLAIN, where=ELSEWHERE, now=now)

    assert [one.id for one in queries.files_of(WHERE)] == [first, second]


def test_no_plain_content_reaches_the_database(now: datetime) -> None:
    seal_file(PLAIN, where=WHERE, now=now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_sealedfile")
        assert all(b"fictional" not in bytes(str(row), "utf-8") for row in cursor.fetchall())
