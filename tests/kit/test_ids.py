"""Ids: in the order they were made, whatever the clock does, and readable in one way only."""

import os
import re
import threading
from collections.abc import Iterable
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit import ids
from yika.kit.ids import IdSource

MILLISECOND = 1_000_000


def source_with(times: Iterable[int]) -> IdSource:
    """A source whose clock says these milliseconds, one after another."""
    turns = iter(times)
    return IdSource(lambda: next(turns) * MILLISECOND)


def millisecond_of(uuid: UUID) -> int:
    return uuid.int >> 80


def test_an_id_is_a_version_7_uuid_of_its_millisecond() -> None:
    uuid = source_with([1_700_000_000_123]).next()
    assert (uuid.version, uuid.variant) == (7, RFC_4122)
    assert millisecond_of(uuid) == 1_700_000_000_123


def test_ids_of_the_clock_on_the_wall_are_alike() -> None:
    assert ids.new_id().version == 7
    assert ids.new_id() < ids.new_id()


@given(st.lists(st.integers(0, 2**48 - 2), min_size=1, max_size=50))
def test_ids_grow_however_the_clock_jumps(times: list[int]) -> None:
    source = source_with(times)
    made = [source.next() for _ in times]
    assert made == sorted(set(made))
    assert all(uuid.version == 7 and uuid.variant == RFC_4122 for uuid in made)


@given(st.lists(st.tuples(st.integers(0, 2**48 - 2), st.integers(1, 9)), min_size=1, max_size=20))
def test_many_ids_at_once_are_like_one_after_the_other(asked: list[tuple[int, int]]) -> None:
    source = source_with(time for time, _ in asked)
    made = [uuid for _, count in asked for uuid in source.some(count)]
    assert len(made) == sum(count for _, count in asked)
    assert made == sorted(set(made))
    assert all(uuid.version == 7 and uuid.variant == RFC_4122 for uuid in made)


def test_new_ids_are_larger_than_those_before() -> None:
    one, many, other = ids.new_id(), ids.new_ids(100), ids.new_id()
    assert one < many[0] < many[-1] < other


def test_many_ids_that_run_out_of_counts_borrow_from_the_next_millisecond() -> None:
    source = source_with([1000, 1000])
    first = source.next()
    source._counter = 2**42 - 2
    made = source.some(5)
    assert first < made[0]
    assert {millisecond_of(uuid) for uuid in made} == {1001}


def test_a_clock_that_steps_back_is_not_followed() -> None:
    source = source_with([2000, 1000, 1000, 2001])
    assert [millisecond_of(source.next()) for _ in range(4)] == [2000, 2000, 2000, 2001]


def test_a_millisecond_that_runs_out_of_counts_borrows_from_the_next() -> None:
    source = source_with([1000, 1000, 1000])
    first = source.next()
    source._counter = 2**42 - 1
    second, third = source.next(), source.next()
    assert first < second < third
    assert [millisecond_of(uuid) for uuid in (first, second, third)] == [1000, 1001, 1001]


def test_many_in_one_millisecond_are_all_different_and_in_order() -> None:
    source = IdSource(lambda: MILLISECOND)
    made = [source.next() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_threads_never_get_the_same_id_and_each_sees_its_own_grow() -> None:
    source = IdSource(lambda: MILLISECOND)
    lots: list[list[UUID]] = [[] for _ in range(4)]

    def fill(lot: list[UUID]) -> None:
        lot.extend(source.next() for _ in range(3000))

    threads = [threading.Thread(target=fill, args=[lot]) for lot in lots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(lot == sorted(lot) for lot in lots)
    assert len({uuid for lot in lots for uuid in lot}) == 12_000


def test_a_forked_process_goes_its_own_way() -> None:
    source = IdSource(lambda: MILLISECOND)
    before = source.next()
    source._lock.acquire()
    source.part_from_parent()
    after = source.next()
    assert before < after
    assert millisecond_of(after) == millisecond_of(before) + 1


@given(st.uuids())
def test_reading_gives_back_what_was_shown(uuid: UUID) -> None:
    text = ids.show("card", uuid)
    assert ids.read("card", text) == uuid
    assert len(text) == len("card_") + 26
    assert text == text.lower()


@given(st.lists(st.uuids(), min_size=2, max_size=5))
def test_shown_ids_sort_like_the_ids(some: list[UUID]) -> None:
    assert [
        ids.read("evt", text) for text in sorted(ids.show("evt", one) for one in some)
    ] == sorted(some)


def test_the_letters_are_those_of_crockford() -> None:
    assert ids.show("card", UUID(int=0)) == "card_" + "0" * 26
    assert ids.show("card", UUID(int=2**128 - 1)) == "card_7" + "z" * 25


SHOWN = ids.show("card", UUID("018f3f2e-7b4a-7c3d-8e5f-0123456789ab"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SHOWN.replace("card", "evt"), "expected card_ and 26 letters"),
        (SHOWN.removeprefix("card_"), "expected card_ and 26 letters"),
        ("", "expected card_ and 26 letters"),
        (SHOWN[:-1], "expected card_ and 26 letters"),
        (SHOWN + "0", "expected card_ and 26 letters"),
        (SHOWN + "\n", "expected card_ and 26 letters"),
        (SHOWN.upper(), "expected card_ and 26 letters"),
        (SHOWN[:-1] + "B", "has 'B'"),
        (SHOWN[:-1] + "o", "has 'o'"),
        (SHOWN[:-1] + "u", "has 'u'"),
        (SHOWN[:-1] + "１", "has '１'"),
        (SHOWN[:-1] + "-", "has '-'"),
        ("card_8" + "0" * 25, "expected 0 to 7"),
    ],
)
def test_only_what_was_shown_is_read(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        ids.read("card", text)


@pytest.mark.parametrize("prefix", ["", "c", "Card", "card_", "card2", "卡卡", "x" * 17])
def test_a_prefix_is_a_few_small_letters(prefix: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        ids.show(prefix, UUID(int=1))


@given(st.uuids())
def test_a_request_id_that_is_a_uuid_stays_itself(uuid: UUID) -> None:
    assert ids.request_key(str(uuid)) == uuid
    assert ids.request_key(str(uuid).upper()) == uuid


@given(st.text(min_size=1).filter(lambda text: len(text) != 36))
def test_any_other_request_id_becomes_the_same_version_8_uuid_every_time(text: str) -> None:
    key = ids.request_key(text)
    assert key == ids.request_key(text)
    assert (key.version, key.variant) == (8, RFC_4122)


def test_other_ways_to_write_a_uuid_are_texts_of_their_own() -> None:
    plain = UUID("018f3f2e-7b4a-7c3d-8e5f-0123456789ab")
    for text in (plain.hex, f"{{{plain}}}", plain.urn, f" {plain}"):
        assert ids.request_key(text).version == 8


def test_a_request_id_never_changes_its_key() -> None:
    assert str(ids.request_key("order-1")) == "0bafe221-56d2-898c-943b-86040446d366"


@pytest.mark.parametrize("text", ["", "\ud800"])
def test_a_request_id_without_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"empty text|surrogates"):
        ids.request_key(text)


def test_a_real_fork_does_not_repeat_the_parent() -> None:
    ids.new_id()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, ids.new_id().bytes)
        os._exit(0)
    os.waitpid(child, 0)
    from_child = UUID(bytes=os.read(reader, 16))
    os.close(reader)
    os.close(writer)
    assert from_child != ids.new_id()
