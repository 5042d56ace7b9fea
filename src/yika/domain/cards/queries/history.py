"""What happened to a card, step by step."""

from yika.domain.cards.models import Batch, CardStep
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card as find
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import CardView, StepLine
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.actor import Actor, ActorKind


def history(card: str | CardView, by: Actor) -> list[StepLine]:
    """The life of a card from its batch on, the oldest first. Notes are for the issuer's staff.

    A card that the same actor was just shown is not looked up again.
    """
    seen = card if isinstance(card, CardView) else find(card, by)
    steps = list(CardStep.objects.filter(card=scope.key_of("card", seen.id)).order_by("number"))
    shows_notes = by.kind is not ActorKind.HOLDER
    return [_beginning(seen, steps), *(_line(step, shows_notes=shows_notes) for step in steps)]


def _beginning(seen: CardView, steps: list[CardStep]) -> StepLine:
    """Making a card is no step of its own: the batch tells when and by whom."""
    batch = Batch.objects.get(pk=scope.key_of("bat", seen.batch))
    return StepLine(
        at=batch.made_at,
        before=None,
        after=State(steps[0].before) if steps else seen.state,
        reason="",
        note="",
        actor=batch.made_by,
        channel="",
    )


def _line(step: CardStep, *, shows_notes: bool) -> StepLine:
    return StepLine(
        at=step.at,
        before=State(step.before),
        after=State(step.after),
        reason=step.reason,
        note=_note(step) if shows_notes else "",
        actor=step.actor_id,
        channel=step.channel,
    )


def _note(step: CardStep) -> str:
    if not step.note:
        return ""
    return envelope.open_(keyring(), step.note, where=step.note_place).decode()
