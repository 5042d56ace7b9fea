"""Lost cards at the desk: found by what the customer knows, stopped in a sheet, also by phone."""

import pytest

from tests import story
from tests.channels.counter.conftest import Clerk
from tests.channels.counter.test_rights import card_in_use, frozen, number_of, reported
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView
from yika.domain.cards.rules.stops import EndedHow, StopKind


def look(card: str) -> CardView:
    return queries.card(card, story.OPERATOR)


def test_from_the_empty_desk_to_the_sheet_of_the_card(teller: Clerk, shop: story.Shop) -> None:
    assert "loss" in teller.get("/counter").offers
    card = card_in_use(shop)
    found = teller.does("/counter/loss", who=number_of(shop, card))
    assert found.onward == f"/counter/cards/{card}/loss"
    assert teller.does("/counter/loss", who="Nobody Known").status == 422


def test_the_line_says_what_stops_and_what_cannot_know_yet(teller: Clerk, shop) -> None:
    address = f"/counter/cards/{card_in_use(shop)}/loss"
    seen = teller.checks(address, how="temporary", seen="yes", lost_on="2026-01-02", note="Bus 12")
    line = seen.context["line"]
    assert "unless it is made formal" in line
    assert "Buses only know of it from" in line
    page = teller.get(teller.does(address, **seen.hidden).onward)
    assert "The card is stopped" in page.text
    [stop] = page.context["desk"].card.stops
    assert (stop.kind, stop.channel, stop.note) == (StopKind.LOSS_TEMPORARY, "counter", "Bus 12")


def test_a_report_by_telephone_says_so(teller: Clerk, shop: story.Shop) -> None:
    card = card_in_use(shop)
    teller.does(f"/counter/cards/{card}/loss", how="formal", seen="yes", by_phone="yes")
    assert [stop.channel for stop in look(card).stops] == ["hotline"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"how": "formal"}, "seen"),
        ({"seen": "yes"}, "how"),
        ({"how": "formal", "seen": "yes", "lost_on": "soon"}, "lost_on"),
        ({"how": "formal", "seen": "yes", "lost_on": "2999-01-01"}, "lost_on"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_stopped(
    teller: Clerk, shop, given: dict[str, str], wrong: str
) -> None:
    card = card_in_use(shop)
    page = teller.does(f"/counter/cards/{card}/loss", **given)
    assert page.status == 422
    assert [field.name for field in page.context["form"].fields if field.faults] == [wrong]
    assert look(card).stops == ()
    done = teller.does(f"/counter/cards/{card}/loss", how="formal", seen="yes")
    assert done.onward.endswith("did=report-loss")


def test_a_sheet_that_is_sent_twice_reports_once(teller: Clerk, shop: story.Shop) -> None:
    card = card_in_use(shop)
    address = f"/counter/cards/{card}/loss"
    given = {"do": "act", "how": "formal", "seen": "yes"}
    first = teller.post(address, "one-request", **given)
    assert first.onward == teller.post(address, "one-request", **given).onward
    assert len(look(card).stops) == 1
    assert teller.does(address, how="formal", seen="yes").status == 409


def test_found_and_mistaken_end_it_differently(teller: Clerk, shop: story.Shop) -> None:
    ends = {"found": EndedHow.FOUND, "mistaken": EndedHow.MISTAKEN}
    for place, (how, ended) in enumerate(ends.items()):
        card = reported(shop, place)
        address = f"/counter/cards/{card}/loss/end"
        assert teller.checks(address, how=how).status == 422
        seen = teller.checks(address, how=how, seen="yes")
        assert ("the holder's" in seen.context["line"]) == (how == "mistaken")
        assert "The report has ended" in teller.get(teller.does(address, **seen.hidden).onward).text
        assert queries.stops(card, story.OPERATOR)[0].ended_how is ended
        assert teller.does(address, how=how, seen="yes").status == 404


def test_a_report_is_made_formal_and_a_frozen_card_thawed(teller: Clerk, shop) -> None:
    lost, cold = reported(shop), frozen(shop, 1)
    teller.does(f"/counter/cards/{lost}/loss/formal")
    assert [stop.kind for stop in look(lost).stops] == [StopKind.LOSS_FORMAL]
    assert "make-formal" not in teller.get(f"/counter/cards/{lost}").offers
    assert "unblock" not in teller.get(f"/counter/cards/{lost}").offers
    teller.does(f"/counter/cards/{cold}/thaw")
    assert look(cold).stops == ()


def test_a_card_that_is_lost_and_blocked_stays_lost_when_it_is_unblocked(
    teller: Clerk, shop: story.Shop
) -> None:
    card = reported(shop)
    cards.block_card(card=card, reason="suspicion", **story.asking())
    page = teller.get(f"/counter/cards/{card}")
    assert [one.stop.kind for one in page.context["stops"]] == [
        StopKind.BLOCKED,
        StopKind.LOSS_TEMPORARY,
    ]
    teller.does(f"/counter/cards/{card}/unblock", reason="cleared-up")
    assert [stop.kind for stop in look(card).stops] == [StopKind.LOSS_TEMPORARY]


def test_no_two_operations_on_one_desk_share_a_letter(teller: Clerk, shop: story.Shop) -> None:
    both = reported(shop)
    cards.block_card(card=both, reason="suspicion", **story.asking())
    on_desk = [both, card_in_use(shop, 1), reported(shop, 2), frozen(shop, 3)]
    for page in ["/counter", *(f"/counter/cards/{card}" for card in on_desk)]:
        keys = [one.operation.key for one in teller.get(page).context["offers"]]
        assert len(set(keys)) == len(keys), keys
