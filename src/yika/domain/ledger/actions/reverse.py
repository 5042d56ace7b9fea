"""Take a posting back."""

from datetime import datetime

from yika.domain.journal import actions as journal
from yika.domain.ledger import queries
from yika.domain.ledger.actions.post import post
from yika.domain.ledger.posting.items import Outcome, Reverse
from yika.domain.ledger.stores import committed
from yika.kit import ids
from yika.kit.actor import Actor


def reverse(
    *, account: str, original: str, reason: str, by: Actor, now: datetime, request_id: str
) -> Outcome:
    """Take back everything the request `original` moved at this account, by contrary moves.

    Only once, and only while the money is still there. Safe to repeat.
    """
    home = queries.account_id(account)
    item = Reverse(
        request=ids.request_key(request_id).bytes,
        account=home,
        original=ids.request_key(original).bytes,
        reason=reason,
    )
    with committed(item.request):
        (outcome,) = post([item], now=now)
        if outcome.ok and not outcome.repeated:
            journal.record(
                "ledger.reversed",
                subject=account,
                by=by,
                now=now,
                request_id=request_id,
                issuer=queries.issuer_of(home),
                facts={"original": original, "reason": reason},
            )
    if not outcome.ok:
        raise outcome.refusal()
    return outcome
