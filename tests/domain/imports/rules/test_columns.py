"""Columns are known by their names in both languages, whatever separates them."""

import pytest

from tests.domain.imports.samples import transit
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reading.columns import Field, columns
from yika.products.load import catalogue


@pytest.mark.parametrize(
    "header",
    [
        "card number,state,holder name,phone,e-mail,valid until,balance main,balance deposit",
        "Number;STATUS;Name;Mobile;Email Address;Expiry;main;deposit\r\n",
        "卡号\t卡状态\t姓名\t手机号\t电子邮箱\t有效期至\t储值\t押金",
        '"卡号","状态","持卡人","电话","邮箱","到期日","余额","押金（元）"',
        "card_number,state,holder-name,phone,E-Mail,VALID UNTIL,Stored value,Card deposit (CNY)",
    ],
)
def test_english_and_chinese_names_are_known(header: str) -> None:
    found = columns(header, transit())

    assert [found.fields[field] for field in Field if field is not Field.OUTLET] == [
        0,
        1,
        5,
        2,
        3,
        4,
    ]
    assert dict(found.purses) == {"main": 6, "deposit": 7}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_separates_is_seen_from_the_first_line(delimiter: str) -> None:
    assert columns(f"number{delimiter}state", transit()).delimiter == delimiter
    assert columns("number", transit()).delimiter == ","


def test_columns_may_come_in_any_order_and_the_last_ones_may_be_empty() -> None:
    found = columns("状态,卡号,,", transit())

    assert found.headings == ("状态", "卡号")
    assert dict(found.fields) == {Field.STATE: 0, Field.NUMBER: 1}


def test_balance_alone_is_the_one_purse_that_is_spent() -> None:
    assert dict(columns("number,余额", transit()).purses) == {"main": 1}

    with pytest.raises(refusals.ColumnsUnknown):
        columns("number,balance", catalogue()["campus-student"])


def test_unknown_columns_are_named_with_those_that_are_known() -> None:
    with pytest.raises(refusals.ColumnsUnknown) as refused:
        columns("number,colour,,bonus", transit())

    assert refused.value.facts["given"] == "colour, #3, bonus"
    assert "balance main, balance deposit" in str(refused.value.facts["known"])


def test_balances_of_a_product_without_purses_are_unknown() -> None:
    with pytest.raises(refusals.ColumnsUnknown):
        columns("number,balance", catalogue()["property-access"])


def test_the_number_must_be_there() -> None:
    with pytest.raises(refusals.ColumnsMissing) as refused:
        columns("state,main", transit())

    assert refused.value.facts == {"missing": "card number"}


def test_two_names_of_one_column_are_told() -> None:
    with pytest.raises(refusals.ColumnTwice) as refused:
        columns("number,state,卡号", transit())

    assert refused.value.facts == {"first": "number", "second": "卡号"}


@pytest.mark.parametrize("header", ["3104780000000001,active", "", '"'])
def test_a_file_without_names_is_told_what_is_missing(header: str) -> None:
    with pytest.raises(refusals.HeaderMissing):
        columns(header, transit())


def test_lines_that_end_as_long_ago_are_told() -> None:
    with pytest.raises(refusals.LineBreaksUnknown):
        columns("number,state\r310478,active\r", transit())


def test_a_long_list_of_unknown_columns_is_cut() -> None:
    with pytest.raises(refusals.ColumnsUnknown) as refused:
        columns("number," + ",".join("x" * 100 + str(n) for n in range(500)), transit())

    assert len(str(refused.value)) < 1000
