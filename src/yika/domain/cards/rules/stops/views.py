"""How stops answer: values, never rows."""

from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.cards.rules.stops.kinds import Credential, EndedHow, StopKind, StopScope


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """One stop of a card, open while `ended_at` is None.

    `until`: it ends by itself then; None: somebody has to end it. `everywhere_at`: readers
    without a line may not know of it before. `reason` is one of `BLOCK_REASONS` and empty but for
    a block. `note` and `by` are for staff of the issuer only, and empty for anybody else.
    `follows` is the temporary report that this formal one came from. `lost_at` is when its holder
    says it was lost.
    """

    id: str
    card: str
    kind: StopKind
    scope: StopScope
    credential: Credential
    reason: str
    note: str = field(repr=False)
    lost_at: datetime | None
    since: datetime
    until: datetime | None
    everywhere_at: datetime
    channel: str
    by: str
    follows: str
    ended_at: datetime | None
    ended_how: EndedHow | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_loss(self) -> bool:
        return self.kind.is_loss


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """A card on the stop list, as a reader has to treat it from this version on.

    `stopped` has words such as "all:all" or "plastic:spending"; none: let it pass again.
    """

    number: str = field(repr=False)
    card: str
    stopped: tuple[str, ...]
    version: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """What changed on an issuer's stop list after a version. `more`: ask on from `version`."""

    issuer: str
    version: int
    more: bool
    lines: tuple[StopLine, ...]
