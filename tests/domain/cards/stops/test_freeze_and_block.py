"""A holder freezes at will; the issuer blocks with an end, long ones with a second person."""

from datetime import timedelta

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.stops.lost import (
    at,
    block,
    freeze,
    kinds,
    purse_of,
    report,
    seen,
    thaw,
    unblock,
    with_holder,
)
from tests.domain.cards.town import ask, handed_out, holder
from yika.domain.cards import actions, rules
from yika.domain.cards.rules import State, stops
from yika.domain.messages.queries import inbox
from yika.domain.staff import actions as staff
from yika.domain.staff import rules as approvals
from yika.kit.errors import Invalid


def test_the_holder_freezes_his_card_and_thaws_it_at_will(town):
    card, lin = with_holder(town.harbor)
    frozen = freeze(card, lin)

    assert (frozen.state, frozen.standing.code) == (State.BLOCKED, "frozen-own")
    assert seen(card).standing.code == "frozen"
    assert inbox(lin.id)[0].template == "card-frozen"
    with pytest.raises(stops.AlreadyFrozen):
        freeze(card, lin, scope="spending")
    assert thaw(card, lin).state is State.ACTIVE
    with pytest.raises(stops.NotFrozen):
        thaw(card, lin)


def test_frozen_for_spending_only_the_purse_still_takes_money(town):
    card, lin = with_holder(town.harbor)
    frozen = freeze(card, lin, scope="spending")

    assert (frozen.state, frozen.standing.code) == (State.ACTIVE, "spending-frozen")
    assert purse_of(card) == "in_only"
    block(card, town.harbor.teller, scope="loading")
    assert (seen(card).state, purse_of(card)) == (State.BLOCKED, "frozen")
    thaw(card, lin)
    assert (seen(card).state, purse_of(card)) == (State.ACTIVE, "out_only")


def test_a_purse_that_is_opened_later_is_stopped_from_the_start(town):
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor, lin)
    block(card, town.harbor.teller, scope="spending")
    active = actions.activate_card(card=card.id, **ask(lin))

    assert active.standing.code == "spending-blocked"
    assert purse_of(card) == "in_only"


def test_what_the_policy_does_not_offer_is_refused(town):
    card, lin = with_holder(town.harbor)
    for scope in ("loading", "", "everything"):
        with pytest.raises(stops.FreezeNotOffered):
            freeze(card, lin, scope=scope)
    with pytest.raises(stops.EndsInPast):
        freeze(card, lin, until=NOW)
    with pytest.raises(Invalid):
        block(card, town.harbor.teller, scope="everything")
    with pytest.raises(stops.EndsTooLate):
        block(card, town.harbor.teller, until=NOW + timedelta(days=40_000))
    for reason in ("lost", "frozen", "cleared-up", ""):
        with pytest.raises(rules.ReasonUnknown):
            block(card, town.harbor.teller, reason=reason)


def test_blocks_add_up_and_each_has_its_own_end(town):
    card, _lin = with_holder(town.harbor)
    block(card, town.harbor.teller, until=at(3))
    block(card, town.harbor.supervisor, reason="court-order", until=at(10))
    with pytest.raises(stops.WhichStop):
        unblock(card, town.harbor.teller)

    first, second = seen(card).stops
    assert unblock(card, town.harbor.teller, stop=second.id).state is State.BLOCKED
    assert unblock(card, town.harbor.teller, stop=first.id).state is State.ACTIVE
    with pytest.raises(rules.NotBlocked):
        unblock(card, town.harbor.teller, stop=first.id)


def test_a_block_never_touches_what_the_holder_has_done(town):
    card, lin = with_holder(town.harbor)
    freeze(card, lin)
    with pytest.raises(rules.NotBlocked):
        unblock(card, town.harbor.teller)
    block(card, town.harbor.teller)
    report(card, lin)

    assert kinds(card) == ["frozen", "blocked", "loss-temporary"]
    assert seen(card).standing.code == "blocked"
    thaw(card, lin)
    assert unblock(card, town.harbor.teller).standing.code == "lost-temporary"


def approved(shop, card, **wanted) -> str:
    subject, digest, content = stops.blocking(card.id, **wanted)
    asked = staff.ask_approval(
        kind=stops.BLOCKING, subject=subject, issuer=shop.issuer, digest=digest, content=content,
        **ask(shop.teller),
    )  # fmt: skip
    staff.decide_approval(approval=asked.id, approve=True, **ask(shop.supervisor))
    return asked.id


def test_alone_one_person_blocks_for_a_month_at_most(town):
    card, _lin = with_holder(town.harbor)
    for wanted in ({"until": at(31)}, {"endless": True}):
        with pytest.raises(stops.SecondPersonNeeded):
            block(card, town.harbor.teller, **wanted)
    [stop] = block(card, town.harbor.teller).stops

    assert stop.until == at(30)


def test_with_a_second_person_a_block_lasts_as_long_as_was_approved(town):
    card, _lin = with_holder(town.harbor)
    wanted = {"reason": "court-order", "scope": "all", "until": None}
    approval = approved(town.harbor, card, **wanted)
    with pytest.raises(approvals.OtherContent):
        block(card, town.harbor.teller, endless=True, approval=approval)

    terms = {"reason": "court-order", "endless": True, "approval": approval}
    [stop] = block(card, town.harbor.teller, **terms).stops
    assert stop.until is None
    with pytest.raises(approvals.ApprovalUsed):
        block(card, town.harbor.teller, **terms)


def test_a_card_has_room_for_so_many_stops(town):
    card, _lin = with_holder(town.harbor)
    for _ in range(20):
        block(card, town.harbor.teller, scope="loading")
    with pytest.raises(stops.TooManyStops):
        block(card, town.harbor.teller)
