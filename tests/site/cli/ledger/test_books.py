"""`yika ledger books | open-book | close | trial-balance`."""

import json
from datetime import date

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.ledger.conftest import ISSUER, Act, Told, days_ago, sql, top_up
from yika.domain.journal.queries import records


def test_books_are_opened_once_and_listed(act: Act, told: Told, book: str) -> None:
    again = act("open-book", ISSUER, "--zone", "Asia/Shanghai", "--json")

    assert json.loads(again.out) == {"issuer": ISSUER, "zone": "Asia/Shanghai"}
    assert told("books") == [
        {
            "issuer": ISSUER,
            "zone": "Asia/Shanghai",
            "opened_on": days_ago(4),
            "closed_through": None,
            "last_closed_day": None,
        }
    ]


def test_the_list_of_books_says_dash_for_a_day_that_is_not_there(yika: Yika, book: str) -> None:
    (_, line) = yika("ledger", "books").out.splitlines()

    assert line.split() == [ISSUER, "Asia/Shanghai", days_ago(4), "–", "–"]


def test_books_do_not_begin_on_a_day_to_come(act: Act) -> None:
    opened = act("open-book", ISSUER, "--zone", "Asia/Shanghai", "--first-day", "2999-01-01")

    assert (opened.code, opened.out) == (5, "")
    assert "2999-01-01 has not begun" in opened.err


@pytest.mark.parametrize(
    ("issuer", "zone", "code", "said"),
    [
        (ISSUER, "Europe/Paris", 4, "kept by the clock of Asia/Shanghai"),
        ("ferries", "Asia/Nowhere", 2, "expected a time zone like Asia/Shanghai"),
        ("Harbor Ltd", "Asia/Shanghai", 2, "expected the short name of an issuer"),
        ("", "Asia/Shanghai", 2, "expected the short name of an issuer"),
    ],
)
def test_books_are_not_opened_wrongly(
    act: Act, book: str, *, issuer: str, zone: str, code: int, said: str
) -> None:
    opened = act("open-book", issuer, "--zone", zone)

    assert (opened.code, opened.out) == (code, "")
    assert said in opened.err


def test_a_wrong_password_opens_nothing(act: Act, told: Told) -> None:
    refused = act("open-book", ISSUER, "--zone", "Asia/Shanghai", typed="guessed it")

    assert refused.code == 5
    assert "people.wrong_login" in refused.err
    assert told("books") == []


def test_all_days_through_yesterday_are_closed_one_after_the_other(
    act: Act, told: Told, accounts: None
) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(3))

    closed = act("close", ISSUER, "--json")

    assert json.loads(closed.out) == {
        "issuer": ISSUER,
        "closed": [
            {"day": days_ago(4), "moves": 0},
            {"day": days_ago(3), "moves": 1},
            {"day": days_ago(2), "moves": 0},
            {"day": days_ago(1), "moves": 0},
        ],
    }
    (book,) = told("books")
    assert book["closed_through"] == book["last_closed_day"] == days_ago(1)


def test_closing_goes_on_from_the_last_closed_day(act: Act, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(4))
    first = act("close", ISSUER, "--through", days_ago(3))

    rest = act("close", ISSUER)

    assert first.out.splitlines() == [
        f"{days_ago(4)} is closed: 1 moves.",
        f"{days_ago(3)} is closed: 0 moves.",
    ]
    assert [line[:10] for line in rest.out.splitlines()] == [days_ago(2), days_ago(1)]


def test_a_closing_that_was_cut_off_after_ending_a_day_goes_on(act: Act, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(3))
    ended = (date.fromisoformat(days_ago(3)) - date(1970, 1, 1)).days
    sql(f"UPDATE ledger_book SET closed_through = {ended}")

    closed = act("close", ISSUER)

    assert [line[:10] for line in closed.out.splitlines()] == [days_ago(n) for n in (4, 3, 2, 1)]


def test_closing_what_is_closed_says_so(act: Act, accounts: None) -> None:
    act("close", ISSUER)

    again = act("close", ISSUER)

    assert (again.code, again.out) == (0, "No day was closed.\n")
    assert f"closed through {days_ago(1)} already" in again.err


