"""A lost card is stopped at once, for a time or for good, and can be found again."""

import pytest

from tests.domain.cards.stops.lost import (
    WEEK,
    at,
    block,
    formal,
    found,
    kinds,
    mistaken,
    purse_of,
    report,
    seen,
    with_holder,
)
from tests.domain.cards.town import OPERATOR, VISITOR, ask, handed_out, holder, only, state_of
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Card
from yika.domain.cards.rules import State, stops
from yika.domain.cards.rules.stops import Bearer, who_bears
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox
from yika.kit.actor import NotAllowed


def test_a_temporary_report_stops_the_card_and_its_purse_until_a_time_that_is_shown(town):
    card, lin = with_holder(town.harbor)
    reported = report(card, lin)

    [stop] = reported.stops
    assert reported.state is State.BLOCKED
    assert reported.standing.code == "lost-temporary"
    assert (stop.until, reported.standing.until) == (at(0) + WEEK, at(0) + WEEK)
    assert stop.everywhere_at == at(1)
    assert purse_of(card) == "frozen"
    note = inbox(lin.id)[0]
    assert note.template == "loss-temporary"
    assert "27 November at 12:00" in note.body


def test_a_formal_report_ends_only_when_somebody_ends_it(town):
    card, lin = with_holder(town.harbor)
    [stop] = report(card, lin, formal=True).stops

    assert stop.until is None
    assert found(stop.id, lin).state is State.ACTIVE
    assert purse_of(card) == "open"
    assert [line.reason for line in queries.history(card.id, lin)][-2:] == ["lost", "found"]
    assert queries.stop(stop.id, lin).ended_how == "found"


def test_a_report_that_was_a_mistake_never_was_one(town):
    card, lin = with_holder(town.harbor)
    [stop] = report(card, lin).stops
    [second] = formal(stop.id, lin, now=at(1)).stops
    mistaken(second.id, lin, now=at(2))

    reports = queries.loss_reports(card.id)
    assert len(reports) == 2
    assert who_bears(used_at=at(1.5), online=True, reports=reports) is Bearer.HOLDER
    assert who_bears(used_at=at(0.5), online=True, reports=reports) is Bearer.HOLDER


def test_made_formal_the_report_stays_without_a_moment_in_between(town):
    card, lin = with_holder(town.harbor)
    [first] = report(card, lin, credential="all", lost_at=at(-1), note="In bus 7.").stops
    [second] = formal(first.id, lin, now=at(2)).stops

    assert second.kind == "loss-formal"
    assert second.follows == first.id
    assert (second.lost_at, second.everywhere_at) == (first.lost_at, first.everywhere_at)
    assert [line.reason for line in queries.history(card.id, lin)][-1] == "lost"
    with pytest.raises(stops.StopEnded):
        formal(first.id, lin, now=at(2))
    with pytest.raises(stops.OtherKindOfStop):
        formal(second.id, lin, now=at(2))


def test_a_second_report_is_told_of_the_first_but_a_formal_one_takes_its_place(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)
    with pytest.raises(stops.AlreadyReported):
        report(card, town.harbor.teller)

    report(card, town.harbor.teller, formal=True)
    assert kinds(card) == ["loss-formal"]
    with pytest.raises(stops.AlreadyReported):
        report(card, lin, formal=True)


def test_repeats_change_nothing_more(town):
    card, lin = with_holder(town.harbor)

    assert report(card, lin, request_id="r") == report(card, lin, request_id="r")
    [stop] = seen(card).stops
    assert formal(stop.id, lin, request_id="m") == formal(stop.id, lin, request_id="m")
    [stop] = seen(card).stops
    assert found(stop.id, lin, request_id="f") == found(stop.id, lin, request_id="f")
    for again in (report, formal, found, mistaken):
        with pytest.raises(rules.CardRequestReused):
            again(card if again is report else stop.id, town.harbor.teller, request_id="f")
    assert len(queries.stops(card.id, lin)) == 2


def test_what_the_policy_does_not_take_is_refused_with_the_reason(town):
    card, lin = with_holder(town.harbor)
    with pytest.raises(stops.NoSuchPart):
        report(card, lin, credential="phone")
    with pytest.raises(stops.LostInFuture):
        report(card, lin, lost_at=at(0.1))
    with pytest.raises(rules.NoteTooLong):
        report(card, lin, note="x" * 10_000)
    with pytest.raises(stops.LossOfNobody):
        report(handed_out(town.harbor), town.harbor.teller)
    assert kinds(card) == []


def test_only_the_holder_and_who_may_report_it_for_him(town):
    card, lin = with_holder(town.harbor)
    [stop] = report(card, only(town.harbor.teller, "cards.report_loss", "cards.view")).stops

    stranger = holder(town.harbor.teller, "王强")
    for by in (stranger, VISITOR, town.campus.teller):
        with pytest.raises((rules.UnknownCard, stops.UnknownStop)):
            report(card, by)
        with pytest.raises((rules.UnknownCard, stops.UnknownStop)):
            found(stop.id, by)
    for by in (town.harbor.auditor, town.harbor.kiosk, town.harbor.program):
        with pytest.raises(NotAllowed):
            report(card, by)
    with pytest.raises(stops.UnknownStop):
        found("stop_x", lin)
    assert kinds(card) == ["loss-temporary"]


def test_a_card_waiting_for_its_activation_can_be_lost_in_the_mail(town):
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor, lin)
    [stop] = report(card, lin, formal=True).stops
    with pytest.raises(rules.CardBlocked):
        actions.activate_card(card=card.id, **ask(lin))

    assert found(stop.id, lin).state is State.HANDED_OUT


def test_notes_and_names_are_for_the_issuer_only(town):
    card, lin = with_holder(town.harbor)
    report(card, town.harbor.teller, note="Says his bag was stolen.")

    [told] = queries.stops(card.id, lin)
    assert (told.note, told.by) == ("", "")
    [kept] = queries.stops(card.id, town.harbor.auditor)
    assert (kept.note, kept.by) == ("Says his bag was stolen.", town.harbor.teller.id)
    assert "bag" not in str(Entry.objects.get(event="card.loss_reported").facts)


def test_found_again_a_blocked_card_stays_blocked(town):
    card, lin = with_holder(town.harbor)
    [stop] = report(card, lin).stops
    block(card, town.harbor.teller)
    still = found(stop.id, lin)

    assert (still.state, still.standing.code) == (State.BLOCKED, "blocked")
    assert purse_of(card) == "frozen"


def test_the_offer_says_before_what_a_report_will_do(town):
    card, lin = with_holder(town.harbor)
    offer = queries.loss_offer(card.id, lin, now=at(0))

    assert (offer.temporary_until, offer.warned_at) == (at(7), at(6))
    assert (offer.everywhere_at, offer.offline.en) == (at(1), "Buses")
    assert (offer.parts, offer.undo) == ((), "holder")
    with pytest.raises(rules.UnknownCard):
        queries.loss_offer(card.id, holder(town.harbor.teller, "王强"), now=at(0))


def test_a_card_that_ended_is_not_lost(town):
    card, lin = with_holder(town.harbor)
    Card.objects.filter(number=card.number).update(state=State.CLOSED.value)
    with pytest.raises(rules.CardEnded):
        report(card, lin)
    assert state_of(card) is State.CLOSED
    assert queries.stops(card.id, OPERATOR) == []
