"""What a line says, and every reason for which one is refused."""

from datetime import date
from uuid import UUID

import pytest

from tests.domain.imports.samples import number, transit
from yika.domain.cards.rules import State
from yika.domain.imports.rules.reading.columns import columns
from yika.domain.imports.rules.reading.lines import Lines, Row
from yika.domain.imports.rules.reading.people import Holder
from yika.domain.imports.rules.reading.records import Record
from yika.domain.imports.rules.reasons import VALUE_MAX, WORDINGS, Fault, Reason
from yika.products.load import catalogue

TODAY = date(2026, 11, 20)
PIER = UUID(int=7)
HEADER = "number,state,outlet,valid until,main,deposit"
PEOPLE = f"{HEADER},name,phone,email"
GOOD = number(1)


def read(*cells: str, header: str = HEADER) -> tuple[Row | None, list[Fault]]:
    known = columns(header, transit())
    lines = Lines(known, transit(), outlets={"pier": PIER}, today=TODAY)
    padded = [*cells, *[""] * (len(known.headings) - len(cells))]
    return lines.read(Record(7, padded))


def reasons(*cells: str, header: str = HEADER) -> list[tuple[str, Reason, str]]:
    _, faults = read(*cells, header=header)
    assert {fault.line for fault in faults} <= {7}
    return [fault[1:4] for fault in faults]


def test_a_full_line_is_read() -> None:
    row, faults = read(
        GOOD,
        "in use",
        "",
        "2031-02-28",
        "12.5",
        "20",
        "Lin Wan",
        "138 0013 8000",
        "LIN@Example.org",
        header=PEOPLE,
    )

    assert not faults
    assert row == Row(
        7,
        GOOD,
        State.ACTIVE,
        None,
        date(2031, 2, 28),
        (1250, 2000),
        Holder("Lin Wan", "+8613800138000", "lin@example.org"),
    )


def test_a_number_alone_is_a_card_in_stock() -> None:
    assert read(GOOD, header="卡号") == (Row(7, GOOD, State.IN_STOCK, None, None, (), None), [])


@pytest.mark.parametrize(
    "typed", [f" {GOOD} ", " ".join((GOOD[:4], GOOD[4:])), GOOD.translate(str.maketrans("0", "０"))]
)
def test_a_number_may_be_grouped_or_wide(typed: str) -> None:
    row, faults = read(typed)

    assert row
    assert (row.number, faults) == (GOOD, [])


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Reason.NUMBER_MISSING),
        ("6.22202E+18", Reason.NUMBER_ROUNDED),
        ("card one", Reason.NUMBER_FORM),
        ("=1+1", Reason.NUMBER_FORM),
        (GOOD[:-1], Reason.NUMBER_SERIES),
        ("9" + GOOD[1:], Reason.NUMBER_SERIES),
        (GOOD[:-1] + str((int(GOOD[-1]) + 1) % 10), Reason.NUMBER_CHECK),
    ],
)
def test_a_wrong_number_says_what_is_wrong_with_it(typed: str, reason: Reason) -> None:
    assert reasons(typed) == [("number", reason, typed)]


def test_swapped_digits_are_found() -> None:
    good = number(12_345)
    swapped = good[:-3] + good[-2] + good[-3] + good[-1]

    assert reasons(swapped) == [("number", Reason.NUMBER_CHECK, swapped)]


def test_a_product_without_a_policy_for_numbers_takes_any_digits() -> None:
    product = transit().model_copy(update={"number": None})
    lines = Lines(columns("number", product), product, outlets={}, today=TODAY)

    assert lines.read(Record(2, ["0042"]))[1] == []
    assert lines.read(Record(2, ["042"]))[1][0].reason == Reason.NUMBER_SERIES
    assert lines.read(Record(2, ["1" * 25]))[1][0].reason == Reason.NUMBER_SERIES


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("in_stock", State.IN_STOCK),
        ("In stock", State.IN_STOCK),
        ("库存", State.IN_STOCK),
        ("handed-out", State.HANDED_OUT),
        ("Active", State.ACTIVE),
        ("使用中", State.ACTIVE),
        ("blocked", State.BLOCKED),
    ],
)
def test_states_are_known_in_both_languages(word: str, state: State) -> None:
    row, faults = read(GOOD, word)

    assert row
    assert (row.state, faults) == (state, [])


@pytest.mark.parametrize("word", ["destroyed", "made", "closed", "lost", "在"])
def test_a_card_arrives_in_some_states_only(word: str) -> None:
    assert reasons(GOOD, word) == [("state", Reason.STATE_UNKNOWN, word)]


def test_only_a_card_in_stock_lies_at_an_outlet() -> None:
    row, faults = read(GOOD, "in stock", "pier")
    assert row
    assert (row.outlet, faults) == (PIER, [])
    assert reasons(GOOD, "active", "pier") == [("outlet", Reason.OUTLET_NOT_STOCK, "pier")]
    assert reasons(GOOD, "in stock", "moon") == [("outlet", Reason.OUTLET_UNKNOWN, "moon")]


