"""Takes cards over that another system has issued, many at once.

An import gives its cards as a query over its own tables, so that a million of them go from table
to table inside the database. It first claims the numbers of all of them, and can still give them
back; then it adds the cards. Who may import was asked when its file came.
"""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from yika.domain.cards.models import Batch, StopListHead
from yika.domain.cards.rules import Edition, Reason, State
from yika.domain.cards.rules.source import Source
from yika.domain.cards.rules.stops import Credential, StopKind, StopScope
from yika.domain.journal.actions import record
from yika.domain.vault.queries import keyring
from yika.kit import ids
from yika.kit.actor import WORKER, Actor
from yika.kit.moments import to_micros

_CLAIM: Final = """
    INSERT INTO cards_cardnumber (number, card_id)
    SELECT number, card FROM ({}) claimed WHERE true ORDER BY number
    ON CONFLICT (number) DO NOTHING
"""
_RELEASE: Final = """
    DELETE FROM cards_cardnumber WHERE number IN (
        SELECT c.number FROM ({}) c JOIN cards_cardnumber n
        ON n.number = c.number AND n.card_id = c.card
    )
"""
_ADD: Final = """
    INSERT INTO cards_card (
        id, number, state, outlet, holder, valid_until, piece, activated_at,
        issuer, product, edition, batch_id, key_version, steps, face, place, stops
    )
    SELECT card, number, state, outlet, holder, valid_until, piece,
        CASE WHEN state IN (%s, %s) THEN CAST(%s AS bigint) END,
        %s, %s, %s, %s, %s, 0, '', 0, CASE WHEN state = %s THEN 1 ELSE 0 END
    FROM ({}) added
"""
_STOP: Final = """
    INSERT INTO cards_stop (
        id, card_id, issuer, kind, scope, credential, reason, since, everywhere_at,
        actor_kind, actor_id, channel, request, ended_how, ended_by
    )
    SELECT card, card, %s, %s, %s, %s, %s, CAST(%s AS bigint), CAST(%s AS bigint),
        %s, %s, %s, card, '', ''
    FROM ({}) added WHERE state = %s
"""
_LIST: Final = """
    INSERT INTO cards_stoplistentry (card_id, issuer, version, stopped, changed_at)
    SELECT card, %s, %s + ROW_NUMBER() OVER (ORDER BY number), %s, CAST(%s AS bigint)
    FROM ({}) added WHERE state = %s
"""


def open_take_over(
    *,
    edition: Edition,
    count: int,
    first_number: str,
    last_number: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> str:
    """Open the batch in which the cards of one file arrive, and give its public id.

    Safe to repeat: the same `request_id` gives the same batch.
    """
    request = ids.request_key(request_id)
    if seen := Batch.objects.filter(made_by_request=request).first():
        return str(seen)
    batch = Batch.objects.create(
        issuer=edition.issuer,
        product=edition.product.code,
        edition=edition.number,
        taken_over=True,
        count=count,
        first_number=first_number,
        last_number=last_number,
        made_at=now,
        made_by=by.id,
        made_by_request=request,
    )
    record(
        "batch.taken_over",
        subject=str(batch),
        issuer=edition.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"product": batch.product, "edition": batch.edition, "count": count},
    )
    return str(batch)


def claim_numbers(*, source: Source) -> int:
    """Reserve the numbers of cards that are not there yet, as far as no other card has them.

    In ascending order, so that two who claim the same ones do not wait for each other. How many
    were free. Until its card is added, nobody finds a card by a claimed number.
    """
    return _run(_CLAIM, source)


def release_numbers(*, source: Source) -> None:
    """Give back the numbers that were claimed for these cards, which were not added."""
    _run(_RELEASE, source)


def add_cards(*, batch: str, source: Source, now: datetime) -> int:
    """Add cards whose numbers were claimed. What is in use counts as activated now. How many.

    What the other system had blocked is blocked here until the issuer lifts it.
    """
    row = Batch.objects.get(pk=ids.read("bat", batch))
    version, _ = keyring().current("index")
    key = Batch._meta.pk.get_db_prep_value(row.pk, connection)
    in_use = (State.ACTIVE.value, State.BLOCKED.value, to_micros(now))
    same_for_all = (row.issuer, row.product, row.edition, key, version)
    added = _run(_ADD, source, *in_use, *same_for_all, State.BLOCKED.value)
    _stop_blocked(row, source, now=now)
    return added


def _stop_blocked(batch: Batch, source: Source, *, now: datetime) -> None:
    """Give each card that comes blocked the stop that says so, and its place on the stop list."""
    at, blocked = to_micros(now), State.BLOCKED.value
    kind = (StopKind.BLOCKED, StopScope.ALL, Credential.ALL, Reason.TAKEN_OVER)
    who = (WORKER.kind, batch.made_by, WORKER.channel)
    stops = _run(_STOP, source, batch.issuer, *kind, at, at, *who, after=(blocked,))
    if not stops:
        return
    StopListHead.objects.get_or_create(issuer=batch.issuer)
    head = StopListHead.objects.select_for_update().get(issuer=batch.issuer)
    whole = f"{Credential.ALL}:{StopScope.ALL}"
    _run(_LIST, source, batch.issuer, head.version, whole, at, after=(blocked,))
    head.version += stops
    head.save(update_fields=["version"])


def _run(statement: str, source: Source, *before: Any, after: tuple[Any, ...] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(source.sql), [*before, *source.parameters, *after])
        return int(cursor.rowcount)
