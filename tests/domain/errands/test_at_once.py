"""Several people at the same errand in the same moment, each with a connection of his own."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import OPERATOR, Shop, holder
from tests.domain.errands.walking import ALL_STEPS, PIN, Walk, newest_code, shop_with
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from tests.domain.people.folks import PHONE, proven
from yika.domain.cards.queries import card, pin_of
from yika.domain.cards.rules import State as CardState
from yika.domain.errands import actions, queries
from yika.domain.errands.models import Errand, ErrandTurn, OpenErrand
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.views import ErrandView
from yika.domain.ledger import verify
from yika.domain.ledger.queries import statement
from yika.kit.actor import Actor
from yika.kit.errors import Conflict, Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
MANY = 5


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


@pytest.fixture
def shop() -> Shop:
    return shop_with(ALL_STEPS, optional=("test-transaction",))[1]


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(OPERATOR)
    proven(person.id, PHONE)
    return person


def take(walk: Walk, request: str, step: str, by: Actor, **given: object) -> ErrandView:
    return actions.take_step(
        errand=walk.view.id,
        step=step,
        given=given,
        version=walk.view.version,
        by=by,
        now=walk.now,
        request_id=request,
    )


def views(outcomes: list[ErrandView | Refusal]) -> list[ErrandView]:
    return [one for one in outcomes if isinstance(one, ErrandView)]


def test_one_person_who_begins_in_many_windows_begins_once(shop: Shop, lin: Actor) -> None:
    found = town.handed_out(shop)

    def begin(number: int) -> ErrandView:
        return actions.begin_errand(
            kind="activation", card=found.id, by=lin, now=NOW, request_id=f"window {number}"
        )

    outcomes = at_once([partial(begin, number) for number in range(MANY)])

    assert len(views(outcomes)) == MANY
    assert len({view.id for view in views(outcomes)}) == 1
    assert Errand.objects.count() == OpenErrand.objects.count() == 1


def test_of_many_people_who_begin_at_one_card_one_errand_is_open(shop: Shop) -> None:
    found = town.handed_out(shop)
    people = [holder(OPERATOR, name) for name in ("林晚", "吴明", "陈立")]

    def begin(person: Actor) -> ErrandView:
        return actions.begin_errand(
            kind="activation", card=found.id, by=person, now=NOW, request_id=person.id
        )

    at_once([partial(begin, person) for person in people])

    assert OpenErrand.objects.count() == 1
    assert Errand.objects.filter(state=State.OPEN).count() == 1


def test_a_double_click_is_one_step(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin()
    code = town.printed(shop, walk.card).code
    outcomes = at_once(
        [partial(take, walk, "click", "possession", lin, code=code) for _ in range(MANY)]
    )
    assert len(views(outcomes)) == MANY
    assert ErrandTurn.objects.filter(step="possession").count() == 1


def test_a_double_click_on_a_code_that_works_once_is_one_step(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().send()
    code = newest_code()
    outcomes = at_once(
        [partial(take, walk, "click", "one-time-code", lin, code=code) for _ in range(MANY)]
    )
    assert len(views(outcomes)) == MANY
    assert ErrandTurn.objects.filter(step="one-time-code", act="taken").count() == 1


def test_two_people_never_overwrite_each_other(shop: Shop, lin: Actor) -> None:
    """She chooses her PIN at home while a clerk helps her at the counter with another."""
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().prove_contact()
    pins = {lin: PIN, shop.teller: "926174"}
    outcomes = at_once(
        [partial(take, walk, by.id, "pin", by, pin=pin, again=pin) for by, pin in pins.items()]
    )
    assert len(views(outcomes)) == 1
    [late] = [one for one in outcomes if isinstance(one, Refusal)]
    assert isinstance(late, Conflict)
    assert isinstance(late, refusals.IsDone | refusals.TakenMeanwhile)
    assert card(walk.card.id, lin).state is CardState.ACTIVE
    assert pin_of(walk.card.id, lin, walk.now)


def test_a_step_and_a_withdrawal_at_once_leave_one_of_the_two(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().prove_contact()
    page = {"errand": walk.view.id, "version": walk.view.version, "now": walk.now}
    outcomes = at_once(
        [
            partial(take, walk, "pin", "pin", lin, pin=PIN, again=PIN),
            partial(actions.withdraw_errand, **page, by=shop.teller, request_id="away"),
        ]
    )
    assert len(views(outcomes)) == 1
    state = queries.errand(walk.view.id, by=lin, now=walk.now).state
    active = card(walk.card.id, lin).state is CardState.ACTIVE
    assert (state is State.DONE) == active
    assert state in {State.DONE, State.WITHDRAWN}


def test_a_ticket_is_taken_by_one_of_those_who_bring_it(shop: Shop, lin: Actor) -> None:
    walk = Walk(shop.kiosk, shop, town.handed_out(shop)).begin().prove_possession()
    ticket = walk.hand_over()
    people = [lin, holder(OPERATOR, "吴明"), shop.teller]
    outcomes = at_once(
        [
            partial(actions.pick_up, ticket=ticket.token, by=by, now=walk.now, request_id=by.id)
            for by in people
        ]
    )
    assert len(views(outcomes)) == 1


def test_many_trials_at_once_move_the_money_to_and_fro_once(shop: Shop, lin: Actor) -> None:
    walk = Walk(lin, shop, town.handed_out(shop)).begin().prove_possession().prove_contact()
    walk.choose_pin()
    outcomes = at_once(
        [partial(take, walk, f"try {number}", "test-transaction", lin) for number in range(MANY)]
    )
    assert len(views(outcomes)) == 1
    assert len(statement(f"{walk.card.id}/main")[0]) == 2
    assert list(verify.faults()) == []
