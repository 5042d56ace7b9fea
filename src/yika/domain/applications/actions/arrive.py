"""Notes whether a card that was sent has reached its holder."""

from datetime import datetime

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.card_of import card_of, serving
from yika.domain.applications.actions.keeping.step import check_step, hold, seen, serve, take_step
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, Returned, State
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import State as CardState
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def note_delivered(
    *, application: str, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """The card is there: its holder says so, or whoever carried it. Safe to repeat."""
    own = by.kind is ActorKind.HOLDER
    row = hold(application, by=by) if own else serve(application, by=by)
    if not seen(row, Act.DELIVERED, by=by, request_id=request_id):
        _arrived(row, by=by, now=now, request_id=request_id)
    return queries.as_view(row, by)


@transaction.atomic
def note_activated(*, card: str, by: Actor, now: datetime, request_id: str) -> None:
    """Whoever has activated a card that was sent has it: nobody needs to note that."""
    key = ids.read("card", card)
    row = Application.objects.select_for_update().filter(card=key, state=State.SENT).first()
    if row:
        _arrived(row, by=by, now=now, request_id=request_id)


@transaction.atomic
def note_undeliverable(
    *, application: str, reason: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """The card came back, and why. Its holder is asked what shall become of it.

    Safe to repeat with the same `request_id`.
    """
    row = serve(application, by=by)
    if seen(row, Act.UNDELIVERABLE, by=by, request_id=request_id):
        return queries.as_view(row, by)

    after = check_step(row, Act.UNDELIVERABLE)
    if reason not in set(Returned):
        raise rules.ReasonUnknown
    if card_of(row).state is CardState.HANDED_OUT:
        cards.mark_undeliverable(
            card=card_of(row).id,
            reason=reason,
            by=serving(by),
            now=now,
            request_id=request_id,
        )
    take_step(
        row,
        Act.UNDELIVERABLE,
        after,
        reason=reason,
        note=note,
        by=by,
        now=now,
        request_id=request_id,
        card=row.card if row.number_chosen else None,
    )
    tell(row, "application-returned", now=now)
    return queries.as_view(row, by)


def _arrived(row: Application, *, by: Actor, now: datetime, request_id: str) -> None:
    after = check_step(row, Act.DELIVERED)
    take_step(row, Act.DELIVERED, after, by=by, now=now, request_id=request_id)
