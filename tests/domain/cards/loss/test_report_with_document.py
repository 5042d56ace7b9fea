"""Card and phone are gone: the numbers of card and document, known by heart, stop the card."""

from datetime import timedelta

import pytest

from tests.domain.cards.names.proving import prove
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import (
    VISITOR,
    Town,
    active,
    ask,
    city_card,
    handed_out,
    holder,
    sell,
    state_of,
)
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import ADDRESS
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView, DocumentDoesNotFit, MistypedNumber, State
from yika.domain.cards.rules.stops import AlreadyReported, StopKind
from yika.domain.messages.queries import inbox
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor
from yika.kit.errors import Invalid

DOCUMENT = desk.citizen(1)


@pytest.fixture
def lin(town: Town) -> Actor:
    person = holder(town.harbor.teller)
    prove(person, town.harbor)
    return person


@pytest.fixture
def card(town: Town, lin: Actor) -> CardView:
    return active(town.harbor, lin)


def report(card: CardView | str, document: str = DOCUMENT, by: Actor = VISITOR, request_id=""):
    number = card if isinstance(card, str) else card.number
    return actions.report_with_document(
        number=number, document=document, address=ADDRESS, **ask(by, request_id)
    )


def test_both_numbers_together_stop_the_card_for_a_time(card: CardView, lin: Actor) -> None:
    spaced = f"{card.number[:4]} {card.number[4:]}"
    report(spaced, f" {DOCUMENT[:6]} {DOCUMENT[6:].lower()} ", request_id="r-document")
    assert state_of(card) is State.BLOCKED
    [stop] = queries.card(card.id, lin).stops
    assert (stop.kind, stop.until) == (StopKind.LOSS_TEMPORARY, NOW + timedelta(days=7))
    assert "loss-temporary" in [one.template for one in inbox(lin.id)]
    assert len(report(card, request_id="r-document").stops) == 1
    with pytest.raises(AlreadyReported):
        report(card)


def test_where_there_is_only_the_formal_report_it_is_that(town: Town, lin: Actor) -> None:
    sell("harbor", city_card(2, loss={"steps": ["loss-report"], "expires": "1 day"}))
    card = active(town.harbor, lin)
    report(card)
    assert [one.kind for one in queries.card(card.id, lin).stops] == [StopKind.LOSS_FORMAL]


def test_whatever_does_not_fit_is_told_alike(town: Town, card: CardView) -> None:
    unproven = active(town.harbor, holder(town.harbor.teller))
    nameless = actions.activate_card(card=handed_out(town.harbor).id, **ask(town.harbor.teller))
    for number, document in (
        (card.number, desk.citizen(2)),
        (unproven.number, DOCUMENT),
        (nameless.number, DOCUMENT),
    ):
        with pytest.raises(DocumentDoesNotFit) as refused:
            report(number, document)
        assert refused.value.facts == {}
    assert {state_of(one) for one in (card, unproven, nameless)} == {State.ACTIVE}


def test_a_kiosk_of_another_issuer_knows_nothing_of_it(town: Town, card: CardView) -> None:
    with pytest.raises(DocumentDoesNotFit):
        report(card, by=town.campus.kiosk)
    assert report(card, by=town.harbor.kiosk).stops


def test_what_is_no_number_is_told_at_once(card: CardView) -> None:
    with pytest.raises(Invalid):
        report(card, "  ")
    with pytest.raises(MistypedNumber):
        report(card.number[:-1] + str((int(card.number[-1]) + 1) % 10))


def test_guesses_are_counted_for_the_card(card: CardView) -> None:
    for serial in range(10, 15):
        with pytest.raises(DocumentDoesNotFit):
            report(card, desk.citizen(serial))
    with pytest.raises(TooManyTries):
        report(card)
    assert state_of(card) is State.ACTIVE
