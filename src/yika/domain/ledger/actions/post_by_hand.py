"""Book a posting by hand, as staff do for what no machine has booked."""

from collections.abc import Sequence
from datetime import date, datetime

from yika.domain.journal import actions as journal
from yika.domain.ledger import queries, rules
from yika.domain.ledger.actions.post import post
from yika.domain.ledger.posting.items import Leg, Outcome, Post
from yika.domain.ledger.stores import committed
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.money import Money


def post_by_hand(
    *,
    moves: Sequence[tuple[str, str, Money]],
    reason: str,
    way: str = "",
    day: date | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Outcome:
    """Move money along (from, to, amount) between accounts by name; all of it or nothing.

    `day` dates it into an open day. Safe to repeat: the same `request_id` gets the first answer,
    a refusal too.
    """
    if not moves:
        raise ValueError("a posting has at least one move")
    unit = moves[0][2].unit
    if others := {amount.unit for _, _, amount in moves} - {unit}:
        raise rules.WrongUnit(kept=unit, given=min(others))
    legs = tuple(
        Leg(queries.account_id(source), queries.account_id(target), amount.minor)
        for source, target, amount in moves
    )
    item = Post(
        request=ids.request_key(request_id).bytes,
        unit=unit,
        legs=legs,
        reason=reason,
        way=way,
        booked_on=day,
    )
    with committed(item.request):
        (outcome,) = post([item], now=now)
        if outcome.ok and not outcome.repeated:
            journal.record(
                "ledger.posted_by_hand",
                subject=moves[0][0],
                by=by,
                now=now,
                request_id=request_id,
                issuer=queries.issuer_of(legs[0].source),
                facts={"moves": [[*names, str(amount)] for *names, amount in moves]}
                | {"reason": reason, "way": way, "day": None if day is None else day.isoformat()},
            )
    if not outcome.ok:
        raise outcome.refusal()
    return outcome
