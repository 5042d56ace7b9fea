"""Lets a holder in by a passkey."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.passkeys.use_passkey import use_passkey
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn, open_sign_in
from yika.domain.people.rules.passkeys import Answer, PasskeyRefused, Purpose
from yika.domain.people.rules.sign_ins import Way
from yika.kit.actor import Actor


def sign_in_with_passkey(
    *,
    answer: Answer,
    base_url: str,
    device: str,
    browser: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> SignedIn:
    """Sign in by the browser's answer to `sign_in_options`. An answer counts once.

    A passkey that has signed less often than before is a copy, and is refused. Never call this
    inside a transaction that the refusal would undo.
    """
    with transaction.atomic():
        used = use_passkey(
            answer,
            purpose=Purpose.SIGN_IN,
            base_url=base_url,
            by=by,
            now=now,
            request_id=request_id,
        )
        if not hasattr(used.login, "holder"):
            raise PasskeyRefused  # staff also give their password
        if used.refusal is None:
            return open_sign_in(
                used.login,
                way=Way.PASSKEY,
                device=device,
                browser=browser,
                by=by,
                now=now,
                request_id=request_id,
            )
    raise used.refusal
