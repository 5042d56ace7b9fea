"""Whatever is tried with a card, and in whatever order: no step is skipped, no end is left."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.cards.town import OPERATOR, VISITOR, ask, holder, make
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import STEPS, State, states
from yika.kit.actor import NotAllowed
from yika.kit.errors import Refusal

REASONS = {
    "mark_undeliverable": "not-collected",
    "block_card": "suspicion",
    "unblock_card": "cleared-up",
}
ACTS = (
    "send",
    "count",
    "hand_out",
    "take_back",
    "mark_undeliverable",
    "find_again",
    "activate_card",
    "block_card",
    "unblock_card",
    "destroy",
)


def attempt(town, card, name, by):
    """Do one thing with the card, whether or not it can be done now."""
    if name == "send":
        actions.send_cards(batch=card.batch, outlet=town.harbor.outlet, **ask(by))
    elif name == "count":
        for delivery in queries.deliveries(town.harbor.operator, limit=1):
            actions.count_delivery(delivery=delivery.id, counted=1, **ask(by))
    elif name == "destroy":
        actions.destroy_cards(cards=[card.id], reason="damaged", **ask(by))
    else:
        reason = {"reason": REASONS[name]} if name in REASONS else {}
        getattr(actions, name)(card=card.id, **reason, **ask(by))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_the_history_of_a_card_is_a_way_through_the_table(town, data):
    [card] = queries.cards(town.harbor.operator, batch=make(town.harbor, 1))
    people = (
        town.harbor.teller, town.harbor.operator, town.harbor.supervisor, town.campus.teller,
        holder(town.harbor.teller), VISITOR,
    )  # fmt: skip
    for name in data.draw(st.lists(st.sampled_from(ACTS), min_size=5, max_size=25)):
        before = queries.card(card.id, OPERATOR).state
        try:
            attempt(town, card, name, data.draw(st.sampled_from(people)))
        except (Refusal, NotAllowed):
            assert queries.card(card.id, OPERATOR).state is before
        if states.is_terminal(before):
            assert queries.card(card.id, OPERATOR).state is before

    lines = queries.history(card.id, OPERATOR)
    assert lines[0].after is State.MADE
    for one, next_one in pairwise(lines):
        assert next_one.before is one.after
        assert next_one.after in STEPS[next_one.before]
    assert queries.card(card.id, OPERATOR).state is lines[-1].after
