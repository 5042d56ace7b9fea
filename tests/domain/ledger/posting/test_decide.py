"""What is decided about a batch, in memory."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.domain.ledger.asking import hold, key, pay, pay_all, release, spend, take_back
from tests.domain.ledger.posting.views import (
    CASH,
    NOW,
    OTHER,
    POINTS,
    PURSE,
    SECOND,
    SHOP,
    account,
    books,
    decided,
)
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.posting.view import LINE_BITS, Seen, View
from yika.kit.moments import to_micros


def codes(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.code.removeprefix("ledger.") for outcome in outcomes]


def answers(*items: AnyItem, view: View | None = None) -> list[str]:
    return codes(decided(*items, view=view or books())[0])


def test_a_refusal_does_not_stop_the_next_item() -> None:
    view = books()
    many = [pay(f"r{n}", PURSE, SHOP, 200) for n in range(3)]
    told = answers(*many, pay("top", CASH, PURSE, 300), pay("r9", PURSE, SHOP, 200), view=view)
    assert told == ["", "", "not_enough", "", ""]
    assert view.accounts[PURSE].balance == 200


def test_moves_are_numbered_chained_and_identified_by_their_line() -> None:
    view = books()
    _, changes = decided(pay("a", PURSE, SHOP, 1), pay("b", SECOND, PURSE, 2), view=view)
    first = 7 << LINE_BITS
    assert [(m.id, m.account, m.seq, m.previous, m.paired) for m in changes.moves] == [
        (first, PURSE, 4, 99, False),
        (first + 1, SECOND, 2, 98, True),
        (first + 2, PURSE, 5, first, True),
    ]
    assert (changes.batch.moves, changes.batch.answers) == (3, 0)


def test_a_refused_leg_leaves_nothing_of_the_legs_before_it() -> None:
    view = books()
    item = pay_all("x", (PURSE, SHOP, 100), (SECOND, SHOP, 5000))
    outcomes, changes = decided(item, view=view)
    assert codes(outcomes) == ["not_enough"]
    assert not changes.moves
    stands = view.accounts[PURSE]
    assert (stands.balance, stands.seq, stands.last_move) == (500, 3, 99)
    assert {answer.account for answer in changes.answers} == {PURSE, SECOND}


def test_the_same_request_within_a_batch_is_answered_alike_and_other_content_refused() -> None:
    ask = pay("a", PURSE, SHOP, 400)
    outcomes, changes = decided(ask, ask, pay("a", PURSE, SHOP, 401), view=books())
    assert codes(outcomes) == ["", "", "request_reused"]
    assert (outcomes[0].repeated, outcomes[1].repeated) == (False, True)
    assert outcomes[1].same_as(outcomes[0])
    assert len(changes.moves) == 1


def test_request_ids_belong_to_the_purse() -> None:
    assert answers(pay("1", PURSE, SHOP, 100), pay("1", SECOND, SHOP, 50)) == ["", ""]


def test_what_names_no_known_purse_is_answered_and_not_kept() -> None:
    outcomes, changes = decided(
        pay("1", 555, SHOP, 1), pay("1", 556, SHOP, 2), pay("1", 555, 557, 1), view=books()
    )
    assert codes(outcomes) == ["unknown_account"] * 3
    assert not changes.answers


def test_a_spend_empties_one_purse_after_the_other() -> None:
    view = books()
    outcomes, _ = decided(spend("s", (PURSE, SECOND), SHOP, 650), view=view)
    assert [(m.account, m.amount) for m in outcomes[0].moves] == [(PURSE, -500), (SECOND, -150)]
    assert view.accounts[SECOND].balance == -50


def test_a_spend_that_is_too_much_says_how_much_there_is_together() -> None:
    outcomes, _ = decided(spend("s", (PURSE, SECOND), SHOP, 701), view=books())
    assert outcomes[0].facts == {"available": "7.00 CNY", "amount": "7.01 CNY"}


def test_an_account_without_a_floor_is_never_empty() -> None:
    outcomes, _ = decided(spend("s", (SECOND, CASH), SHOP, 9000), view=books())
    assert [(m.account, m.amount) for m in outcomes[0].moves] == [(SECOND, -200), (CASH, -8800)]


def test_a_repeat_finds_its_answer_although_a_purse_it_left_alone_has_another() -> None:
    """The first purse was empty, so its side of the request id was still free."""
    view = books(account(20, floor=0))
    ask = spend("x", (20, PURSE), SHOP, 100)
    items = [ask, pay("top", CASH, 20, 50), pay("x", 20, SHOP, 10), ask]
    outcomes, _ = decided(*items, view=view)
    assert codes(outcomes) == ["", "", "", ""]
    assert outcomes[3].repeated
    assert outcomes[3].same_as(outcomes[0])


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (pay("r", PURSE, SHOP, 0), "amount_zero"),
        (pay("r", PURSE, SHOP, -1), "amount_negative"),
        (pay("r", PURSE, SHOP, 2**63), "amount_too_large"),
        (pay("r", PURSE, SHOP, 2**200), "amount_too_large"),
        (pay("r", PURSE, SHOP, -(2**200)), "amount_negative"),
        (pay("r", PURSE, PURSE, 1), "same_account"),
        (pay("r", SHOP, SHOP, 1), "same_account"),
        (pay("r", PURSE, SHOP, 1, unit="points"), "wrong_unit"),
        (pay("r", PURSE, 20, 1), "wrong_unit"),
        (pay("r", PURSE, 21, 1), "other_book"),
        (pay("r", PURSE, 22, 1), "account_frozen"),
        (pay("r", PURSE, 23, 1, past_freeze=True), "account_closed"),
        (pay("r", CASH, PURSE, 501), "above_ceiling"),
        (pay("r", CASH, SECOND, 2**63 - 1), "balance_too_large"),
        (
            pay("r", PURSE, SHOP, 1, used_at=to_micros(NOW + timedelta(minutes=11))),
            "time_in_future",
        ),
        (pay("r", PURSE, SHOP, 1, used_at=2**80), "time_in_future"),
        (pay("r", PURSE, SHOP, 1, used_at=-1), "time_out_of_range"),
        (pay("r", PURSE, SHOP, 1, hold=key("none")), "unknown_hold"),
        (pay("r", 2**80, SHOP, 1), "unknown_account"),
        (hold("r", SHOP, 1, NOW + timedelta(hours=1)), "no_floor"),
        (hold("r", PURSE, 501, NOW + timedelta(hours=1)), "not_enough"),
        (hold("r", PURSE, 1, NOW), "hold_ended"),
        (release("r", PURSE, "none"), "unknown_hold"),
        (take_back("r", PURSE, "none"), "nothing_to_reverse"),
    ],
)
def test_each_reason_for_a_no_has_its_own_code_and_changes_nothing(
    item: AnyItem, code: str
) -> None:
    view = books(
        account(20, POINTS),
        account(21, OTHER),
        account(22, state="frozen"),
        account(23, state="closed"),
    )
    outcomes, changes = decided(item, view=view)
    assert codes(outcomes) == [code]
    assert not changes.moves
    assert [(a.balance, a.held, a.seq) for a in (view.accounts[PURSE], view.accounts[SECOND])] == [
        (500, 0, 3),
        (100, 0, 1),
    ]


def test_a_frozen_account_moves_for_what_names_the_freeze() -> None:
    view = books(account(22, state="frozen"))
    assert answers(pay("r", PURSE, 22, 1, past_freeze=True), view=view) == [""]


def test_what_is_held_cannot_be_spent_but_by_what_captures_it() -> None:
    until = NOW + timedelta(hours=1)
    view = books()
    assert answers(
        hold("h", PURSE, 400, until),
        pay("a", PURSE, SHOP, 101),
        pay("b", PURSE, SHOP, 450, hold=key("h")),
        pay("c", PURSE, SHOP, 1, hold=key("h")),
        release("d", PURSE, "h"),
        view=view,
    ) == ["", "not_enough", "", "hold_ended", "hold_ended"]
    assert (view.accounts[PURSE].balance, view.accounts[PURSE].held) == (50, 0)


def test_a_capture_that_is_refused_leaves_the_hold_as_it_was() -> None:
    view = books()
    outcomes, changes = decided(
        hold("h", PURSE, 400, NOW + timedelta(hours=1)),
        pay("a", PURSE, SHOP, 501, hold=key("h")),
        view=view,
    )
    assert codes(outcomes) == ["", "not_enough"]
    assert view.accounts[PURSE].held == 400
    assert not changes.ended


def test_a_hold_expires_only_when_its_time_is_over() -> None:
    view = books()
    decided(hold("h", PURSE, 400, NOW + timedelta(hours=1)), view=view)
    early = release("early", PURSE, "h", expired=True)
    late = release("late", PURSE, "h")
    later = NOW + timedelta(hours=1)
    assert codes(decided(early, view=view)[0]) == ["hold_ended"]
    assert codes(decided(late, view=view, now=later)[0]) == ["hold_ended"]
    on_time = release("on time", PURSE, "h", expired=True)
    assert codes(decided(on_time, view=view, now=later)[0]) == [""]
    assert view.accounts[PURSE].held == 0


def test_an_original_is_taken_back_once_also_within_its_own_batch() -> None:
    view = books()
    outcomes, changes = decided(
        pay_all("o", (PURSE, SECOND, 100), (PURSE, SHOP, 50)),
        take_back("back", SECOND, "o"),
        take_back("again", PURSE, "o"),
        view=view,
    )
    assert codes(outcomes) == ["", "", "already_reversed"]
    assert view.accounts[PURSE].balance == 500
    taken = {move.reverses: move.amount for move in changes.moves if move.reverses}
    originals = {move.id: move.amount for move in changes.moves if not move.reverses}
    assert taken == {id_: -amount for id_, amount in originals.items()}


def test_an_answer_of_an_earlier_batch_is_given_again() -> None:
    view = books()
    ask = pay("a", PURSE, SHOP, 9999)
    outcomes, changes = decided(ask, view=view)
    kept = changes.answers[0]
    later = books()
    later.seen[ask.request, PURSE] = Seen(kept.digest, outcomes[0])
    later.accounts[PURSE].ceiling = None
    again, nothing = decided(pay("rich", CASH, PURSE, 100_000), ask, view=later)
    assert again[1].same_as(outcomes[0])
    assert len(nothing.moves) == 1
