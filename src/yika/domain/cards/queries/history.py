"""What happened to a card, step by step."""

from yika.domain.cards.models import Card, CardStep
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import StepLine
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.actor import Actor, ActorKind


def history(card: str, by: Actor) -> list[StepLine]:
    """The life of a card from its batch on, the oldest first. Notes are for the issuer's staff."""
    row = card_row(card)
    scope.check_sees(row, by)
    steps = list(CardStep.objects.filter(card=row).order_by("number"))
    shows_notes = by.kind is not ActorKind.HOLDER
    return [_beginning(row, steps), *(_line(step, shows_notes=shows_notes) for step in steps)]


def _beginning(row: Card, steps: list[CardStep]) -> StepLine:
    """Making a card is no step of its own: the batch tells when and by whom."""
    return StepLine(
        at=row.batch.made_at,
        before=None,
        after=State(steps[0].before if steps else row.state),
        reason="",
        note="",
        actor=row.batch.made_by,
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
