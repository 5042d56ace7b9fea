"""Takes one step in the life of a card, and keeps it in the card's history."""

from datetime import datetime

from yika.domain.cards import rules
from yika.domain.cards.models import Card, CardStep
from yika.domain.cards.rules import states
from yika.domain.cards.rules.states import State
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor


def seen_step(card: Card, after: State, *, by: Actor, request_id: str) -> bool:
    """Whether this request took this step of the card before. Refuses it for anything else."""
    step = CardStep.objects.filter(card=card, request=ids.request_key(request_id)).first()
    if step and (step.after, step.actor_id) != (after, by.id):
        raise rules.CardRequestReused
    return step is not None


def take_step(
    card: Card,
    after: State,
    *,
    reason: str,
    note: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
    **changes: object,
) -> None:
    """Bring a card that is held into its next state, with whatever changes along with it.

    Refuses what the table of steps does not have. A note is kept encrypted.
    """
    before = State(card.state)
    states.check_step(before, after, reason=reason, note=note)
    step = CardStep(
        card=card,
        number=card.steps + 1,
        at=now,
        before=before,
        after=after,
        reason=reason,
        actor_kind=by.kind,
        actor_id=by.id,
        channel=by.channel,
        request=ids.request_key(request_id),
    )
    if note.strip():
        step.note = envelope.seal(keyring(), note.strip().encode(), where=step.note_place)
    step.save(force_insert=True)
    change(card, state=after.value, steps=step.number, **changes)


def change(card: Card, **changes: object) -> None:
    """Write these columns of a card that is held, and no others."""
    for name, value in changes.items():
        setattr(card, name, value)
    card.save(update_fields=list(changes))
