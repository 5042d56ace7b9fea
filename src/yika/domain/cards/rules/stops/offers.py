"""What a report of loss would do to a card: said before it is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from yika.domain.cards.rules.stops import policy
from yika.domain.cards.rules.stops.kinds import Credential
from yika.products.product import CardProduct
from yika.products.tables.loss import Loss
from yika.products.tables.table import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LossOffer:
    """The reports that a card's policy takes now.

    `temporary_until`: the end of a temporary report, None where there are formal ones only;
    `warned_at`: when its end is announced. `parts`: what can be reported one by one, else the
    whole card. `offline`: the readers that may take the card until `everywhere_at`; None: none.
    `undo`: who ends a formal report.
    """

    card: str
    temporary_until: datetime | None
    warned_at: datetime | None
    parts: tuple[Credential, ...]
    everywhere_at: datetime
    offline: Words | None
    undo: Literal["holder", "counter"]


def loss_offer(
    card: str, product: CardProduct, loss: Loss, *, now: datetime, zone: str
) -> LossOffer:
    """What this policy offers to a card that is reported now."""
    until = policy.later(now, loss.temporary, zone=zone) if loss.temporary else None
    return LossOffer(
        card=card,
        temporary_until=until,
        warned_at=policy.warn_at(loss, until=until, zone=zone),
        parts=tuple(map(Credential, loss.parts)),
        everywhere_at=policy.everywhere_at(product, since=now, zone=zone),
        offline=loss.offline,
        undo=loss.undo,
    )
