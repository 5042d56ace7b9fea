"""Opening balances: compared with control totals, approved by a second person, booked once."""

from datetime import datetime, timedelta

import pytest

from tests.domain.imports.conftest import sell
from tests.domain.imports.samples import (
    ISSUER,
    OPERATOR,
    STRANGER,
    SUPERVISOR,
    TELLER,
    advance,
    approve,
    number,
    receive,
    staff,
    table,
    transit,
    work,
)
from yika.domain.cards.models import Card
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.states import Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions as ledger_actions
from yika.domain.ledger import queries as ledger
from yika.domain.ledger import verify
from yika.domain.ledger.models import Account, Move
from yika.domain.ledger.rules import purse_name
from yika.domain.staff import actions as staff_actions
from yika.domain.staff.queries import approvals
from yika.domain.staff.rules import Outcome, Role
from yika.kit.actor import WORKER, Actor, NotAllowed
from yika.kit.money import Money

pytestmark = pytest.mark.usefixtures("harbor")

HEADER = "number,state,main,deposit"


def rich(cards: int) -> str:
    return table(*((number(n), "active", "12.50", "20") for n in range(cards)), header=HEADER)


def totals(cards: int) -> Totals:
    return Totals(cards, {"main": 1250 * cards, "deposit": 2000 * cards})


def waiting(now: datetime, *, cards: int = 3, by: Actor = OPERATOR) -> ImportView:
    view = work(receive(rich(cards), now, typed=totals(cards), by=by), now)
    assert view.waits
    return view


def balance(serial: int, purse: str) -> Money:
    card = Card.objects.get(number=number(serial))
    return ledger.balance(purse_name(card.public_id, purse))


def test_balances_are_posted_from_one_account_of_the_issuer(now: datetime) -> None:
    view = work(approve(waiting(now), now), now)

    assert (view.state, view.applied) == (State.DONE, 3)
    assert (balance(0, "main"), balance(2, "deposit")) == (Money(1250, "CNY"), Money(2000, "CNY"))
    assert ledger.balance(f"{ISSUER}/opened/CNY") == Money(-3 * 3250, "CNY")
    move = Move.objects.first()
    assert move
    assert (move.reason, move.way) == ("opening-balance", "import")
    assert list(verify.faults()) == []


def test_purses_have_the_limits_of_the_product_and_one_entry_names_them_all(now: datetime) -> None:
    view = work(approve(waiting(now), now), now)

    main = Account.objects.filter(heading__code=f"card:{ISSUER}:transit-adult:main").first()
    assert main
    assert (main.floor, main.floor_min, main.ceiling) == (-800, -800, 100_000)
    entry = Entry.objects.get(event="ledger.purses_opened")
    assert (entry.subject, entry.facts["cards"]) == (view.batch, 3)


def test_cards_in_use_get_their_purses_and_others_when_they_are_activated(now: datetime) -> None:
    rows = [(number(1), "active"), (number(2), "handed out"), (number(3), "in stock")]
    work(receive(table(*rows, header="number,state"), now), now)

    assert Account.objects.count() == 2
    assert balance(1, "main") == Money(0, "CNY")


def test_purses_opened_by_an_import_are_those_that_activation_would_open(now: datetime) -> None:
    work(receive(table((number(1), "active"), header="number,state"), now), now)
    card = Card.objects.get()
    before = Account.objects.count()

    ledger_actions.open_purses(
        issuer=ISSUER,
        product=transit(),
        card=card.public_id,
        by=WORKER,
        now=now,
        request_id="again",
    )
    another = ledger_actions.open_account(
        issuer=ISSUER,
        heading="fees",
        unit="CNY",
        name="fees",
        by=WORKER,
        now=now,
        request_id="fees",
    )

    assert Account.objects.count() == before + 1
    assert another > max(Account.objects.exclude(id=another).values_list("id", flat=True))


def test_a_balance_below_zero_is_owed_to_the_issuer(now: datetime) -> None:
    file = table((number(1), "-8.00"), (number(2), "8"), header="number,main")
    view = work(receive(file, now, typed=Totals(2, {"main": 0})), now)

    assert view.waits  # it adds up to nothing, and is money all the same
    work(approve(view, now), now)
    assert balance(1, "main") == Money(-800, "CNY")
    assert ledger.balance(f"{ISSUER}/opened/CNY") == Money(0, "CNY")
    assert list(verify.faults()) == []


