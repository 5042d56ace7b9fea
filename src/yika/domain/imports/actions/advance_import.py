"""Does the next piece of work of an import, whatever that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from yika.domain.imports import queries, staging
from yika.domain.imports.actions.work.ask_second import ask_second, use_second
from yika.domain.imports.actions.work.check_file import find_trouble, refuse_taken, refuse_twice
from yika.domain.imports.actions.work.end_import import end_import
from yika.domain.imports.actions.work.hold_import import hold_import
from yika.domain.imports.actions.work.read_lines import read_lines
from yika.domain.imports.actions.work.take_cards import (
    claim_numbers,
    give_back,
    open_batch,
    take_cards,
)
from yika.domain.imports.models import Import
from yika.domain.imports.plan import plan_of
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.pace import pace
from yika.domain.imports.rules.states import ENDED, State
from yika.domain.imports.rules.views import ImportView
from yika.domain.imports.staging import Span
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may

WORK: Final = "imports.advance"
"""The kind of due work that advances one import."""

NUMBERS_AT_ONCE: Final = 20_000
CARDS_AT_ONCE: Final = 5_000
HOLDERS_AT_ONCE: Final = 100  # each is a person to be registered, and others wait meanwhile
WAIT_MAX: Final = timedelta(days=8)  # longer than anybody has to decide on what he was asked


@transaction.atomic
def advance_import(*, import_id: str, by: Actor, now: datetime, request_id: str) -> ImportView:
    """Do one piece of an import, which commits together with how far that is. Repeat until rest.

    Killed at any point, it goes on with the piece that was not committed. Two who do it at the
    same time do one piece after the other.
    """
    row = hold_import(import_id, by)
    check_may(by, Right.CARDS_IMPORT, row.issuer)
    if row.state not in ENDED:
        work = _Work(row, by=by, now=now, request_id=request_id)
        try:
            with transaction.atomic():
                work.go_on()
        except refusals.Ended as trouble:
            row.refresh_from_db()
            if row.state == State.APPLYING.value:
                give_back(row)
            work.end(State.REFUSED, trouble)
        row.save()
    return queries.as_view(row)


@dataclass(slots=True)
class _Work:
    """One piece of work on the row, which is saved after it."""

    row: Import
    by: Actor
    now: datetime
    request_id: str

    def go_on(self) -> None:
        row = self.row
        match State(row.state):
            case State.RECEIVED | State.READING:
                done = self._read()
            case State.CHECKED:
                self._look_for_approval()
                return
            case _:
                done = self._apply()
        row.per_second = pace(row.per_second, done=done, took=self.now - row.moved_at)
        row.moved_at = self.now

    def end(self, state: State, trouble: refusals.Ended | None = None) -> None:
        end_import(
            self.row,
            state,
            trouble=trouble,
            by=self.by,
            now=self.now,
            request_id=self.request_id,
        )

    def _read(self) -> int:
        """Read the lines, then hold their numbers against each other and all cards."""
        row = self.row
        row.state = State.READING.value
        if not row.passed:
            done = read_lines(row, now=self.now)
            if done:
                return done
        span = self._span(NUMBERS_AT_ONCE)
        if span:
            refuse_twice(row, span)
            refuse_taken(row, span)
        else:
            self._check()
        return 0

    def _check(self) -> None:
        """What was found decides whether it goes on."""
        row, trouble = self.row, find_trouble(self.row)
        row.passed = 0
        if row.dry_run:
            self.end(State.DONE, trouble)
            return
        if trouble:
            raise trouble
        row.state, row.per_second = State.CHECKED.value, 0
        staging.drop_pieces(row)
        if row.money:
            ask_second(row, now=self.now)
        record(
            "import.checked",
            subject=str(row),
            issuer=row.issuer,
            by=self.by,
            now=self.now,
            request_id=self.request_id,
            facts={"found": row.found, "good": row.good, "refused": row.refused},
        )

    def _look_for_approval(self) -> None:
        row = self.row
        if not row.money or use_second(row, now=self.now):
            row.state, row.moved_at = State.APPROVED.value, self.now
        elif self.now >= row.moved_at + WAIT_MAX:
            raise refusals.ApprovalLate

    def _apply(self) -> int:
        """Claim all numbers, then add the cards."""
        row, plan = self.row, plan_of(self.row)
        row.state = State.APPLYING.value
        many = HOLDERS_AT_ONCE if plan.columns.has_holders else CARDS_AT_ONCE
        span = self._span(many if row.batch else NUMBERS_AT_ONCE)
        if row.batch and span:
            return take_cards(row, plan, span, by=self.by, now=self.now, request_id=self.request_id)
        if row.batch:
            self.end(State.DONE)
        elif span:
            claim_numbers(row, span)
        else:
            open_batch(row, plan, by=self.by, now=self.now)
            row.passed = 0
        return 0

    def _span(self, lines: int) -> Span | None:
        """The next lines of the pass; None at its end."""
        after = self.row.passed
        if after >= self.row.line:
            return None
        self.row.passed = after + lines
        return Span(after, self.row.passed)
