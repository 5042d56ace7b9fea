"""An errand with its record, as the engine works on it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from yika.domain.cards.queries import Sold, product_sold
from yika.domain.errands.asked import Asked
from yika.domain.errands.kinds import kind as kind_of
from yika.domain.errands.kinds.kind import Kind, rests_until
from yika.domain.errands.models import Errand, ErrandTurn, OpenErrand
from yika.domain.errands.rules import access, plan, refusals
from yika.domain.errands.rules.plan import Act, Plan, Planned, State, Turn
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.step import Stand, Values, Visit
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor
from yika.products.product import CardProduct

Carried = dict[str, dict[str, str]]  # what each settled step left for later ones, by step


@dataclass
class Folder:
    """One errand: its row, its turns, and what its policy makes of them."""

    row: Errand
    record: list[Turn]
    asked: Mapping[UUID, bytes] = field(default_factory=dict)

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.row.kind)

    @cached_property
    def product(self) -> CardProduct:
        return product_sold(Sold(self.row.issuer, self.row.product, self.row.edition))

    @cached_property
    def plan(self) -> Plan:
        steps = self.kind.plan(self.product)
        return [replace(step, follows=step_of(step.name).follows) for step in steps]

    @property
    def state(self) -> State:
        return plan.state(self.record)

    @property
    def holder(self) -> str:
        return ids.show("hld", self.row.holder) if self.row.holder else ""

    @property
    def next(self) -> Planned | None:
        """What comes next. After the end only what is offered, and only what is still in time."""
        return plan.next_step(self.plan, self.record) if self.goes_on else None

    @property
    def way_back(self) -> Turn | None:
        """The turn that going back would undo; None where what was done last stays done."""
        last = plan.last_taken(self.record)
        returns = last is not None and (last.act is Act.SKIPPED or step_of(last.step).returns)
        return last if returns and self.state is State.OPEN else None

    @property
    def goes_on(self) -> bool:
        return self.state in {State.OPEN, State.DONE}

    @property
    def standing(self) -> access.Standing:
        return access.Standing(
            issuer=self.row.issuer,
            holder=self.holder,
            machine=ids.show("dev", self.row.machine) if self.row.machine else "",
            settled=plan.last_taken(self.record) is not None,
        )

    def stand(self, visit: Visit) -> Stand:
        """The errand as its steps see it."""
        carried = self.carried
        following = self.next
        sent = carried.pop(following.name, {}) if following else {}
        values: dict[str, str] = {}
        for left in carried.values():
            values |= left
        return Stand(
            id=str(self.row),
            case=self.row.case,
            kind=self.row.kind,
            issuer=self.row.issuer,
            product=self.product,
            card=ids.show("card", self.row.card) if self.row.card else "",
            holder=self.holder,
            visit=visit,
            carried=values,
            sent=sent,
        )

    @property
    def carried(self) -> Carried:
        carried: Carried = opened(self.row.carried, where=self.row.where)
        return carried

    def carry(self, step: str, values: Values) -> None:
        """Keep what a step leaves for later ones; an errand that has ended carries nothing."""
        if self.state is not State.OPEN:
            return
        carried = {name: left for name, left in self.carried.items() if name != step}
        self._seal_carried(carried | ({step: dict(values)} if values else {}))

    def is_over(self, now: datetime) -> bool:
        """Whether nothing can be done any more, also where nobody has noted the end yet."""
        return not self.goes_on or now >= self.row.expires_at

    def is_prepared(self, step: str) -> bool:
        """Whether what the step waits for was sent, and nothing before it has changed since."""
        return plan.prepared(self.record, step) is not None

    def check_next(self, step: str, version: int, *, now: datetime) -> Planned:
        """Refuse whoever looks at an old page, or at something else than what comes next."""
        self.check_unchanged(version, now=now)
        following = self.next
        if following is None:
            raise refusals.IsDone
        if following.name != step:
            raise refusals.NotTheNextStep(step=step, next=following.name)
        return following

    def check_unchanged(self, version: int, *, now: datetime) -> None:
        """Refuse whoever looks at an old page, with what happened since, and what is over."""
        unseen = plan.since(self.record, version)
        if not self.goes_on:
            raise refusals.OVER[self.state]
        if unseen:
            raise refusals.IsDone if self.state is State.DONE else refusals.overtaken(unseen[0])
        if version > self.row.version:
            raise refusals.Overtaken(version=self.row.version)
        if now >= self.row.expires_at:
            raise refusals.IsDone if self.state is State.DONE else refusals.IsExpired

    def has_seen(self, asked: Asked) -> bool:
        """Whether this very request was answered; the same id with other content is refused."""
        if asked.request not in self.asked:
            return False
        if self.asked[asked.request] not in asked.digests:
            raise refusals.RequestReused
        return True

    def write(
        self,
        act: Act,
        visit: Visit,
        *,
        step: str = "",
        facts: Values | None = None,
        asked: Asked | None = None,
    ) -> None:
        """Write the next turn and keep the row as it is now. The row is locked meanwhile."""
        if not connection.in_atomic_block:
            raise TransactionManagementError("a turn is written inside a transaction")
        self.row.version += 1
        turn = ErrandTurn(
            errand=self.row,
            version=self.row.version,
            act=act.value,
            step=step,
            at=visit.now,
            by_kind=visit.by.kind.value,
            by=visit.by.id,
            channel=visit.by.channel.value,
            request=asked.request if asked else None,
            digest=asked.digest if asked else None,
        )
        turn.facts = sealed(facts or {}, where=turn.where)
        turn.save()
        self.record.append(as_value(turn))
        if act is Act.UNDONE:
            self._drop_unsettled()
        self._keep(visit.now)

    def _drop_unsettled(self) -> None:
        """Keep only what is carried for steps that still stand."""
        names = {turn.step for turn in plan.settled(self.record)}
        self._seal_carried({name: left for name, left in self.carried.items() if name in names})

    def _seal_carried(self, carried: Carried) -> None:
        self.row.carried = sealed(carried, where=self.row.where)

    def _keep(self, now: datetime) -> None:
        """The row says again what the turns say, for whoever looks for errands in a list."""
        self.row.state = self.state.value
        self.row.trouble = ""
        if self.state is State.OPEN:
            self.row.expires_at = rests_until(now, self.kind.rests(self.product))
        elif self.row.ended_at is None:
            self.row.ended_at, self.row.carried = now, None
            OpenErrand.objects.filter(subject=self.row.subject, kind=self.row.kind).delete()
        self.row.save()


def open_folder(errand: str, *, by: Actor, lock: bool = False) -> Folder:
    """The errand with its record, locked or not; as if it did not exist for whom it is not."""
    rows = Errand.objects.select_for_update() if lock else Errand.objects.all()
    try:
        folder = folder_of(rows.get(pk=ids.read("err", errand)))
    except (ValueError, Errand.DoesNotExist) as error:
        raise refusals.UnknownErrand from error
    if not access.exists_for(folder.standing, by):
        raise refusals.UnknownErrand
    return folder


def folder_of(row: Errand) -> Folder:
    """The folder of a row at hand."""
    return folders_of([row])[0]


def folders_of(rows: Iterable[Errand]) -> list[Folder]:
    """The folders of rows at hand, their turns read at once."""
    rows = list(rows)
    turns: dict[UUID, list[ErrandTurn]] = {row.id: [] for row in rows}
    for turn in ErrandTurn.objects.filter(errand__in=turns).order_by("errand", "version"):
        turns[turn.errand_id].append(turn)
    return [_folder(row, turns[row.id]) for row in rows]


def _folder(row: Errand, turns: list[ErrandTurn]) -> Folder:
    asked = {turn.request: turn.digest for turn in turns if turn.request and turn.digest}
    return Folder(row, [as_value(turn) for turn in turns], asked)


def sealed(values: Mapping[str, object], *, where: str) -> bytes | None:
    """Values as they are kept; nothing for none."""
    plain = json.dumps(values, ensure_ascii=False).encode()
    return envelope.seal(keyring(), plain, where=where) if values else None


def opened(blob: bytes | None, *, where: str) -> Any:
    """The values again."""
    return json.loads(envelope.open_(keyring(), blob, where=where)) if blob else {}


def as_value(turn: ErrandTurn) -> Turn:
    return Turn(
        version=turn.version,
        act=Act(turn.act),
        step=turn.step,
        at=turn.at,
        by_kind=turn.by_kind,
        by=turn.by,
        channel=turn.channel,
    )
