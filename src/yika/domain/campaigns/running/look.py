"""Looks at one card of a running campaign, and does what is due for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.states import STATE_OF, CardState, Stage
from yika.domain.campaigns.rules.steps import LOOK_AGAIN, Act, Due, Kind, Notice, due
from yika.domain.campaigns.running.hold import note
from yika.domain.campaigns.running.letting_go import let_go
from yika.domain.campaigns.running.telling import notices, tell_restricted, warn
from yika.domain.cards.actions import restrict_card
from yika.domain.cards.queries import CardInUse, those_in_use
from yika.domain.organizations.queries import known_among
from yika.kit.actor import WORKER
from yika.kit.errors import Refusal

SCOPES = {Stage.LOADING: "loading", Stage.SPENDING: "spending"}
KEPT = ("state", "stage", "next_at", "since", "warned", "told", "loading_stop", "spending_stop")


@dataclass(frozen=True, slots=True)
class Portion:
    """What is known of several cards at once, so that each is not asked for on its own."""

    cards: Mapping[UUID, CardInUse]
    known: frozenset[UUID]
    notices: Mapping[UUID, tuple[Notice, ...]]


def look_at(entries: Sequence[CampaignCard], *, issuer: str, level: int, now: datetime) -> None:
    """Do what is due for these cards, which are held."""
    if not entries:
        return
    holders = {entry.holder for entry in entries if entry.holder}
    portion = Portion(
        those_in_use([entry.card for entry in entries]),
        known_among(holders, issuer, level=level, now=now),
        notices(entries),
    )
    for entry in entries:
        _look(entry, portion, now=now)


def _look(entry: CampaignCard, portion: Portion, *, now: datetime) -> None:
    card = portion.cards.get(entry.card)
    request_id = f"campaign:{entry}:{entry.told}:{now.isoformat()}"
    if card is None or card.holder != entry.holder:
        let_go(entry, CardState.GONE, now=now, request_id=request_id)
        return
    if entry.holder in portion.known:
        let_go(entry, CardState.KNOWN, now=now, request_id=request_id)
        return
    if entry.state == CardState.EXCEPTED:
        _end_exception(entry, card, now=now)
        return

    step = due(
        entry.campaign.plan,
        stage=Stage(entry.stage),
        warned=entry.warned,
        notices=portion.notices[entry.id],
        now=now,
    )
    entry.next_at = DO[step.act](entry, card, step, now)
    entry.save(update_fields=KEPT)


def _end_exception(entry: CampaignCard, card: CardInUse, *, now: datetime) -> None:
    """Its time is over: the holder is warned once more before anything is restricted."""
    entry.state, entry.since, entry.next_at = CardState.OPEN.value, now, now
    warn(entry, card, Kind.AGAIN, now=now)
    entry.save(update_fields=KEPT)


def _warn(entry: CampaignCard, card: CardInUse, step: Due, now: datetime) -> datetime | None:
    entry.warned = entry.campaign.plan.warnings_due(now)
    warn(entry, card, Kind.PLANNED, now=now)
    note(
        "campaign.card_warned",
        entry,
        by=WORKER,
        now=now,
        request_id=f"campaign:{entry}:{entry.told}",
        number=entry.told,
    )
    return step.again_at


def _restrict(entry: CampaignCard, card: CardInUse, step: Due, now: datetime) -> datetime | None:
    """One direction of the card stops. What else forbids it leaves it to the staff."""
    scope = SCOPES[step.stage]
    request_id = f"campaign:{entry}:{scope}:{entry.told}"
    try:
        with transaction.atomic():
            stop = restrict_card(
                card=entry.card_id,
                scope=scope,
                by=WORKER,
                now=now,
                request_id=request_id,
            )
    except Refusal:
        return _list(entry, card, step, now)
    setattr(entry, f"{scope}_stop", stop)
    entry.stage, entry.state, entry.since = step.stage.value, STATE_OF[step.stage].value, now
    tell_restricted(entry, card, now=now)
    note(
        "campaign.card_restricted",
        entry,
        by=WORKER,
        now=now,
        request_id=request_id,
        stop=stop,
        scope=scope,
    )
    return step.again_at


def _list(entry: CampaignCard, _card: CardInUse, _step: Due, now: datetime) -> datetime | None:
    """Staff find it among those whom nothing reached; the journal says so once."""
    if entry.state == CardState.UNREACHED:
        return now + LOOK_AGAIN
    entry.state, entry.since = CardState.UNREACHED.value, now
    note(
        "campaign.card_unreached",
        entry,
        by=WORKER,
        now=now,
        request_id=f"campaign:{entry}:unreached:{entry.told}",
    )
    return now + LOOK_AGAIN


def _wait(entry: CampaignCard, _card: CardInUse, step: Due, _now: datetime) -> datetime | None:
    entry.state = STATE_OF[Stage(entry.stage)].value
    return step.again_at


DO = {Act.WARN: _warn, Act.RESTRICT: _restrict, Act.LIST: _list, Act.WAIT: _wait}
