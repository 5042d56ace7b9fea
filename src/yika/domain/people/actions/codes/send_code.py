"""Sends a one-time code to a phone or an e-mail address."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.codes.goal import known_goal, typed_goal
from yika.domain.people.actions.codes.sending import Wish, send_to
from yika.domain.people.reach import reached
from yika.domain.people.rules.codes import ProofView, Purpose
from yika.kit.actor import Actor


@transaction.atomic
def send_code(  # noqa: PLR0913  a contact is typed, or one of a holder's
    *,
    purpose: Purpose,
    contact: str = "",
    contact_id: str = "",
    holder: str = "",
    address: str,
    language: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ProofView:
    """Send a code to a contact that was typed, or to one of a holder's by its id.

    To prove a contact, and to one by its id, it is sent for a holder. To somebody unknown a
    code to reset looks and takes the same as to a known one, but none is sent. Refused when
    codes are asked for too fast or too often. Safe to repeat: the same `request_id` is one code.
    """
    goal = (
        known_goal(contact_id, purpose, reached(holder, by=by), now)
        if contact_id
        else typed_goal(contact, purpose, reached(holder, by=by) if holder else None, now)
    )
    return send_to(
        Wish(purpose=purpose, goal=goal, language=language),
        address=address,
        by=by,
        now=now,
        request_id=request_id,
        facts={"holder": holder},
    )
