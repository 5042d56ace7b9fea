"""Sheets of cards: on paper in both languages where the machine can write them, and as a table."""

import csv
import io
import re
from functools import partial

import pytest
import segno

from yika.connectors.printer import fonts
from yika.connectors.printer.paper import Paper, dark_runs
from yika.connectors.printer.sheets import Sheets
from yika.domain.cards.provider import Sheet, SheetForm
from yika.domain.cards.rules import SheetRow
from yika.domain.issuers.rules import Text
from yika.products.load import catalogue

CHINESE = fonts.chinese()
READABLE = partial(Paper, compress=False)
PLAIN = partial(READABLE, font=None)


def rows(many):
    return [
        SheetRow(
            piece=piece,
            number=f"31047800000000{piece:05}",
            qr=f"https://cards.example.org/q/{piece:026}",
            code=f"K7QD{piece:04}",
        )
        for piece in range(1, many + 1)
    ]


def sheet(many=12, **more):
    known = {
        "batch": "bat_01m7y1m876ekwtenvk64qsz9jp",
        "issuer": Text("Rivertown Transit", "江城通"),
        "hotline": "400 800 1234",
        "product": catalogue()["transit-adult"].name,
        "rows": rows(many),
    }
    return Sheet(**known | more)


def draw(form, many=12, paper=PLAIN, **more):
    return Sheets(paper).draw(sheet(many, **more), form)


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def written(pdf):
    """The Latin texts on an uncompressed page, in the order they were drawn."""
    return [text.decode("latin-1") for text in re.findall(rb"\((.*?)\) Tj", pdf)]


def test_every_card_has_its_number_and_code_on_its_back():
    texts = written(draw(SheetForm.BACKS))

    for row in rows(12):
        assert f"{row.number[:4]} {row.number[4:8]}" in " ".join(texts)
        assert texts.count(f"{row.code[:4]}-{row.code[4:]}") == 1
    assert texts.count("400 800 1234") == 12


@pytest.mark.parametrize(("many", "sides"), [(1, 1), (10, 1), (11, 2), (25, 3)])
def test_ten_backs_fill_a_page(many, sides):
    assert pages(draw(SheetForm.BACKS, many)) == sides


def test_the_list_has_the_numbers_and_never_the_codes():
    texts = written(draw(SheetForm.LIST, 40))

    assert sum(text.startswith("3104 7800") for text in texts) == 40
    assert not any("K7QD" in text for text in texts)
    assert pages(draw(SheetForm.LIST, 40)) == 2


def test_without_a_font_for_it_chinese_is_left_out_and_english_stays():
    texts = written(draw(SheetForm.BACKS, 1))

    assert "Adult transit card" in texts
    assert "Rivertown Transit" in texts


@pytest.mark.skipif(CHINESE is None, reason="this machine has no font for Chinese")
def test_with_a_font_both_languages_are_written():
    both = draw(SheetForm.BACKS, 1, paper=partial(READABLE, font=CHINESE))
    mixed = draw(
        SheetForm.LIST,
        1,
        paper=partial(READABLE, font=CHINESE),
        product=catalogue()["mobile-esim"].name,
    )

    assert b"/Type0" in both
    assert "Adult transit card" in written(both)
    assert any(text.strip() == "eSIM" for text in written(mixed))


@pytest.mark.parametrize("number", ["70000013", "898672" + "0" * 14, "1" * 24])
def test_short_and_long_numbers_stay_on_the_card(number):
    [row] = rows(1)
    long = SheetRow(piece=1, number=number, qr=row.qr, code=row.code)
    pdf = draw(SheetForm.BACKS, rows=[long])

    sizes = [float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", pdf)]
    assert min(sizes) > 3.5


def test_the_table_is_read_back_as_it_was():
    made = draw(SheetForm.TABLE)

    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == 13
    lines = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert list(lines[0]) == ["piece", "number", "code", "qr"]
    assert lines[4] == {
        "piece": "5",
        "number": "3104780000000000005",
        "code": "K7QD-0005",
        "qr": "https://cards.example.org/q/" + "0" * 25 + "5",
    }


def test_dark_runs_are_the_dark_modules_and_nothing_else():
    matrix = segno.make("https://cards.example.org/q/abc", error="m", micro=False).matrix

    for row in matrix:
        drawn = [0] * len(row)
        for start, length in dark_runs(row):
            drawn[start : start + length] = [1] * length
        assert drawn == [int(bool(module)) for module in row]


def test_the_smallest_known_font_is_taken(tmp_path):
    (tmp_path / "noto").mkdir()
    large = tmp_path / "noto" / "NotoSansCJK-Regular.ttc"
    small = tmp_path / "DroidSansFallbackFull.ttf"
    assert fonts.find([tmp_path, tmp_path / "nowhere"]) is None

    large.touch()
    assert fonts.find([tmp_path]) == (large, 2)
    small.touch()
    assert fonts.find([tmp_path]) == (small, 0)
