"""`yika ledger post | reverse`."""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.ledger.conftest import Act, Told, top_up
from yika.domain.journal.queries import records


def test_an_amount_is_moved_and_journaled(act: Act, told: Told, accounts: None) -> None:
    moved = top_up(act)

    assert (moved.code, moved.out) == (0, "purse: +50.00 CNY, move 1\n")
    assert told("show", "purse")["balance"] == "50.00 CNY"
    (entry,) = records(event="ledger.posted_by_hand")
    assert entry.request_id in moved.err


def test_the_new_request_id_that_is_told_repeats_it_safely(
    act: Act, told: Told, accounts: None
) -> None:
    first = top_up(act)
    request = first.err.split()[-1]

    again = top_up(act, "50.00 CNY", "--request", request)

    assert (again.code, again.out) == (0, first.out)
    assert "answered before. Nothing was moved this time" in again.err
    assert told("show", "purse")["balance"] == "50.00 CNY"


def test_programs_get_the_answer_and_whether_it_is_a_repeat(act: Act, accounts: None) -> None:
    first, again = (
        json.loads(top_up(act, "50.00 CNY", "--request", "r-1", "--json").out) for _ in range(2)
    )

    assert (first.pop("repeated"), again.pop("repeated")) == (False, True)
    assert first == again
    (move,) = first["moves"]
    assert first["request"] == "r-1"
    assert isinstance(move.pop("id"), int)
    assert move == {"account": "purse", "number": 1, "amount": "50.00 CNY"}


def test_the_same_request_for_something_else_is_a_conflict(act: Act, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--request", "r-1")

    other = top_up(act, "51.00 CNY", "--request", "r-1")

    assert (other.code, other.out) == (4, "")
    assert "ledger.request_reused" in other.err


def test_a_refusal_is_repeated_too(act: Act, accounts: None) -> None:
    spend = ["post", "purse", "till", "20.00 CNY", "--reason", "fare", "--request", "r-1"]
    refused = act(*spend)
    top_up(act)

    again = act(*spend)

    assert refused.code == again.code == 5
    assert refused.err == again.err
    assert "8.00 CNY of 20.00 CNY is available" in again.err


@pytest.mark.parametrize(
    ("source", "target", "amount", "code", "said"),
    [
        ("purse", "nobody", "1.00 CNY", 3, "There is no account nobody"),
        ("purse", "purse", "1.00 CNY", 5, "ledger.same_account"),
        ("purse", "till", "0.00 CNY", 5, "ledger.amount_zero"),
        ("purse", "till", "1 points", 5, "ledger.wrong_unit"),
        ("purse", "till", "9.00 CNY", 5, "ledger.not_enough"),
        ("till", "purse", "101.00 CNY", 5, "ledger.above_ceiling"),
        ("till", "purse", "1 CNY", 2, "plain digits with 2 after the point"),
        ("till", "purse", "1.00", 2, 'such as "20.00 CNY"'),
        ("till", "purse", "99999999999999999999.00 CNY", 2, "fits in 64 bits"),
        ("till", "purse", "-1.00 CNY", 2, "No such option"),
    ],
)
def test_nothing_is_moved_wrongly(
    act: Act,
    told: Told,
    accounts: None,
    *,
    source: str,
    target: str,
    amount: str,
    code: int,
    said: str,
) -> None:
    refused = act("post", source, target, amount, "--reason", "by hand")

    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err
    assert told("show", "purse")["balance"] == "0.00 CNY"


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--reason", "r" * 33], 2, "33 characters; at most 32 fit"),
        (["--reason", ""], 2, "--reason"),
        (["--way", "w" * 33], 2, "33 characters; at most 32 fit"),
        (["--request", ""], 2, "--request"),
        (["--request", "r" * 256], 2, "--request"),
        (["--day", "today"], 2, "--day"),
        (["--day", "2999-01-01"], 5, "has not begun"),
    ],
)
def test_the_words_and_the_day_of_a_move_are_checked(
    act: Act, told: Told, accounts: None, *, more: list[str], code: int, said: str
) -> None:
    refused = top_up(act, "1.00 CNY", *more)

    assert refused.code == code
    assert said in refused.err
    assert told("statement", "purse")["moves"] == []


def test_nothing_moves_into_a_closed_day(act: Act, accounts: None) -> None:
    act("close", "harbor")

    refused = top_up(act, "1.00 CNY", "--day", "2020-01-01")

    assert refused.code == 5
    assert "The books of 2020-01-01 are closed. The first open day is" in refused.err


def test_nobody_moves_money_with_a_wrong_password(act: Act, accounts: None) -> None:
    refused = top_up(act, typed="guessed it")

    assert refused.code == 5
    assert "people.wrong_login" in refused.err


def test_money_is_moved_by_somebody_with_a_name(yika: Yika, accounts: None) -> None:
    asked = yika("ledger", "post", "till", "purse", "1.00 CNY", "--reason", "x")

    assert asked.code == 2
    assert "--by" in asked.err


def test_a_posting_is_taken_back_once(act: Act, told: Told, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--request", "r-1")
    back = ["reverse", "purse", "--original", "r-1", "--reason", "mistake"]

    taken = act(*back, "--request", "r-2")
    repeated = act(*back, "--request", "r-2", "--json")
    again = act(*back)

    assert (taken.code, taken.out) == (0, "purse: −50.00 CNY, move 2\n")
    assert json.loads(repeated.out)["repeated"] is True
    assert (again.code, again.out) == (5, "")
    assert "ledger.already_reversed" in again.err
    assert told("show", "purse")["balance"] == "0.00 CNY"
    assert told("statement", "purse")["moves"][0]["reverses"]


def test_the_request_of_a_statement_names_what_to_take_back(
    act: Act, told: Told, accounts: None
) -> None:
    top_up(act, "50.00 CNY", "--request", "any words at all")
    request = told("statement", "purse")["moves"][0]["request"]

    taken = act("reverse", "purse", "--original", request, "--reason", "mistake")

    assert taken.code == 0


@pytest.mark.parametrize(
    ("account", "original", "code", "said"),
    [
        ("purse", "never asked", 5, "ledger.nothing_to_reverse"),
        ("nobody", "never asked", 3, "There is no account nobody"),
        ("purse", "", 2, "--original"),
    ],
)
def test_nothing_is_taken_back_wrongly(
    act: Act, accounts: None, *, account: str, original: str, code: int, said: str
) -> None:
    refused = act("reverse", account, "--original", original, "--reason", "mistake")

    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err
