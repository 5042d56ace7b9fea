"""`yika ledger verify | seal | accept-clock`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.ledger.conftest import Act, Told, sql, top_up
from yika.domain.journal.queries import records
from yika.domain.ledger import actions, queries
from yika.domain.ledger.posting.items import Leg, Post
from yika.kit import ids
from yika.site.cli import frame


def test_untouched_books_are_whole(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)
    yika("ledger", "seal")

    verified = yika("ledger", "verify")

    assert (verified.code, verified.out) == (0, "The books are whole: 1 moves.\n")


def test_faults_are_told_in_words_and_fail(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)
    sql("UPDATE ledger_move SET amount = 6000, balance_after = 6000")

    verified = yika("ledger", "verify")

    assert verified.code == 1
    assert "what it booked was altered" in verified.out
    assert "its balance or its count of moves is not what its last move says" in verified.out


def test_programs_get_the_faults_by_their_code(act: Act, yika: Yika, accounts: None) -> None:
    top_up(act)
    sql("UPDATE ledger_account SET balance = 6000 WHERE floor IS NOT NULL")

    verified = yika("ledger", "verify", "--json")

    answer = json.loads(verified.out)
    (fault,) = answer["faults"]
    assert verified.code == 1
    assert fault["trouble"] == "account-differs"
    assert fault["facts"] == {"account": queries.account_id("purse")}
    assert (answer["moves"], answer["more_faults"], answer["last_seal"]) == (1, False, None)


def test_only_the_first_faults_of_the_books_are_told(act: Act, yika: Yika, accounts: None) -> None:
    for _ in range(3):
        top_up(act, "1.00 CNY")
    sql("UPDATE ledger_move SET reason = 'other'")

    verified = yika("ledger", "verify", "--limit", "2")

    assert verified.out.count("was altered") == 2
    assert "There are more faults" in verified.out


@pytest.mark.parametrize("by_file", [True, False])
def test_books_cut_at_the_end_are_found_with_the_seal_kept_elsewhere(
    act: Act, yika: Yika, accounts: None, tmp_path: Path, *, by_file: bool
) -> None:
    top_up(act)
    yika("ledger", "seal")
    top_up(act, "0.00 CNY")
    kept = yika("ledger", "seal").out.strip()
    sql("DELETE FROM ledger_answer")
    sql("DELETE FROM ledger_batch WHERE seal = 2")
    sql("DELETE FROM vault_seal WHERE number = 2")
    assert yika("ledger", "verify").code == 0
    file = tmp_path / "seals"
    file.write_text(f"{kept} 2026-11-20\n")

    verified = yika("ledger", "verify", "--last-seal", str(file) if by_file else kept)

    assert verified.code == 1
    assert "Seal 2 was kept elsewhere, but the chain ends at 1" in verified.out


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["nonsense", f"journal:1:{'0' * 64}"])
def test_a_seal_that_is_none_of_the_ledger_is_wrong_use(yika: Yika, given: str) -> None:
    verified = yika("ledger", "verify", "--last-seal", given)

    assert (verified.code, verified.out) == (2, "")
    assert "--last-seal" in verified.err


@pytest.mark.django_db
def test_empty_books_are_whole_and_have_no_seal(yika: Yika) -> None:
    assert yika("ledger", "verify").code == 0
    assert yika("ledger", "seal").out.strip() == ""


def test_sealing_the_books_by_hand_gives_the_seal_to_keep(
    act: Act, told: Told, accounts: None
) -> None:
    top_up(act)

    sealed = told("seal")

    assert sealed["sealed"] == 1
    assert sealed["last_seal"].startswith("ledger:1:")


@pytest.fixture
def written_tomorrow(accounts: None) -> None:
    """A machine whose clock is a day ahead has written."""
    item = Post(
        request=ids.new_id().bytes,
        unit="CNY",
        legs=(Leg(queries.account_id("till"), queries.account_id("purse"), 100),),
        reason="top-up",
    )
    actions.post_one(item, now=frame.now() + timedelta(days=1))


def test_the_books_go_on_after_the_clock_was_accepted(act: Act, written_tomorrow: None) -> None:
    refused = top_up(act)
    accepted = act("accept-clock", "--reason", "NTP was off", "--yes", "--json")
    moved = top_up(act)

    assert (refused.code, accepted.code, moved.code) == (5, 0, 0)
    assert "ledger.clock_went_back" in refused.err
    assert set(json.loads(accepted.out)) == {"accepted"}
    (entry,) = records(event="ledger.clock_accepted")
    assert entry.facts == {"reason": "NTP was off"}


def test_a_clock_is_accepted_only_by_somebody_who_was_asked(
    act: Act, yika: Yika, written_tomorrow: None
) -> None:
    by = ["--reason", "NTP was off", "--by", "lin"]

    unasked = act("accept-clock", "--reason", "NTP was off")
    denied = yika("ledger", "accept-clock", *by, typed="n\n")
    guessed = act("accept-clock", "--reason", "NTP was off", "--yes", typed="guessed it")

    assert (unasked.code, denied.code, guessed.code) == (2, 130, 5)
    assert "--password-stdin needs --yes" in unasked.err
    assert records(event="ledger.clock_accepted") == []
