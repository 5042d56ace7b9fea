"""An import is given up while it has taken over nothing."""

from datetime import datetime

import pytest

from tests.domain.imports.samples import (
    OPERATOR,
    STRANGER,
    TELLER,
    advance,
    number,
    plain,
    receive,
    table,
    work,
)
from yika.domain.imports import actions
from yika.domain.imports.models import Piece, StagedLine
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.states import Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal.models import Entry
from yika.kit.actor import Actor, NotAllowed

pytestmark = pytest.mark.usefixtures("harbor")


def cancel(view: ImportView, now: datetime, *, by: Actor = OPERATOR) -> ImportView:
    return actions.cancel_import(import_id=view.id, by=by, now=now, request_id="cancel")


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_the_file_is_forgotten_and_its_report_stays(now: datetime, steps: int) -> None:
    view = receive(table((number(1), ""), ("x", "")), now, mode=Mode.PER_LINE)
    for _ in range(steps):
        view = advance(view, now)

    cancelled = cancel(view, now)

    assert (cancelled.state, cancelled.ended_at) == (State.CANCELLED, now)
    assert cancelled.refused == view.refused
    assert not Piece.objects.exists()
    assert not StagedLine.objects.exists()
    assert advance(cancelled, now) == cancelled


def test_an_import_that_waits_can_be_cancelled(now: datetime) -> None:
    file = table((number(1), 5), header="number,main")
    view = work(receive(file, now, typed=Totals(1, {"main": 500})), now)

    assert cancel(view, now).state is State.CANCELLED


def test_once_cards_are_taken_over_it_is_too_late(now: datetime) -> None:
    view = receive(plain(2), now)
    while view.state is not State.APPLYING:
        view = advance(view, now)

    with pytest.raises(refusals.TooLate):
        cancel(view, now)
    with pytest.raises(refusals.TooLate):
        cancel(work(view, now), now)


def test_cancelling_twice_is_once(now: datetime) -> None:
    view = receive(plain(2), now)

    assert cancel(view, now) == cancel(view, now)
    assert Entry.objects.filter(event="import.cancelled").count() == 1


def test_who_may_not_import_may_not_cancel(now: datetime) -> None:
    view = receive(plain(2), now)

    with pytest.raises(NotAllowed):
        cancel(view, now, by=TELLER)
    with pytest.raises(refusals.UnknownImport):
        cancel(view, now, by=STRANGER)
