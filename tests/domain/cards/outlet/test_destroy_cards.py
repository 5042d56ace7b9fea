"""Cards are destroyed for good, all or none, and many of them only by two persons."""

from datetime import timedelta

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask, handed_out, state_of, stocked
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.rules import State, stock
from yika.domain.journal.models import Entry
from yika.domain.staff.actions import ask_approval, decide_approval
from yika.domain.staff.rules import approvals
from yika.kit.actor import NotAllowed


def destroy(shop, cards, *, reason="damaged", by=None, request_id="", **more):
    return actions.destroy_cards(
        cards=[card.id for card in cards],
        reason=reason,
        **more,
        **ask(by or shop.supervisor, request_id),
    )


def approved(shop, cards, reason="damaged", *, by=None, at=NOW):
    """An approval that a reviewer gave."""
    subject, digest = stock.destruction([card.id for card in cards], reason)
    asked = ask_approval(
        kind=stock.DESTRUCTION,
        subject=subject,
        issuer=shop.issuer,
        digest=digest,
        **ask(by or shop.supervisor, now=at),
    )
    decide_approval(approval=asked.id, approve=True, **ask(shop.reviewer, now=at))
    return asked.id


def test_a_few_cards_are_destroyed_by_one_person(town):
    cards = stocked(town.harbor, stock.DESTROY_ALONE_MAX)

    gone = destroy(town.harbor, cards)

    assert {card.state for card in gone} == {State.DESTROYED}
    entries = Entry.objects.filter(event="card.destroyed")
    assert {entry.subject for entry in entries} == {card.id for card in cards}
    assert entries[0].facts == {"reason": "damaged", "cards": 5, "approval": ""}


def test_many_cards_need_a_second_person(town):
    cards = stocked(town.harbor, stock.DESTROY_ALONE_MAX + 1)

    with pytest.raises(rules.ApprovalNeeded, match="More than 5 cards"):
        destroy(town.harbor, cards)
    assert {state_of(card) for card in cards} == {State.IN_STOCK}

    destroy(town.harbor, cards, approval=approved(town.harbor, cards))
    assert {state_of(card) for card in cards} == {State.DESTROYED}


def test_an_approval_is_good_for_exactly_these_cards_and_this_reason(town):
    cards = stocked(town.harbor, 8)
    approval = approved(town.harbor, cards[:6])

    with pytest.raises(approvals.OtherContent):
        destroy(town.harbor, cards, approval=approval)
    with pytest.raises(approvals.OtherContent):
        destroy(town.harbor, cards[:6], reason="withdrawn", approval=approval)
    destroy(town.harbor, cards[:6], approval=approval)


def test_an_approval_is_used_by_who_asked_for_it_and_in_time(town):
    cards = stocked(town.harbor, 6)
    late = approved(town.harbor, cards, at=NOW - timedelta(days=30))

    with pytest.raises(approvals.UnknownApproval):
        destroy(town.harbor, cards, approval=approved(town.harbor, cards), by=town.harbor.operator)
    with pytest.raises(approvals.ApprovalExpired):
        destroy(town.harbor, cards, approval=late)
    assert {state_of(card) for card in cards} == {State.IN_STOCK}


def test_one_card_that_cannot_go_keeps_all_of_them(town):
    cards = [*stocked(town.harbor, 2), handed_out(town.harbor)]

    with pytest.raises(rules.NoSuchStep):
        destroy(town.harbor, cards)
    assert state_of(cards[0]) is State.IN_STOCK


def test_a_destroyed_card_never_comes_back(town):
    [card] = stocked(town.harbor, 1)
    destroy(town.harbor, [card])

    for act in (actions.find_again, actions.take_back, actions.hand_out):
        with pytest.raises(rules.NoSuchStep):
            act(card=card.id, **ask(town.harbor.teller))
    with pytest.raises(rules.NoSuchStep):
        destroy(town.harbor, [card])


def test_a_repeat_destroys_nothing_more(town):
    cards = stocked(town.harbor, 3)

    first = destroy(town.harbor, cards[:2], request_id="r")
    assert destroy(town.harbor, cards[:2], request_id="r") == first
    with pytest.raises(rules.CardRequestReused):
        destroy(town.harbor, cards, request_id="r")


def test_the_reason_is_listed_or_told(town):
    cards = stocked(town.harbor, 1)

    with pytest.raises(rules.ReasonUnknown):
        destroy(town.harbor, cards, reason="rain")
    with pytest.raises(rules.NoteNeeded):
        destroy(town.harbor, cards, reason="other")
    destroy(town.harbor, cards, reason="other", note="Soaked in a flood.")
    assert queries.history(cards[0].id, town.harbor.auditor)[-1].note == "Soaked in a flood."


def test_only_who_may_destroys_and_only_cards_of_his_issuer(town):
    cards = stocked(town.harbor, 1)

    for by in (town.harbor.teller, town.harbor.auditor, town.harbor.reviewer):
        with pytest.raises(NotAllowed):
            destroy(town.harbor, cards, by=by)
    with pytest.raises(rules.UnknownCard):
        destroy(town.harbor, cards, by=town.campus.supervisor)


@pytest.mark.parametrize("many", [0, stock.DESTROY_MAX + 1])
def test_none_and_far_too_many_are_refused(town, many):
    with pytest.raises(rules.CountOutOfRange):
        actions.destroy_cards(
            cards=[f"card_{place:026}" for place in range(many)],
            reason="damaged",
            **ask(town.harbor.supervisor),
        )
