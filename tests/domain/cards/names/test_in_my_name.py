"""All cards in somebody's name, for himself alone; and what happens to one he never wanted."""

from datetime import timedelta

import pytest

from tests.domain.cards.names.proving import named_card, prove, reach, stepped_up
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import (
    OPERATOR,
    Town,
    active,
    ask,
    city_card,
    holder,
    sell,
    state_of,
)
from tests.domain.people.folks import ADDRESS, OTHER_PHONE, code_of, proven, send
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import (
    AlreadyDisowned,
    CardView,
    ProofNeeded,
    State,
    UnknownCard,
)
from yika.domain.cards.rules.stops import NotFrozen
from yika.domain.enquiries.queries import enquiry
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox
from yika.domain.people.queries import holder as look
from yika.domain.people.rules import Purpose, WrongCode
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def lin(town: Town) -> Actor:
    """Known to one issuer by original and face."""
    named_card(2)
    person = holder(town.harbor.teller)
    reach(person)
    prove(person, town.harbor)
    return person


@pytest.fixture
def thief(town: Town, lin: Actor) -> Actor:
    """Another account, at another issuer, in the name of the same person."""
    person = holder(town.campus.teller)
    proven(person.id, OTHER_PHONE)
    prove(person, town.campus)
    return person


def named(by: Actor) -> list[str]:
    return [one.id for one in queries.in_my_name(proof=stepped_up(by), by=by, now=NOW).cards]


def disown(card: CardView, by: Actor, proof: str, request_id: str = "", now=NOW):
    return actions.disown_card(card=card.id, proof=proof, **ask(by, request_id, now))


def test_cards_under_every_account_of_the_person_are_shown(
    town: Town, lin: Actor, thief: Actor
) -> None:
    own, other = active(town.harbor, lin), active(town.campus, thief)
    active(town.harbor, _stranger(town))
    shown = queries.in_my_name(proof=stepped_up(lin), by=lin, now=NOW)
    assert shown.whole
    assert {one.id: one.mine for one in shown.cards} == {own.id: True, other.id: False}
    [told] = [one for one in shown.cards if not one.mine]
    assert other.number not in repr(told)
    assert thief.id not in repr(told)


def _stranger(town: Town) -> Actor:
    person = holder(town.harbor.teller)
    prove(person, town.harbor, serial=5)
    return person


def test_who_was_only_seen_from_afar_sees_his_own_account_only(
    town: Town, lin: Actor, thief: Actor
) -> None:
    active(town.harbor, lin)
    forger = holder(town.harbor.teller)
    proven(forger.id, "+8613712345678")
    prove(forger, town.harbor, afar=True)
    shown = queries.in_my_name(proof=stepped_up(forger), by=forger, now=NOW)
    assert (shown.cards, shown.whole) == ((), False)


def test_one_firm_proof_does_not_make_a_weak_one_count(town: Town, lin: Actor) -> None:
    """He is himself, and has sent in a picture of somebody else besides."""
    active(town.harbor, lin)
    forger = holder(town.campus.teller)
    proven(forger.id, OTHER_PHONE)
    prove(forger, town.campus, serial=7)
    prove(forger, town.harbor, afar=True)
    shown = queries.in_my_name(proof=stepped_up(forger), by=forger, now=NOW)
    assert (shown.cards, shown.whole) == ((), True)


def test_nothing_is_shown_without_a_fresh_code_of_his_own(
    town: Town, lin: Actor, thief: Actor
) -> None:
    proof = stepped_up(lin)
    for by, shown, now in (
        (lin, "", NOW),
        (lin, "proof_1", NOW),
        (thief, proof, NOW),
        (lin, proof, NOW + timedelta(hours=1)),
    ):
        with pytest.raises(ProofNeeded):
            queries.in_my_name(proof=shown, by=by, now=now)
    with pytest.raises(UnknownCard):
        queries.in_my_name(proof=proof, by=town.harbor.teller, now=NOW)


def test_a_wrong_code_proves_nothing(town: Town, lin: Actor) -> None:
    contact = look(lin.id, now=NOW).contacts[0].id
    sent = send(Purpose.STEP_UP, holder=lin.id, contact_id=contact, by=lin)
    wrong = f"{(int(code_of(sent)) + 1) % 10**6:06}"
    with pytest.raises(WrongCode):
        actions.step_up(proof=sent.id, code=wrong, address=ADDRESS, **ask(lin))
    with pytest.raises(ProofNeeded):
        queries.in_my_name(proof=sent.id, by=lin, now=NOW)


def test_a_disowned_card_is_stopped_and_its_issuer_has_to_answer(
    town: Town, lin: Actor, thief: Actor
) -> None:
    card = active(town.campus, thief)
    done = disown(card, lin, stepped_up(lin), request_id="d-1")
    assert state_of(card) is State.BLOCKED
    assert done.stopped_until == NOW + timedelta(days=30)
    assert done.card.disowned
    assert not done.card.mine

    asked = enquiry(done.enquiry, by=town.campus.teller, now=NOW)
    assert (asked.kind, asked.about, asked.issuer) == ("complaint", card.id, "campus")
    assert inbox(thief.id)[0].template == "card-disputed"
    [entry] = Entry.objects.filter(event="card.disowned")
    assert entry.facts["enquiry"] == done.enquiry

    again = disown(card, lin, stepped_up(lin, now=LATER), request_id="d-1")
    assert again.enquiry == done.enquiry
    assert Entry.objects.filter(event="card.disowned").count() == 1
    with pytest.raises(AlreadyDisowned):
        disown(
            card, lin, stepped_up(lin, now=NOW + timedelta(hours=1)), now=NOW + timedelta(hours=1)
        )


def test_the_issuer_lets_it_go_again_when_it_is_cleared_up(
    town: Town, lin: Actor, thief: Actor
) -> None:
    card = active(town.campus, thief)
    disown(card, lin, stepped_up(lin))
    with pytest.raises(NotFrozen):
        actions.thaw_card(card=card.id, **ask(thief))
    freed = actions.unblock_card(card=card.id, reason="cleared-up", **ask(town.campus.teller))
    assert freed.state is State.ACTIVE
    assert (
        not queries.in_my_name(proof=stepped_up(lin, now=LATER), by=lin, now=LATER)
        .cards[0]
        .disowned
    )


def test_nobody_stops_the_card_of_somebody_else(town: Town, lin: Actor, thief: Actor) -> None:
    stranger = _stranger(town)
    card = active(town.harbor, stranger)
    with pytest.raises(UnknownCard):
        disown(card, lin, stepped_up(lin))
    assert state_of(card) is State.ACTIVE


def test_a_kind_of_card_that_cannot_be_frozen_is_only_looked_into(town: Town, lin: Actor) -> None:
    named_card_without_freeze(town)
    card = active(town.harbor, lin)
    done = disown(card, lin, stepped_up(lin))
    assert (done.stopped_until, state_of(card)) == (None, State.ACTIVE)
    assert queries.history(card.id, OPERATOR)


def named_card_without_freeze(town: Town) -> None:
    sell("harbor", city_card(3, freeze=None))


def test_it_cannot_be_said_over_and_over(town: Town, lin: Actor) -> None:
    named_card_without_freeze(town)
    card = active(town.harbor, lin)
    proof = stepped_up(lin)
    for _ in range(5):
        disown(card, lin, proof)
    with pytest.raises(TooManyTries):
        disown(card, lin, proof)
