"""Columns packed for PostgreSQL read back as what they were."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.adapt import Transformer
from psycopg.pq import Format

from yika.domain.ledger.posting.stores.arrays import (
    Bigints,
    Blobs,
    Booleans,
    Ints,
    Packed,
    Smallints,
    Texts,
)


def whole(bits: int) -> st.SearchStrategy[int]:
    return st.integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
COLUMNS: list[tuple[type[Packed], st.SearchStrategy[Any]]] = [
    (Bigints, whole(64)),
    (Ints, whole(32)),
    (Smallints, whole(16)),
    (Booleans, st.booleans()),
    (Blobs, st.binary()),
    (Texts, texts),
]


def read_back(column: Packed) -> Any:
    """By psycopg's own reader of binary arrays."""
    transformer = Transformer.from_context(None)
    transformer.set_loader_types([column.array_oid], Format.BINARY)
    return transformer.load_sequence([column.data])[0]


@pytest.mark.parametrize(("kind", "values"), COLUMNS, ids=lambda part: str(part)[:40])
def test_a_packed_column_reads_back_as_it_was(
    kind: type[Packed], values: st.SearchStrategy[Any]
) -> None:
    @given(st.lists(values | st.none(), min_size=1, max_size=20))
    def check(column: list[Any]) -> None:
        assert read_back(kind(column)) == column

    check()


def test_every_kind_of_column_is_tried() -> None:
    assert {kind for kind, _ in COLUMNS} == set(Packed.__subclasses__())
