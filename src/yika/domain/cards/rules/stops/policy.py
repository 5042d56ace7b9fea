"""What may be stopped, by whom and until when: the checks against a product's policy."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from yika.domain.cards.rules.states import (
    BLOCK_REASONS,
    NotBlocked,
    ReasonUnknown,
    State,
    check_in_use,
    check_note,
)
from yika.domain.cards.rules.stops import refusals
from yika.domain.cards.rules.stops.kinds import Credential, StopKind, StopScope
from yika.domain.cards.rules.stops.views import StopView
from yika.domain.staff.rules import digest
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Fault, Invalid
from yika.products.product import CardProduct
from yika.products.tables.loss import Loss
from yika.products.tables.span import Span

BLOCKING: Final = "cards.block"
"""The kind of approval that a long block needs."""

OPEN_MAX: Final = 20
LIST_AT_ONCE: Final = 1000
ALONE: Final = Span(days=30)
FARTHEST: Final = timedelta(days=3660)


def later(moment: datetime, span: Span, *, zone: str) -> datetime:
    """The same time of day a span later, by the wall clock of the issuer."""
    there = moment.astimezone(ZoneInfo(zone))
    wall = datetime.combine(span.after(there.date()), there.time(), ZoneInfo(zone))
    return wall.astimezone(UTC)


def earlier(moment: datetime, span: Span, *, zone: str) -> datetime:
    """The same time of day a span earlier, a month being as long as the one that follows."""
    there = moment.astimezone(ZoneInfo(zone))
    days = (span.after(there.date()) - there.date()).days
    wall = datetime.combine(there.date() - timedelta(days=days), there.time(), ZoneInfo(zone))
    return wall.astimezone(UTC)


def everywhere_at(product: CardProduct, *, since: datetime, zone: str) -> datetime:
    """When every reader knows of a stop; at once, where the policy has none without a line."""
    window = product.loss.window if product.loss else None
    return later(since, window, zone=zone) if window else since


def warn_at(loss: Loss, *, until: datetime | None, zone: str) -> datetime | None:
    """When a holder is warned that his report is about to end."""
    if until is None or loss.warn is None:
        return None
    return earlier(until, loss.warn, zone=zone)


def check_stoppable(state: State) -> None:
    """Refuse to stop a card that nobody has in his hands yet, or that has ended."""
    if state not in {State.HANDED_OUT, State.BLOCKED}:
        check_in_use(state)


def check_room(stops: Collection[StopView]) -> None:
    if len(stops) >= OPEN_MAX:
        raise refusals.TooManyStops(most=OPEN_MAX)


def check_report(product: CardProduct, *, formal: bool, credential: str, named: bool) -> Loss:
    """The policy of reports, if it takes this one."""
    loss = product.loss
    if loss is None:
        raise refusals.LossNotTaken
    if not named and not loss.unnamed:
        raise refusals.LossOfNobody
    if not formal and loss.temporary is None:
        raise refusals.OnlyFormal
    if credential != Credential.ALL and credential not in loss.parts:
        raise refusals.NoSuchPart
    return loss


def check_lost_at(lost_at: datetime | None, *, now: datetime) -> None:
    if lost_at is not None and not now - FARTHEST <= lost_at <= now:
        raise refusals.LostInFuture


def report_of(stops: Sequence[StopView], credential: str) -> StopView | None:
    """The open report that covers this part of the card already."""
    covering = (Credential.ALL, credential)
    return next((stop for stop in stops if stop.is_loss and stop.credential in covering), None)


def check_undo(stop: StopView, product: CardProduct, *, by: Actor) -> None:
    """Refuse a holder who ends a formal report where the policy wants him to be seen."""
    by_holder = by.kind is ActorKind.HOLDER
    at_counter = product.loss is not None and product.loss.undo == "counter"
    if by_holder and at_counter and stop.kind is StopKind.LOSS_FORMAL:
        raise refusals.UndoneAtCounter


def may_follow(before: StopView, *, formal: bool, credential: str) -> bool:
    """Whether a report takes the place of this one: a formal one that of a temporary one."""
    same = before.credential == credential
    return formal and same and before.kind is StopKind.LOSS_TEMPORARY


def check_freeze(product: CardProduct, scope: str, *, named: bool) -> None:
    allowed = product.freeze.holder if product.freeze else ()
    if not named or scope not in allowed:
        raise refusals.FreezeNotOffered


def check_scope(scope: str) -> None:
    if scope not in set(StopScope):
        raise Invalid([Fault("scope", "", refusals.SCOPE_EXPECTED)])


def block_of(stops: Sequence[StopView], stop: str) -> StopView:
    """The block that is meant: the named one, or else the only one."""
    blocks = [one for one in stops if one.kind is StopKind.BLOCKED]
    if stop:
        blocks = [one for one in blocks if one.id == stop]
    if not blocks:
        raise NotBlocked
    if len(blocks) > 1:
        raise refusals.WhichStop
    return blocks[0]


def check_reason(reason: str, note: str, reasons: Collection[str] = BLOCK_REASONS) -> None:
    """Refuse a reason that is not listed, or "other" without a word of what it is."""
    if reason not in reasons:
        raise ReasonUnknown(reason=reason)
    check_note(reason, note)


def check_end(until: datetime | None, *, now: datetime) -> None:
    if until is not None and until <= now:
        raise refusals.EndsInPast
    if until is not None and until > now + FARTHEST:
        raise refusals.EndsTooLate


def check_block(
    *, reason: str, note: str, scope: str, until: datetime | None, now: datetime
) -> None:
    """Refuse a block that nobody could put on, whoever agrees to it."""
    check_scope(scope)
    check_reason(reason, note)
    check_end(until, now=now)


def alone_until(product: CardProduct, *, now: datetime, zone: str) -> datetime:
    """The latest end of a block that one person may decide on."""
    span = product.freeze.alone if product.freeze else None
    return later(now, span or ALONE, zone=zone)


def needs_second(product: CardProduct, *, until: datetime | None, now: datetime, zone: str) -> bool:
    """Whether a block until then, or without an end (None), is for two persons to decide."""
    return until is None or until > alone_until(product, now=now, zone=zone)


def blocking(
    card: str, *, reason: str, scope: str, until: datetime | None
) -> tuple[str, str, dict[str, object]]:
    """Subject, digest and content of the approval of a block: exactly this card, reason and end."""
    end = until.isoformat() if until else ""
    content: dict[str, object] = {"card": card, "reason": reason, "scope": scope, "until": end}
    return card, digest(content), content


def check_open(stop: StopView, *kinds: StopKind) -> None:
    """Refuse to end what has ended, or what ends in another way."""
    if stop.kind not in kinds:
        raise refusals.OtherKindOfStop
    if not stop.is_open:
        raise refusals.StopEnded