def test_units_other_than_money_have_an_account_of_their_own(now: datetime) -> None:
    sell("shop-membership", now)
    file = table((number(1, "shop-membership"), 5, 900), header="number,main,points")
    typed = Totals(1, {"main": 500, "points": 900})

    work(approve(work(receive(file, now, typed=typed, product="shop-membership"), now), now), now)

    assert ledger.balance(f"{ISSUER}/opened/points") == Money(-900, "points")
    assert ledger.balance(f"{ISSUER}/opened/CNY") == Money(-500, "CNY")


def test_balances_without_control_totals_are_refused_and_told_what_was_found(now: datetime) -> None:
    view = work(receive(rich(2), now), now)

    assert isinstance(view.trouble, refusals.TotalsMissing)
    assert "main 25.00 CNY" in str(view.trouble)


def test_a_difference_of_one_cent_stops_everything(now: datetime) -> None:
    typed = Totals(2, {"main": 2501, "deposit": 4000})

    view = work(receive(rich(2), now, typed=typed), now)

    assert isinstance(view.trouble, refusals.TotalsDiffer)
    assert not Card.objects.exists()
    assert not Move.objects.exists()


def test_control_totals_count_the_refused_lines_of_the_file_too(now: datetime) -> None:
    file = rich(2) + "wrong,active,10,0\r\n"
    typed = Totals(3, {"main": 2500 + 1000, "deposit": 4000})

    view = work(receive(file, now, typed=typed, mode=Mode.PER_LINE), now)

    assert (view.waits, view.good) == (True, totals(2))
    done = work(approve(view, now), now)
    assert ledger.balance(f"{ISSUER}/opened/CNY") == Money(-2 * 3250, "CNY")
    assert (done.applied, done.refused) == (2, 1)


def test_lines_that_stand_twice_bring_their_money_once(now: datetime) -> None:
    file = rich(2) + f"{number(1)},active,12.50,20\r\n"

    view = work(receive(file, now, typed=totals(3), mode=Mode.PER_LINE), now)

    assert view.good == totals(2)


def test_nobody_approves_his_own_import(now: datetime) -> None:
    both = staff("xbf", Role.OPERATOR, Role.SUPERVISOR)

    with pytest.raises(refusals.SamePerson):
        approve(waiting(now, by=both), now, by=both)


def test_a_program_cannot_approve(now: datetime) -> None:
    with pytest.raises(refusals.NotByStaff):
        approve(waiting(now), now, by=WORKER)


@pytest.mark.parametrize("by", [TELLER, OPERATOR])
def test_who_may_not_decide_is_refused(now: datetime, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        approve(waiting(now), now, by=by)


def test_the_import_of_another_issuer_does_not_exist(now: datetime) -> None:
    with pytest.raises(refusals.UnknownImport):
        approve(waiting(now), now, by=STRANGER)


def test_what_does_not_wait_cannot_be_approved(now: datetime) -> None:
    with pytest.raises(refusals.NotChecked):
        approve(receive(rich(2), now, typed=totals(2)), now)


def test_the_same_person_may_approve_twice_without_effect(now: datetime) -> None:
    view = approve(waiting(now), now)

    assert approve(view, now).state is State.APPROVED
    assert Entry.objects.filter(event="import.approved").count() == 1


def test_staff_is_asked_and_may_decide_in_the_list_of_approvals(now: datetime) -> None:
    view = waiting(now)
    (asked,) = approvals(SUPERVISOR)
    assert (asked.kind, asked.subject, asked.outcome) == ("cards.import", view.id, Outcome.OPEN)
    assert advance(view, now).waits

    decide(asked.id, now, approve=True)

    view = work(advance(view, now), now)
    assert (view.state, view.approved_by) == (State.DONE, SUPERVISOR.id)


def decide(approval: str, now: datetime, *, approve: bool) -> None:
    staff_actions.decide_approval(
        approval=approval, approve=approve, by=SUPERVISOR, now=now, request_id="decide"
    )


def test_what_the_second_person_refuses_ends(now: datetime) -> None:
    view = waiting(now)
    (asked,) = approvals(SUPERVISOR)

    decide(asked.id, now, approve=False)

    view = advance(view, now)
    assert isinstance(view.trouble, refusals.NotApproved)
    assert not Card.objects.exists()


@pytest.mark.parametrize("by", [OPERATOR, WORKER])
def test_what_nobody_approves_ends_after_some_days(now: datetime, by: Actor) -> None:
    view = waiting(now, by=by)

    assert advance(view, now + timedelta(days=6)).waits
    late = advance(view, now + timedelta(days=9))

    assert isinstance(late.trouble, refusals.ApprovalLate)


def test_a_command_asks_nobody_and_anybody_who_may_can_approve(now: datetime) -> None:
    view = waiting(now, by=WORKER)

    assert approvals(SUPERVISOR) == []
    assert work(approve(view, now), now).state is State.DONE
