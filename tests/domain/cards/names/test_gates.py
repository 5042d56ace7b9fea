"""A card whose issuer has to know its user is activated for people it knows, and not too often."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.domain.cards.names.proving import named_card, prove
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Town, active, ask, handed_out, holder, state_of
from yika.domain.cards import actions, queries
from yika.domain.cards.actions.life.take_step import take_step
from yika.domain.cards.models import Card
from yika.domain.cards.rules import RealNameNeeded, State, TooManyCards
from yika.kit import ids


def test_nobody_activates_it_before_he_has_proven_who_he_is(town: Town) -> None:
    named_card(2)
    lin = holder(town.harbor.teller)
    card = handed_out(town.harbor)
    with pytest.raises(RealNameNeeded) as refused:
        actions.activate_card(card=card.id, **ask(lin))
    assert refused.value.facts == {"issuer": "harbor", "product": "city", "level": 2}
    with pytest.raises(RealNameNeeded):
        queries.check_activation(card=card.id, holder=lin.id, by=lin, now=NOW)
    with pytest.raises(RealNameNeeded):
        actions.activate_card(card=card.id, **ask(town.harbor.teller))
    assert state_of(card) is State.HANDED_OUT

    prove(lin, town.harbor)
    queries.check_activation(card=card.id, holder=lin.id, by=lin, now=NOW)
    assert actions.activate_card(card=card.id, **ask(lin)).state is State.ACTIVE


def test_somebody_who_has_not_said_who_he_is_may_begin(town: Town) -> None:
    named_card(2)
    card = handed_out(town.harbor)
    queries.check_activation(card=card.id, by=town.harbor.teller, now=NOW)


def test_what_was_proven_to_another_issuer_or_at_a_lower_level_is_not_enough(town: Town) -> None:
    named_card(2)
    lin = holder(town.harbor.teller)
    prove(lin, town.campus)
    prove(lin, town.harbor, afar=True)
    with pytest.raises(RealNameNeeded):
        actions.activate_card(card=handed_out(town.harbor).id, **ask(lin))


@pytest.mark.parametrize(
    ("need", "service", "limits"),
    [("before-service", False, False), ("above-limits", True, False), ("never", True, True)],
)
def test_a_softer_policy_lets_it_be_activated_and_asks_later(
    town: Town, need: str, service: bool, limits: bool
) -> None:
    named_card(2, need=need)
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)
    assert queries.named_enough(card.id, moment="activation", now=NOW)
    assert queries.named_enough(card.id, moment="service", now=NOW) is service
    assert queries.named_enough(card.id, moment="limits", now=NOW) is limits
    prove(lin, town.harbor)
    assert queries.named_enough(card.id, moment="limits", now=NOW)


def test_a_person_has_so_many_cards_however_many_accounts_he_has(town: Town) -> None:
    named_card(2)
    lin, again = holder(town.harbor.teller), holder(town.harbor.teller)
    prove(lin, town.harbor)
    prove(again, town.harbor)
    first, _ = active(town.harbor, lin), active(town.harbor, again)
    third = handed_out(town.harbor)
    with pytest.raises(TooManyCards) as refused:
        actions.activate_card(card=third.id, **ask(lin))
    assert refused.value.facts == {"limit": 2}

    stranger = holder(town.harbor.teller)
    prove(stranger, town.harbor, serial=3)
    assert active(town.harbor, stranger).state is State.ACTIVE

    actions.freeze_card(card=first.id, **ask(lin))
    with pytest.raises(TooManyCards):
        actions.activate_card(card=third.id, **ask(lin))
    actions.report_loss(card=first.id, formal=True, **ask(lin))
    assert actions.activate_card(card=third.id, **ask(lin)).state is State.ACTIVE


def test_a_card_that_ends_makes_room_for_another(town: Town) -> None:
    named_card(2, cards_per_person=1)
    lin = holder(town.harbor.teller)
    prove(lin, town.harbor)
    card = active(town.harbor, lin)
    with transaction.atomic():
        taken = Card.objects.get(pk=ids.read("card", card.id))
        later = ask(town.harbor.teller, now=NOW + timedelta(days=1))
        take_step(taken, State.CLOSED, reason="holders-wish", **later)
    assert active(town.harbor, lin).state is State.ACTIVE


def test_a_second_proof_of_the_same_person_takes_nothing_away(town: Town) -> None:
    named_card(2, cards_per_person=1)
    lin = holder(town.harbor.teller)
    prove(lin, town.harbor)
    prove(lin, town.harbor)
    assert active(town.harbor, lin).state is State.ACTIVE
    with pytest.raises(TooManyCards):
        actions.activate_card(card=handed_out(town.harbor).id, **ask(lin))