def test_one_request_closes_all_days(act: Act, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(3))
    act("close", ISSUER)

    closed = records(event="ledger.day_closed")

    assert len(closed) == 4
    assert len({one.request_id for one in closed}) == 1


@pytest.mark.parametrize(
    ("issuer", "through", "code", "said"),
    [
        ("nobody", "2026-01-01", 3, "There are no books called nobody"),
        (ISSUER, "2999-01-01", 5, "is not over yet"),
        (ISSUER, "yesterday", 2, "--through"),
    ],
)
def test_days_are_not_closed_wrongly(
    act: Act, accounts: None, *, issuer: str, through: str, code: int, said: str
) -> None:
    closed = act("close", issuer, "--through", through)

    assert (closed.code, closed.out) == (code, "")
    assert said in closed.err


def test_what_was_closed_before_a_refusal_is_told(act: Act, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(3))
    top_up(act, "30.00 CNY", "--day", days_ago(2))
    sql("UPDATE ledger_move SET other_id = 9999 WHERE amount = 3000")

    closed = act("close", ISSUER)

    assert closed.code == 5
    assert closed.out == (f"{days_ago(4)} is closed: 0 moves.\n{days_ago(3)} is closed: 1 moves.\n")
    assert "Nothing was closed; run `yika ledger verify`" in closed.err


def test_a_trial_balance_stands_on_its_figures(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(2))
    act("post", "purse", "till", "20.00 CNY", "--reason", "fare", "--day", days_ago(1))
    act("close", ISSUER)

    lines = yika("ledger", "trial-balance", ISSUER, days_ago(1)).out.splitlines()

    assert [line.split() for line in lines[1:]] == [
        ["purses", "50.00", "CNY", "0.00", "CNY", "20.00", "CNY", "30.00", "CNY"],
        ["tills", "till", "−50.00", "CNY", "20.00", "CNY", "0.00", "CNY", "−30.00", "CNY"],
        ["Sum", "CNY", "0.00", "CNY", "20.00", "CNY", "20.00", "CNY", "0.00", "CNY"],
    ]
    assert len({len(line.rstrip()) for line in lines[1:]}) == 1


def test_programs_get_the_trial_balance_with_its_sums(act: Act, told: Told, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(1))
    act("close", ISSUER)

    balance = told("trial-balance", ISSUER, days_ago(1))

    assert (balance["issuer"], balance["day"]) == (ISSUER, days_ago(1))
    assert balance["lines"][1] == {
        "heading": "tills",
        "account": "till",
        "unit": "CNY",
        "opening": "0.00 CNY",
        "came_in": "0.00 CNY",
        "went_out": "50.00 CNY",
        "closing": "-50.00 CNY",
    }
    assert balance["sums"] == [
        {
            "unit": "CNY",
            "opening": "0.00 CNY",
            "came_in": "50.00 CNY",
            "went_out": "50.00 CNY",
            "closing": "0.00 CNY",
        }
    ]


def test_a_trial_balance_that_is_not_zero_fails(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act, "50.00 CNY", "--day", days_ago(1))
    act("close", ISSUER)
    sql("UPDATE ledger_daytotal SET closing = 4000, came_in = 4000 WHERE closing > 0")

    shown = yika("ledger", "trial-balance", ISSUER, days_ago(1))

    assert shown.code == 1
    assert "−10.00 CNY" in shown.out
    assert "yika ledger verify" in shown.err


@pytest.mark.parametrize(
    ("issuer", "day", "code", "said"),
    [
        ("nobody", "2026-01-01", 3, "There are no books called nobody"),
        (ISSUER, "2026-01-01", 5, "has not been ended"),
        (ISSUER, "2026-13-01", 2, "2026-13-01"),
    ],
)
def test_only_a_closed_day_has_a_trial_balance(
    yika: Yika, accounts: None, *, issuer: str, day: str, code: int, said: str
) -> None:
    shown = yika("ledger", "trial-balance", issuer, day)

    assert (shown.code, shown.out) == (code, "")
    assert said in shown.err
