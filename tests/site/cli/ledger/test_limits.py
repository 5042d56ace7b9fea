"""`yika ledger limits | freeze | thaw | close-account`."""

import json

import pytest

from tests.site.cli.ledger.conftest import Act, Told, top_up
from yika.domain.journal.queries import records

WHY = ["--reason", "lost and found"]


@pytest.mark.parametrize(
    ("changed", "floor", "ceiling"),
    [
        (["--floor", "0.00 CNY"], "0.00 CNY", "100.00 CNY"),
        (["--ceiling", "60.00 CNY"], "-8.00 CNY", "60.00 CNY"),
        (["--ceiling", "0.00 CNY"], "-8.00 CNY", "0.00 CNY"),
        (["--no-ceiling"], "-8.00 CNY", None),
        (["--floor", "-9.00 CNY", "--ceiling", "1.00 CNY"], "-9.00 CNY", "1.00 CNY"),
    ],
)
def test_what_is_not_named_stays_as_it_is(
    act: Act, accounts: None, *, changed: list[str], floor: str, ceiling: str | None
) -> None:
    outcome = act("limits", "purse", *changed, "--json")

    now = json.loads(outcome.out)
    assert (now["floor"], now["ceiling"]) == (floor, ceiling)
    (entry,) = records(event="ledger.limits_changed")
    assert entry.by.endswith("@command-line")


@pytest.mark.parametrize(
    ("account", "changed", "code", "said"),
    [
        ("purse", [], 2, "say what to change"),
        ("purse", ["--ceiling", "1.00 CNY", "--no-ceiling"], 2, "not both"),
        ("purse", ["--floor", "a lot"], 2, "unknown unit"),
        ("purse", ["--floor", "0 points"], 5, "kept in CNY"),
        ("purse", ["--floor", "50.01 CNY"], 5, "below the new floor"),
        ("till", ["--floor", "0.00 CNY"], 5, "ledger.no_limits"),
        ("nobody", ["--floor", "0.00 CNY"], 3, "There is no account nobody"),
    ],
)
def test_limits_are_not_changed_wrongly(
    act: Act, told: Told, accounts: None, *, account: str, changed: list[str], code: int, said: str
) -> None:
    top_up(act)

    outcome = act("limits", account, *changed)

    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert told("show", "purse")["floor"] == "-8.00 CNY"


def test_a_frozen_account_moves_again_when_thawed(act: Act, accounts: None) -> None:
    frozen = act("freeze", "purse", *WHY)
    refused = top_up(act)
    thawed = act("thaw", "purse", *WHY)
    moved = top_up(act)

    assert "State: frozen" in frozen.out
    assert (refused.code, moved.code) == (5, 0)
    assert "This account is frozen" in refused.err
    assert "State: open" in thawed.out


def test_an_account_without_a_floor_is_closed_when_its_sum_is_zero(
    act: Act, accounts: None
) -> None:
    top_up(act)
    full = act("close-account", "till", *WHY)
    act("post", "purse", "till", "50.00 CNY", "--reason", "refund")
    closed = act("close-account", "till", *WHY)

    assert (full.code, closed.code) == (5, 0)
    assert "still holds -50.00 CNY" in full.err


def test_an_account_is_closed_when_it_is_empty_and_for_good(act: Act, accounts: None) -> None:
    top_up(act)
    full = act("close-account", "purse", *WHY)
    act("post", "purse", "till", "50.00 CNY", "--reason", "refund")
    closed = act("close-account", "purse", *WHY, "--json")
    opened = act("thaw", "purse", *WHY)

    assert (full.code, closed.code, opened.code) == (5, 0, 5)
    assert "still holds 50.00 CNY" in full.err
    assert json.loads(closed.out)["state"] == "closed"
    assert "This account is closed" in opened.err


@pytest.mark.parametrize("verb", ["freeze", "thaw", "close-account"])
def test_the_state_of_an_account_is_not_changed_wrongly(
    act: Act, told: Told, accounts: None, verb: str
) -> None:
    assert act(verb, "purse", *WHY, typed="guessed it").code == 5
    assert act(verb, "purse").code == 2
    assert act(verb, "purse", "--reason", "").code == 2
    assert act(verb, "nobody", *WHY).code == 3
    assert told("show", "purse")["state"] == "open"
