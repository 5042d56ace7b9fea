"""The stop list of an issuer, as its readers fetch it: what changed since the version they have."""

from yika.domain.cards.models import StopListEntry, StopListHead
from yika.domain.cards.rules.stops import NoSuchVersion, StopLine, StopList
from yika.domain.cards.rules.stops.policy import LIST_AT_ONCE
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, NotAllowed, check_may


def stop_list(by: Actor, *, since: int = 0, limit: int = LIST_AT_ONCE) -> StopList:
    """What changed after a version, in order; from 0 on, whatever is stopped now.

    Put over what a reader has by card, it gives the list of `version`. A card whose line stops
    nothing may pass again. While there is `more`, ask on from `version`.
    """
    if by.kind is ActorKind.HOLDER:
        raise NotAllowed(right=Right.CARDS_VIEW.value)
    if by.kind is not ActorKind.DEVICE:
        check_may(by, Right.CARDS_VIEW, by.issuer)
    head = StopListHead.objects.filter(issuer=by.issuer).first()
    newest = head.version if head else 0
    if not 0 <= since <= newest:
        raise NoSuchVersion(since=since, newest=newest)

    entries = StopListEntry.objects.filter(issuer=by.issuer, version__gt=since, version__lte=newest)
    if not since:
        entries = entries.exclude(stopped="")
    rows = list(entries.select_related("card").order_by("version")[: limit + 1])
    more = len(rows) > limit
    lines = tuple(
        StopLine(
            number=row.card.number,
            card=ids.show("card", row.card_id),
            stopped=tuple(row.stopped.split()),
            version=row.version,
            changed_at=row.changed_at,
        )
        for row in rows[:limit]
    )
    version = lines[-1].version if more else newest
    return StopList(issuer=by.issuer, version=version, more=more, lines=lines)
