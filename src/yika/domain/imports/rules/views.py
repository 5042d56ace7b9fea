"""How imports answer: values, never rows."""

from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.imports.rules.pace import Progress
from yika.domain.imports.rules.states import ENDED, Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants done with a file. `typed` is what the sender says it holds."""

    issuer: str
    product: str
    mode: Mode = Mode.WHOLE_FILE
    dry_run: bool = False
    typed: Totals | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """An import as staff see it.

    `found` is what all lines of the file hold, `good` what is left without the refused lines,
    `money` whether any card brings any, `applied` how many cards were taken over so far.
    `trouble` says why it was refused, or for a dry run why it would be.
    """

    id: str
    order: Order
    edition: int
    name: str = field(repr=False)
    size: int
    encoding: str
    state: State
    found: Totals
    good: Totals
    money: bool
    refused: int
    applied: int
    progress: Progress
    asked_by: str
    received_at: datetime
    approved_by: str
    approved_at: datetime | None
    ended_at: datetime | None
    trouble: Refusal | None
    batch: str

    @property
    def waits(self) -> bool:
        """Whether it goes on only when a second person approves it."""
        return self.state is State.CHECKED and self.money

    @property
    def rests(self) -> bool:
        """Whether there is nothing for the worker to do."""
        return self.waits or self.state in ENDED