@pytest.mark.parametrize(
    "typed", ["2031-02-28", "2031/2/28", "20310228", "2031年2月28日", "2031.2.28"]
)
def test_days_are_read_as_spreadsheets_write_them(typed: str) -> None:
    row, faults = read(GOOD, "active", "", typed)

    assert row
    assert (row.valid_until, faults) == (date(2031, 2, 28), [])


@pytest.mark.parametrize("typed", ["28/2/2031", "2031-02-30", "31-02-28", "0001-01-01", "soon"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert reasons(GOOD, "active", "", typed) == [("valid until", Reason.DAY_FORM, typed)]


def test_a_card_in_use_without_a_last_day_gets_the_one_of_its_product() -> None:
    in_use, _ = read(GOOD, "active")
    stocked, _ = read(GOOD, "in stock")

    assert in_use
    assert stocked
    assert (in_use.valid_until, stocked.valid_until) == (date(2036, 11, 20), None)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("", 0),
        ("0", 0),
        ("12", 1200),
        ("12.5", 1250),
        ("12.500", 1250),
        ("-8.00", -800),
        ("１", 100),
    ],
)
def test_amounts_are_exact(typed: str, minor: int) -> None:
    row, faults = read(GOOD, "active", "", "", typed)

    assert row
    assert (row.amounts, faults) == ((minor, 0), [])


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12,50", Reason.AMOUNT_FORM),
        ("1.2e3", Reason.AMOUNT_FORM),
        ("¥12", Reason.AMOUNT_FORM),
        ("nan", Reason.AMOUNT_FORM),
        ("9" * 40, Reason.AMOUNT_FORM),
        ("12.505", Reason.AMOUNT_FRACTION),
        ("1000.01", Reason.AMOUNT_ABOVE),
        ("-8.01", Reason.AMOUNT_BELOW),
    ],
)
def test_an_amount_that_is_none_or_does_not_fit_is_refused(typed: str, reason: Reason) -> None:
    assert reasons(GOOD, "active", "", "", typed) == [("main", reason, typed)]


def test_people_are_checked_and_what_is_wrong_with_them_is_not_repeated() -> None:
    found = reasons(GOOD, "active", "", "", "", "", "L1n", "12", "nobody", header=PEOPLE)

    assert found == [
        ("name", Reason.NAME_FORM, ""),
        ("phone", Reason.PHONE_FORM, ""),
        ("email", Reason.EMAIL_FORM, ""),
    ]


def test_a_phone_number_needs_a_name_and_a_card_in_stock_has_no_holder() -> None:
    phone = "13800138000"
    without = reasons(GOOD, "active", "", "", "", "", "", phone, header=PEOPLE)
    stocked = reasons(GOOD, "", "", "", "", "", "张三", header=PEOPLE)
    assert without == [("name", Reason.NAME_MISSING, "")]
    assert stocked == [("name", Reason.HOLDER_IN_STOCK, "")]


def test_where_columns_have_slipped_no_name_is_repeated_from_another_column() -> None:
    found = reasons("张三", "13800138000", "x", header=PEOPLE)

    assert [value for _, _, value in found] == ["", "", ""]


def test_every_fault_of_a_line_is_told_at_once() -> None:
    found = reasons("1", "gone", "moon", "soon", "x", "y")

    assert [column for column, _, _ in found] == HEADER.split(",")


def test_too_few_cells_spoil_a_line_and_too_many_do_if_they_say_something() -> None:
    known = columns("number,state", transit())
    lines = Lines(known, transit(), outlets={}, today=TODAY)

    assert lines.read(Record(3, [GOOD]))[1] == [Fault(3, "", Reason.CELLS, "1")]
    assert lines.read(Record(3, [GOOD, "", "", "x"]))[1] == [Fault(3, "", Reason.CELLS, "4")]
    assert lines.read(Record(3, [GOOD, "", "", ""]))[1] == []
    assert lines.read(Record(3, None)) == (None, [Fault(3, "", Reason.BROKEN)])


def test_a_value_is_cut_to_what_a_report_can_hold() -> None:
    (fault,) = read("x" * 500)[1]

    assert len(fault.value) == VALUE_MAX


def test_every_reason_has_words() -> None:
    assert set(WORDINGS) == set(Reason)


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_product_of_the_catalogue_can_be_imported(code: str) -> None:
    product = catalogue()[code]
    assert product.number
    header = ",".join(["number", *(f"balance {purse.name}" for purse in product.purses)])
    lines = Lines(columns(header, product), product, outlets={}, today=TODAY)

    _, faults = lines.read(Record(2, [number(5, code), *["0"] * len(product.purses)]))

    assert faults == []
