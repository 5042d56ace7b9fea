"""Ends what a campaign asks of a card, and lifts what it had stopped of it."""

from datetime import datetime

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.states import OVER, CardState, Stage
from yika.domain.campaigns.running.hold import note
from yika.domain.campaigns.running.telling import tell_released
from yika.domain.cards.actions import lift_restriction
from yika.domain.cards.queries import those_in_use
from yika.kit.actor import WORKER, Actor

KEPT = ("state", "stage", "next_at", "since", "loading_stop", "spending_stop")


def let_go(
    entry: CampaignCard, state: CardState, *, by: Actor = WORKER, now: datetime, request_id: str
) -> None:
    """Bring an entry that is held to one of the states in which nothing is restricted."""
    was_restricted = entry.stage > Stage.FREE
    card = those_in_use([entry.card]).get(entry.card)
    if card is not None:
        _lift(entry, proven=state is CardState.KNOWN, now=now)
    entry.state, entry.stage, entry.since = state.value, Stage.FREE.value, now
    if state in OVER:
        entry.next_at = None
    entry.save(update_fields=KEPT)
    if was_restricted and card is not None and card.holder == entry.holder:
        tell_released(entry, card, now=now)
    note(
        "campaign.card_let_go",
        entry,
        by=by,
        now=now,
        request_id=request_id,
        state=state.value,
        restricted=was_restricted,
    )


def _lift(entry: CampaignCard, *, proven: bool, now: datetime) -> None:
    for stop in filter(None, (entry.loading_stop, entry.spending_stop)):
        lift_restriction(
            stop=stop, proven=proven, by=WORKER, now=now, request_id=f"campaign-lift:{stop}"
        )
    entry.loading_stop = entry.spending_stop = ""
