"""Takes the same step with many cards at once, each with a line in its history."""

from datetime import datetime

from django.db import connection
from django.db.models import CharField, F, QuerySet, UUIDField, Value

from yika.domain.cards import rules
from yika.domain.cards.models import Card, CardStep
from yika.domain.cards.rules import states
from yika.domain.cards.rules.states import Reason, State
from yika.domain.vault.fields import MomentField
from yika.kit import ids
from yika.kit.actor import Actor

COLUMNS = (
    "card_id", "number", "at", "before", "after", "reason",
    "actor_kind", "actor_id", "channel", "request",
)  # fmt: skip


def move_cards(
    cards: QuerySet[Card],
    before: State,
    after: State,
    *,
    reason: Reason,
    by: Actor,
    now: datetime,
    request_id: str,
    **changes: object,
) -> int:
    """Bring those of these cards that are in one state into another; how many they were.

    Two statements, however many cards there are. What holds the cards together (their batch or
    their delivery) is locked, and keeps the words for another reason. A card that somebody
    changes alone meanwhile undoes it all.
    """
    states.check_listed(before, after, reason=reason)
    moving = cards.filter(state=before.value)
    noted = _note_steps(moving, before, after, reason=reason, by=by, now=now, request_id=request_id)
    moved = moving.update(state=after.value, steps=F("steps") + 1, **changes)
    if moved != noted:
        raise rules.CardsMoved
    return moved


def _note_steps(
    cards: QuerySet[Card],
    before: State,
    after: State,
    *,
    reason: Reason,
    by: Actor,
    now: datetime,
    request_id: str,
) -> int:
    told = (before, after, reason, by.kind, by.id, by.channel)
    lines = cards.order_by().values_list(
        "id",
        F("steps") + 1,
        Value(now, MomentField()),
        *(Value(str(each), CharField()) for each in told),
        Value(ids.request_key(request_id), UUIDField()),
    )
    select, values = lines.query.sql_with_params()
    table = CardStep._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(COLUMNS)}) {select}",
            values,
        )
        return int(cursor.rowcount)
