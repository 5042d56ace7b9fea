"""Re-wrapping: every older value once, whatever others write meanwhile, and whenever it stops."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.domain.vault.shelf.models import Drawer, fill_drawer, read_drawer
from yika.domain.vault import queries
from yika.domain.vault.actions import rewrap
from yika.domain.vault.actions.rewrap import NAMED_MAX, PAGE
from yika.kit import envelope
from yika.kit.keyring import Keyring, Ring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def versions() -> dict[int | None, int]:
    counts = [count for count in queries.wrap_counts() if count.model == "shelf.Drawer"]
    return {count.version: count.rows for count in counts}


def rotate(keyring_file: Path) -> None:
    queries.keyring().with_new("wrap").save(keyring_file)


def take_out_old_keys(keyring_file: Path) -> None:
    keyring = queries.keyring()
    version, key = keyring.current("wrap")
    keyring_file.unlink()
    Keyring({**keyring.rings, "wrap": Ring(version, {version: key})}).save(keyring_file)


def test_older_values_get_the_newest_key_and_keep_their_text(keyring_file: Path) -> None:
    drawers = [fill_drawer(f"secret {number}".encode()) for number in range(PAGE + 5)]
    rotate(keyring_file)
    newer = fill_drawer(b"newer")
    done: list[int] = []

    result = rewrap(progress=done.append)

    assert (result.rewrapped, result.overtaken, result.unreadable) == (PAGE + 5, 0, 0)
    assert done == [PAGE, 5]
    assert versions() == {2: PAGE + 6}
    take_out_old_keys(keyring_file)
    assert read_drawer(newer) == b"newer"
    assert read_drawer(drawers[-1]) == f"secret {PAGE + 4}".encode()


def test_a_second_run_finds_nothing_to_do(keyring_file: Path) -> None:
    fill_drawer(b"secret")
    assert rewrap().rewrapped == 0
    rotate(keyring_file)
    assert rewrap().rewrapped == 1
    before = Drawer.objects.get().secret
    assert rewrap().rewrapped == 0
    assert Drawer.objects.get().secret == before


def test_a_run_that_was_stopped_goes_on_where_it_was(keyring_file: Path) -> None:
    for number in range(2 * PAGE):
        fill_drawer(str(number).encode())
    rotate(keyring_file)

    class Stopped(Exception):
        pass

    def stop(_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        rewrap(progress=stop)
    assert versions() == {1: PAGE, 2: PAGE}
    assert rewrap().rewrapped == PAGE
    assert versions() == {2: 2 * PAGE}


def test_what_a_writer_changed_meanwhile_is_left_as_he_wrote_it(keyring_file: Path) -> None:
    first, second = fill_drawer(b"first"), fill_drawer(b"second")
    rotate(keyring_file)
    written = envelope.seal(queries.keyring(), b"changed", where=second.place)
    changed = []

    def write_meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and not changed:
            changed.append(True)
            Drawer.objects.filter(pk=second.pk).update(secret=written)
        return execute(sql, *rest)

    with connection.execute_wrapper(write_meanwhile):
        result = rewrap()
    assert (result.rewrapped, result.overtaken) == (1, 1)
    assert (read_drawer(first), read_drawer(second)) == (b"first", b"changed")
    assert Drawer.objects.get(pk=second.pk).secret == written


def test_a_value_destroyed_meanwhile_stays_destroyed(keyring_file: Path) -> None:
    drawer = fill_drawer(b"secret")
    rotate(keyring_file)

    def destroy_meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and not Drawer.objects.filter(secret=None).exists():
            with connection.cursor() as cursor:
                cursor.cursor.execute("UPDATE shelf_drawer SET secret = NULL")
        return execute(sql, *rest)

    with connection.execute_wrapper(destroy_meanwhile):
        assert rewrap().overtaken == 1
    drawer.refresh_from_db()
    assert drawer.secret is None


def test_empty_values_are_not_touched(keyring_file: Path) -> None:
    Drawer.objects.create(secret=None)
    Drawer.objects.create(secret=b"")
    rotate(keyring_file)
    result = rewrap()
    assert (result.rewrapped, result.unreadable) == (0, 0)


def test_unreadable_values_are_counted_and_named_and_do_not_stop_the_rest(
    keyring_file: Path,
) -> None:
    broken = [Drawer.objects.create(secret=b"no envelope") for _ in range(NAMED_MAX + 1)]
    stranger = Drawer.objects.create()
    stranger.secret = envelope.seal(Keyring.generate(), b"x", where=stranger.place)
    stranger.save()
    fill_drawer(b"good")
    rotate(keyring_file)

    result = rewrap()

    assert (result.rewrapped, result.unreadable) == (1, NAMED_MAX + 2)
    assert len(result.named) == NAMED_MAX
    assert f"shelf.Drawer {broken[0].pk} secret: it is not in the format" in result.named[0]


def test_a_value_whose_key_is_gone_is_named(keyring_file: Path) -> None:
    drawer = fill_drawer(b"x")
    rotate(keyring_file)
    take_out_old_keys(keyring_file)
    result = rewrap()
    assert result.named == [
        f"shelf.Drawer {drawer.pk} secret: key 1 for wrap is not in the keyring"
    ]
