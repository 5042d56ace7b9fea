"""What every change of an application does: hold it, know a repeat, note what happened."""

import json
from datetime import datetime, timedelta
from typing import Any

from yika.domain.applications import queries, rules
from yika.domain.applications.models import Application, ApplicationStep
from yika.domain.applications.rules import Act, Receipt, State, Way
from yika.domain.applications.rules.states import OPEN, STEPS
from yika.domain.cards import actions as cards
from yika.domain.issuers import queries as issuers
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import WORKER, Actor, ActorKind, check_may
from yika.products.tables.span import Span

NOTE_MAX = 300


def hold(application: str, *, by: Actor) -> Application:
    """The application, held until the transaction ends, for whom it exists."""
    key = queries.row_of(application, by).pk
    return Application.objects.select_for_update().get(pk=key)


def serve(application: str, *, by: Actor) -> Application:
    """The same for somebody who works on it: with the right, and at its outlet."""
    row = hold(application, by=by)
    if by.kind is ActorKind.HOLDER:
        raise rules.UnknownApplication
    check_may(by, Right.APPLICATIONS_SERVE, row.issuer)
    if by.outlet and row.outlet and ids.show("out", row.outlet) != by.outlet:
        raise rules.OtherOutlet
    return row


def seen(row: Application, act: Act, *, by: Actor, request_id: str) -> bool:
    """Whether this request did this before. Refuses it for anything else."""
    step = ApplicationStep.objects.filter(
        application=row, request=ids.request_key(request_id)
    ).first()
    if step and (step.act, step.actor_id) != (act, by.id):
        raise rules.RequestReused
    return step is not None


def check_step(row: Application, act: Act) -> State:
    """How it stands after this act. Refuses what cannot be done with it as it stands."""
    before, after = STEPS[act]
    if State(row.state) not in before:
        raise rules.NoSuchStep
    return after or State(row.state)


def take_step(
    row: Application,
    act: Act,
    after: State,
    *,
    reason: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
    **changes: Any,
) -> None:
    """Bring an application that is held into its next state, and keep that in its history."""
    if len(note) > NOTE_MAX:
        raise rules.NoteTooLong(longest=NOTE_MAX)
    step = ApplicationStep(
        application=row,
        number=row.steps + 1,
        at=now,
        act=act.value,
        after=after.value,
        reason=reason,
        actor_kind=by.kind.value,
        actor_id=by.id,
        channel=by.channel.value,
        request=ids.request_key(request_id),
    )
    if note.strip():
        step.note = envelope.seal(keyring(), note.strip().encode(), where=step.note_place)
    step.save(force_insert=True)
    told = {"state": after.value, "steps": step.number, "reason": reason} | changes
    if after not in OPEN:
        told |= {"ended_at": now, "address": None}
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    facts = {"state": after.value} | ({"reason": reason} if reason else {})
    record(
        f"application.{act.value.replace('-', '_')}",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts=facts,
    )


def sealed(receipt: Receipt, where: str) -> bytes | None:
    """An address as it is kept; nothing where the card is collected."""
    if receipt.way is Way.COLLECT:
        return None
    told = {
        "addressee": receipt.addressee,
        "address": receipt.address,
        "phone": receipt.phone,
    }
    plain = json.dumps(told, ensure_ascii=False).encode()
    return envelope.seal(keyring(), plain, where=where)


def check_outlet(receipt: Receipt, issuer: str) -> None:
    """Refuse to have a card collected where nobody hands it out."""
    if receipt.way is Way.SEND:
        return
    open_ = {outlet.id for outlet in issuers.outlets(issuer)}
    if receipt.outlet not in open_:
        raise rules.OutletNotOpen


def free_card(row: Application, *, by: Actor, now: datetime, request_id: str) -> None:
    """What was put aside for it is no longer kept. Its holder may do so by withdrawing."""
    if row.card:
        cards.release_card(
            card=ids.show("card", row.card),
            holder=ids.show("hld", row.holder),
            by=WORKER if by.kind is ActorKind.HOLDER else by,
            now=now,
            request_id=request_id,
        )


def later(now: datetime, span: Span) -> datetime:
    """The same time of day, so many days or months later."""
    return now + timedelta(days=(span.after(now.date()) - now.date()).days)
