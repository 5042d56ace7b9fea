"""Which files are text, in which encoding, and how it is told when they are not."""

import codecs
import io

import pytest

from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reading.files import PIECE, Look, Scan, cut

CHINESE = "卡号,姓名\r\n310478000000001,张三\r\n"


def look(raw: bytes, *, piece: int = PIECE) -> Look:
    pieces = [raw[start : start + piece] for start in range(0, len(raw), piece)]
    scan = Scan()
    for each in pieces:
        scan.feed(each)
    return scan.found(lambda: pieces)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"number\r\n310478\r\n", "utf-8"),
        (CHINESE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CHINESE.encode(), "utf-8"),
        (CHINESE.encode("gbk"), "gb18030"),
        ("卡号,姓名\r\n1,𠮷野\r\n".encode("gb18030"), "gb18030"),
    ],
)
@pytest.mark.parametrize("piece", [1, 2, 3, 7, PIECE])
def test_the_encoding_is_found_wherever_the_file_is_cut(
    raw: bytes, encoding: str, piece: int
) -> None:
    found = look(raw, piece=piece)

    assert (found.encoding, found.size, found.breaks) == (encoding, len(raw), 2)


def test_one_late_byte_of_gbk_decides_for_the_whole_file() -> None:
    raw = b"number,name\n" + b"310478,Lin\n" * 50_000 + "310478,张三\n".encode("gbk")

    assert look(raw).encoding == "gb18030"


@pytest.mark.parametrize("piece", [1, 5, PIECE])
def test_damaged_utf_8_is_not_taken_for_gbk_and_its_byte_is_named(piece: int) -> None:
    raw = CHINESE.encode() + b"310478,\xe5\xbc\n"

    with pytest.raises(refusals.NotText) as refused:
        look(raw, piece=piece)

    assert refused.value.facts == {"byte": len(raw) - 2, "line": 3, "value": "0xE5"}


def test_a_file_that_says_it_is_utf_8_is_held_to_it() -> None:
    with pytest.raises(refusals.NotText) as refused:
        look(codecs.BOM_UTF8 + "姓名\n".encode("gbk"))

    assert refused.value.facts["byte"] == 4


def test_a_file_in_neither_encoding_is_refused_at_the_later_of_the_two_bytes() -> None:
    raw = b"number,name\n1,\xd5\xc5\xc8\xfd\n2,\xff\n"

    with pytest.raises(refusals.NotText) as refused:
        look(raw)

    assert refused.value.facts == {"byte": 22, "line": 3, "value": "0xFF"}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_null_byte_is_no_text(encoding: str) -> None:
    raw = "卡号\n1\n2\0\n".encode(encoding)

    with pytest.raises(refusals.NotText) as refused:
        look(raw)

    assert (refused.value.facts["line"], refused.value.facts["value"]) == (3, "0x00")


def test_text_of_two_bytes_a_letter_without_a_mark_is_no_text() -> None:
    with pytest.raises(refusals.NotText):
        look("number\n1\n".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "ZIP / XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "XLS"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7", "PDF"),
        ("number\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_people_take_for_csv_is_named(start: bytes, kind: str) -> None:
    with pytest.raises(refusals.NotCsv) as refused:
        look(start + b"\0" * 100)

    assert refused.value.facts == {"kind": kind}


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(refusals.FileEmpty):
        look(b"")


def test_a_file_that_is_too_large_is_refused_before_all_of_it_has_come() -> None:
    scan = Scan(size_max=2 * PIECE)
    scan.feed(b"a" * PIECE)
    scan.feed(b"a" * PIECE)

    with pytest.raises(refusals.FileTooLarge):
        scan.feed(b"a")


def test_a_file_is_cut_into_pieces_of_one_size_however_it_comes() -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 300_001))

    raw = bytes(range(256)) * (PIECE // 100)
    pieces = list(cut(Trickle(raw)))

    assert b"".join(pieces) == raw
    assert {len(piece) for piece in pieces[:-1]} == {PIECE}
