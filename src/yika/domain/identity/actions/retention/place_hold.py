"""Sees to it that nothing of a holder is destroyed for a time."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.actions.retention.gate import pass_gate
from yika.domain.identity.models import EraseRequest, RetentionHold
from yika.domain.identity.queries.retention.holds import hold_view
from yika.domain.identity.rules.retention import holds as rules
from yika.domain.identity.rules.retention.holds import HoldView
from yika.domain.journal.actions import record
from yika.domain.people.queries import seen_holder
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def place_hold(
    *, holder: str, reason: str, until: datetime, by: Actor, now: datetime, request_id: str
) -> HoldView:
    """Hold all that is kept of a person, over all nouns, until a day.

    It binds at once: a sweep that destroys in this moment is waited for, and nothing of the person
    goes after it. Safe to repeat with the same `request_id`. Several may hold the same person.
    """
    check_may(by, Right.DATA_MANAGE, by.issuer)
    reason, person = rules.normal_reason(reason), seen_holder(holder, by)
    request = ids.request_key(request_id)
    if seen := RetentionHold.objects.filter(created_by_request=request).first():
        return _same(hold_view(seen), person.id, reason, until)

    rules.check_until(until, now=now)
    pass_gate()
    _wait_for_wish(person.id)

    row = RetentionHold(
        holder=ids.read("hld", person.id),
        issuer=by.issuer,
        placed_at=now,
        placed_by=by.id,
        until=until,
        lifted_by="",
        created_by_request=request,
    )
    row.reason = envelope.seal(keyring(), reason.encode(), where=row.where)
    row.save(force_insert=True)

    record(
        "data.hold_placed",
        subject=person.id,
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"hold": str(row), "until": until.isoformat()},
    )
    return hold_view(row)


def _wait_for_wish(holder: str) -> None:
    """Until who carries out a wish to be forgotten is done; whoever comes later sees the hold."""
    rows = EraseRequest.objects.select_for_update(no_key=True)
    list(rows.filter(holder=ids.read("hld", holder), ended_at=None).values_list("id"))


def _same(seen: HoldView, holder: str, reason: str, until: datetime) -> HoldView:
    if (seen.holder, seen.reason, seen.until) != (holder, reason, until):
        raise rules.HoldRequestReused
    return seen
