"""Gives a card a new PIN when the old one is forgotten."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.pins.check_claim import check_claim
from yika.domain.cards.actions.pins.keep_pin import (
    check_new_pin,
    hashed,
    keep_pin,
    kept_by,
    pin_policy,
    tell_changed,
)
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules import pins
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


def reset_pin(
    *,
    card: str,
    pin: str,
    proof: str = "",
    code: str = "",
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Put a new PIN in the place of a forgotten or locked one, and tell the holder.

    Staff at the counter may, with the holder before them; everybody else shows a code that was
    sent to the holder to step up. Never call this inside a transaction of your own. Safe to
    repeat: the same `request_id` changes nothing more.
    """
    seen = card_row(card)
    scope.check_sees(seen, by)
    if kept_by(seen, request_id):
        return
    pin = pins.normal_pin(pin)
    pins.check_form(pin, pin_policy(seen))
    # The holder himself is told of a weak PIN before his code is used up; to anybody else the
    # reason would tell something about the person, so the code comes first.
    own = scope.is_own(seen, by)
    if own:
        check_new_pin(seen, pin)
    check_claim(
        seen, proof=proof, code=code, address=address, by=by, now=now, request_id=request_id
    )
    if not own:
        check_new_pin(seen, pin)
    new = hashed(seen, pin)

    with transaction.atomic():
        row = hold_card(card, by=by, now=now)
        keep_pin(row, new, now=now, request_id=request_id)
        tell_changed(row, now=now, request_id=request_id)
        record(
            "pin.reset",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"proof": proof},
        )
