"""Records come out of a file as they went in, from any of its records on."""

import csv
import io
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reading.files import Look
from yika.domain.imports.rules.reading.records import (
    BREAKS_MAX,
    BYTES_MAX,
    Record,
    Records,
    first_line,
)


def records(raw: bytes, *, encoding: str = "utf-8", delimiter: str = ",") -> list[Record]:
    return list(Records([raw], encoding=encoding, delimiter=delimiter))


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    raw = b'number,name\r\n1,"Lin\nWan"\r\n\r\n,\r\n2,"Zhou ""Z"" Yi"\n3,x'

    assert records(raw) == [
        Record(1, ["number", "name"]),
        Record(2, ["1", "Lin\nWan"]),
        Record(6, ["2", 'Zhou "Z" Yi']),
        Record(7, ["3", "x"]),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert records("\ufeff卡号\n1\n".encode()) == [Record(1, ["卡号"]), Record(2, ["1"])]


def test_semicolons_and_tabs_separate_too() -> None:
    assert records(b"1;a,b\n", delimiter=";") == [Record(1, ["1", "a,b"])]
    assert records(b"1\ta,b\n", delimiter="\t") == [Record(1, ["1", "a,b"])]


def test_marks_that_do_not_fit_spoil_their_line_only() -> None:
    raw = b'1,a\n2,"b"c\n3,d\n'

    assert records(raw) == [Record(1, ["1", "a"]), Record(2, None), Record(3, ["3", "d"])]


@pytest.mark.parametrize("end", [b"", b"\n" + b"3,d\n" * 10, b"\n" + b"3,d\n" * BREAKS_MAX])
def test_marks_that_are_never_closed_refuse_the_file_from_their_line_on(end: bytes) -> None:
    raw = b'1,a\n2,"b\n' + end

    if end:
        with pytest.raises(refusals.QuotesNotClosed) as refused:
            records(raw)
        assert refused.value.facts == {"line": 2}
    else:
        assert records(raw)[-1] == Record(2, None)  # the last line: nothing is behind it


@pytest.mark.parametrize("raw", [b"1," + b"a" * BYTES_MAX, b'1,"' + b"a\n" * (BYTES_MAX // 2)])
def test_a_huge_line_is_refused_before_it_is_held_whole(raw: bytes) -> None:
    with pytest.raises((refusals.LineTooLong, refusals.QuotesNotClosed)) as refused:
        records(b"number\n" + raw)

    assert refused.value.facts["line"] == 2


CELLS = st.text(st.characters(exclude_characters="\r\0\ufeff", codec="gb18030"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=12)


@given(
    rows=ROWS,
    encoding=st.sampled_from(["utf-8", "gb18030"]),
    delimiter=st.sampled_from(",;\t"),
    piece=st.integers(1, 50),
    stop=st.integers(0, 12),
)
def test_reading_goes_on_at_any_record_as_if_it_had_never_stopped(
    rows: list[list[str]], encoding: str, delimiter: str, piece: int, stop: int
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    raw = text.getvalue().encode(encoding)

    def reading(offset: int, line: int) -> Records:
        rest = raw[offset:]
        pieces = (rest[at : at + piece] for at in range(0, len(rest), piece))
        return Records(pieces, encoding=encoding, delimiter=delimiter, offset=offset, line=line)

    whole = list(reading(0, 1))
    first = reading(0, 1)
    read = list(islice(first, stop))
    rest = list(reading(first.offset, first.line))

    assert read + rest == whole
    assert [record.cells for record in whole] == [row for row in rows if any(map(str.strip, row))]


def test_the_first_line_names_the_columns() -> None:
    look = Look(100, 3, "", "gb18030")

    assert first_line("卡号,状态\r\n1,x\r\n".encode("gbk"), look) == "卡号,状态\r"


@pytest.mark.parametrize("raw", [b"number", b"number\n", b"number\r\n\r\n  \n"])
def test_a_file_of_nothing_but_its_first_line_is_refused(raw: bytes) -> None:
    with pytest.raises(refusals.OnlyHeader):
        first_line(raw, Look(len(raw), 1, "", "utf-8"))


def test_a_first_line_without_end_is_refused() -> None:
    with pytest.raises(refusals.LineTooLong):
        first_line(b"a" * 100_000, Look(100_000, 0, "", "utf-8"))
