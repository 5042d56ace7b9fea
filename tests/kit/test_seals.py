"""Keyed hashes: every part counts, and no two different records are written alike."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit import seals

KEY = bytes(range(32))
FACTS = {"stream": "journal", "number": 3, "count": 2, "previous": b"p" * 32, "macs": [b"a", b"b"]}

facts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_the_hash_of_a_row_depends_on_key_and_content() -> None:
    mac = seals.row_mac(KEY, b"content")
    assert len(mac) == seals.MAC_BYTES
    assert mac == seals.row_mac(KEY, b"content")
    assert mac != seals.row_mac(KEY, b"Content")
    assert mac != seals.row_mac(bytes(32), b"content")


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "ledger"},
        {"number": 4},
        {"count": 3},
        {"previous": b"q" * 32},
        {"macs": [b"b", b"a"]},
        {"macs": [b"ab"]},
        {"macs": [b"a", b"b", b""]},
        {"macs": [b"a"]},
        {"more": b"x"},
        {"number": 32, "count": ""},
    ],
)
def test_the_hash_of_a_chain_depends_on_every_part(change: dict[str, Any]) -> None:
    assert seals.chain_mac(KEY, **FACTS) != seals.chain_mac(KEY, **FACTS | change)


def test_the_hash_of_a_chain_reads_its_rows_once() -> None:
    assert seals.chain_mac(KEY, **FACTS) == seals.chain_mac(
        KEY, **FACTS | {"macs": iter([b"a", b"b"])}
    )


def test_a_row_is_never_taken_for_a_chain() -> None:
    empty = {"stream": "", "number": 0, "count": 0, "previous": b"", "macs": []}
    assert seals.chain_mac(KEY, **empty) != seals.row_mac(KEY, b"")


@given(st.dictionaries(st.text(), facts, max_size=4), st.dictionaries(st.text(), facts, max_size=4))
def test_different_facts_are_written_differently(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert (seals.canonical(one) == seals.canonical(other)) == (tagged(one) == tagged(other))


def tagged(value: object) -> object:
    """The value with its types, since Python holds True and 1 to be the same."""
    match value:
        case dict():
            return {key: tagged(inner) for key, inner in value.items()}
        case list():
            return [tagged(inner) for inner in value]
    return (type(value), value)


def test_the_order_of_keys_does_not_count() -> None:
    assert seals.canonical({"b": 1, "a": "卡"}) == seals.canonical({"a": "卡", "b": 1})
    assert seals.canonical({"b": 1, "a": "卡"}) == '{"a":"卡","b":1}'.encode()


def test_numbers_texts_and_truths_differ() -> None:
    written = [seals.canonical({"a": value}) for value in (1, "1", True, "true", None, "null", [1])]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(
    "wrong",
    [
        {"a": 1.0},
        {"a": [float("nan")]},
        {1: "a"},
        {"a": {None: 1}},
        {"a": b"bytes"},
        {"a": {1, 2}},
        {"a": object()},
        {"a": "\ud800"},
    ],
)
def test_what_databases_do_not_give_back_alike_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"expected|surrogates"):
        seals.canonical(wrong)
