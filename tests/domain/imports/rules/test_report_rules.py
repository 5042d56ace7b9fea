"""Totals, pace and the file of refused lines."""

import csv
import io
from datetime import timedelta

import pytest

from tests.domain.imports.samples import transit
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.pace import PAUSE, pace, progress
from yika.domain.imports.rules.refused_file import BOM, HEADINGS, harmless, written
from yika.domain.imports.rules.totals import Totals, check_totals
from yika.kit.errors import Invalid

SECOND = timedelta(seconds=1)


def test_totals_are_typed_as_a_count_and_a_sum_for_each_purse() -> None:
    typed = Totals.read("29", [("main", "362.5"), (" deposit", "580.00 ")], transit())

    assert typed == Totals(29, {"main": 36250, "deposit": 58000})
    assert typed.told(transit()) == "29 × transit-adult; deposit 580.00 CNY; main 362.50 CNY"


@pytest.mark.parametrize(
    ("count", "sums"),
    [("", []), ("-1", []), ("1.5", []), ("1", [("bonus", "1")]), ("1", [("main", "x")])],
)
def test_totals_that_make_no_sense_are_invalid(count: str, sums: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid):
        Totals.read(count, sums, transit())


FOUND = Totals(3, {"main": 1250, "deposit": 0})


@pytest.mark.parametrize(
    "typed",
    [
        Totals(2, {"main": 1250}),
        Totals(3, {"main": 1249}),
        Totals(3, {}),
        Totals(3, {"main": 1250, "deposit": 1}),
    ],
)
def test_a_file_that_holds_something_else_is_refused(typed: Totals) -> None:
    with pytest.raises(refusals.TotalsDiffer):
        check_totals(typed, FOUND, transit(), money=True)


def test_a_purse_that_holds_nothing_need_not_be_typed() -> None:
    check_totals(Totals(3, {"main": 1250}), FOUND, transit(), money=True)


def test_money_without_a_word_is_refused_even_if_it_adds_up_to_nothing() -> None:
    none = Totals(2, {"main": 0})

    check_totals(None, none, transit(), money=False)
    with pytest.raises(refusals.TotalsMissing):
        check_totals(None, none, transit(), money=True)


def test_the_time_left_follows_the_pace_and_the_percent_is_rounded_down() -> None:
    shown = progress(999, 1000, per_second=3)

    assert (shown.percent, shown.left) == (99, SECOND)
    assert progress(0, 1000, per_second=0).left is None
    assert progress(5, 0, per_second=1).percent == 0


def test_the_pace_follows_what_is_done_but_not_a_pause() -> None:
    assert pace(0, done=5000, took=SECOND) == 5000
    assert pace(5000, done=1000, took=SECOND) == 3800
    assert pace(5000, done=1000, took=PAUSE + SECOND) == 5000
    assert pace(5000, done=0, took=SECOND) == 5000
    assert pace(0, done=10, took=timedelta(0)) == 10_000


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", " =1", "|x", "%x"])
def test_what_a_spreadsheet_would_run_is_written_as_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "310478", "张三", "a=b", "2031-01-01"])
def test_what_is_harmless_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_file_of_refused_lines_opens_in_a_spreadsheet() -> None:
    rows = [
        (line, "卡号", '=cmd|" /C calc"!A0', "number-form", "a, b", "甲") for line in range(1200)
    ]

    text = "".join(written(rows))

    assert text.startswith(BOM)
    read = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert read[0] == list(HEADINGS)
    assert len(read) == 1201
    assert read[5][2] == '\'=cmd|" /C calc"!A0'
