"""`yika ledger open-account | accounts | show | statement`."""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.ledger.conftest import ISSUER, Act, Told, top_up

OF = ["--issuer", ISSUER, "--heading", "purses", "--unit", "CNY"]


def test_an_account_is_opened_with_its_limits_and_shown(act: Act, told: Told, book: str) -> None:
    opened = act("open-account", "purse", *OF, "--floor", "-8.00 CNY", "--json")

    assert json.loads(opened.out) == told("show", "purse")
    assert told("show", "purse") == {
        "account": "purse",
        "issuer": ISSUER,
        "heading": "purses",
        "unit": "CNY",
        "state": "open",
        "balance": "0.00 CNY",
        "held": "0.00 CNY",
        "available": "8.00 CNY",
        "floor": "-8.00 CNY",
        "ceiling": None,
        "holds": [],
    }


def test_opening_it_again_changes_nothing(act: Act, told: Told, accounts: None) -> None:
    again = act("open-account", "purse", *OF, "--floor", "0.00 CNY")

    assert again.code == 0
    assert told("show", "purse")["floor"] == "-8.00 CNY"


@pytest.mark.parametrize(
    ("name", "changed", "code", "said"),
    [
        ("other", {"--issuer": "nobody"}, 3, "There are no books called nobody"),
        ("till", {}, 4, "There is already an account till"),
        ("other", {"--unit": "points"}, 5, "kept in CNY, the amount is in points"),
        ("other", {"--floor": "0 points"}, 5, "kept in CNY, the amount is in points"),
        ("other", {"--unit": "guilders"}, 2, "unit: expected one of CNY"),
        ("other", {"--floor": "8"}, 2, "expected a number and a unit"),
        ("other", {"--floor": "1.00 CNY"}, 5, "ledger.floor_above_balance"),
        ("other", {"--ceiling": "1.00 CNY"}, 2, "a ceiling needs a floor"),
        ("o" * 65, {}, 2, "65 characters; at most 64 fit"),
        ("two\nlines", {}, 2, "expected one line of text"),
        ("", {}, 2, "expected one line of text"),
        ("\udcff", {}, 2, "expected one line of text"),
    ],
)
def test_accounts_are_not_opened_wrongly(
    act: Act, accounts: None, *, name: str, changed: dict[str, str], code: int, said: str
) -> None:
    given = dict(zip(OF[::2], OF[1::2], strict=True)) | changed

    opened = act("open-account", name, *(word for pair in given.items() for word in pair))

    assert (opened.code, opened.out) == (code, "")
    assert said in opened.err


def test_accounts_are_listed_by_name_page_by_page(
    act: Act, yika: Yika, told: Told, accounts: None
) -> None:
    first = yika("ledger", "accounts", "--issuer", ISSUER, "--limit", "1")

    assert first.out == "purse\n"
    assert "--after purse" in first.err
    assert told("accounts", "--issuer", ISSUER, "--limit", "1")["next"] == "purse"
    assert told("accounts", "--issuer", ISSUER, "--after", "purse") == {
        "issuer": ISSUER,
        "accounts": ["till"],
        "next": None,
    }


def test_an_issuer_without_accounts_has_an_empty_list(yika: Yika, book: str) -> None:
    listed = yika("ledger", "accounts", "--issuer", ISSUER)

    assert (listed.code, listed.out) == (0, "")


def test_an_account_is_shown_fact_by_fact(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)

    assert yika("ledger", "show", "purse").out.splitlines() == [
        "Account: purse",
        "Issuer: harbor",
        "Heading: purses",
        "State: open",
        "Balance: 50.00 CNY",
        "Kept aside by holds: 0.00 CNY",
        "Available: 58.00 CNY",
        "Floor: −8.00 CNY",
        "Ceiling: 100.00 CNY",
    ]


def test_an_account_without_a_floor_shows_the_sum_of_what_names_it(
    act: Act, yika: Yika, told: Told, accounts: None
) -> None:
    top_up(act)

    shown = yika("ledger", "show", "till").out

    assert "Balance: −50.00 CNY" in shown
    assert "Floor: none" in shown
    facts = told("show", "till")
    assert facts["balance"] == "-50.00 CNY"
    assert {facts[name] for name in ("floor", "ceiling", "held", "available")} == {None}


def test_a_statement_begins_with_the_newest_move(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)
    act("post", "purse", "till", "20.00 CNY", "--reason", "fare")

    (_, newest, oldest) = yika("ledger", "statement", "purse").out.splitlines()

    assert newest.split()[3:8] == ["−20.00", "CNY", "30.00", "CNY", "till"]
    assert oldest.split()[3:8] == ["+50.00", "CNY", "50.00", "CNY", "till"]


def test_a_statement_goes_on_where_the_page_before_it_ended(
    act: Act, yika: Yika, told: Told, accounts: None
) -> None:
    for amount in ("1.00 CNY", "2.00 CNY", "3.00 CNY"):
        top_up(act, amount)
    first = told("statement", "purse", "--limit", "2")

    rest = told("statement", "purse", "--before", str(first["next"]))

    assert [move["number"] for move in first["moves"] + rest["moves"]] == [3, 2, 1]
    assert rest["next"] is None
    assert f"--before {first['next']}" in yika("ledger", "statement", "purse", "--limit", "2").err


def test_times_are_those_of_the_issuer(act: Act, told: Told, accounts: None) -> None:
    top_up(act)

    statement = told("statement", "purse")

    (move,) = statement["moves"]
    assert statement["zone"] == "Asia/Shanghai"
    assert move["used_at"].endswith("+08:00")
    assert move["used_at"].startswith(move["booked_on"])
    assert set(move) == {
        "id",
        "number",
        "amount",
        "balance_after",
        "other",
        "used_at",
        "booked_on",
        "reason",
        "way",
        "request",
        "reverses",
    }


def test_where_moves_with_purses_stand_is_told(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)

    shown = yika("ledger", "statement", "till")

    assert len(shown.out.splitlines()) == 1
    assert "stand at that account" in shown.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["accounts", "--issuer", "nobody"], 3, "There are no books called nobody"),
        (["accounts", "--issuer", ISSUER, "--limit", "0"], 2, "--limit"),
        (["show", "nobody"], 3, "There is no account nobody"),
        (["show", ""], 2, "expected one line of text"),
        (["statement", "nobody"], 3, "There is no account nobody"),
        (["statement", "purse", "--before", "0"], 2, "--before"),
        (["statement", "purse", "--before", "9" * 30], 2, "--before"),
        (["statement", "purse", "--limit", "9" * 30], 2, "--limit"),
    ],
)
def test_wrong_questions_get_one_clear_answer(
    yika: Yika, accounts: None, *, arguments: list[str], code: int, said: str
) -> None:
    asked = yika("ledger", *arguments)

    assert (asked.code, asked.out) == (code, "")
    assert said in asked.err
