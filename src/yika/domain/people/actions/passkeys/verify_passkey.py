"""The second of the two steps by which staff come in, done by a passkey."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.passkeys.use_passkey import use_passkey
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn
from yika.domain.people.actions.staff.pending import complete, find_pending
from yika.domain.people.rules.passkeys import Answer, Purpose
from yika.domain.people.rules.sign_ins import Way
from yika.kit.actor import Actor


def verify_passkey(
    *, token: str, answer: Answer, base_url: str, by: Actor, now: datetime, request_id: str
) -> SignedIn:
    """Come in with the browser's answer to `second_factor_options`. An answer counts once.

    Never call this inside a transaction that a refusal would undo.
    """
    waiting = find_pending(token, now=now)
    with transaction.atomic():
        used = use_passkey(
            answer,
            purpose=Purpose.SECOND_FACTOR,
            pending=waiting.login,
            base_url=base_url,
            by=by,
            now=now,
            request_id=request_id,
        )
        if used.refusal is None:
            return complete(waiting, way=Way.PASSKEY, by=by, now=now, request_id=request_id)
    raise used.refusal
