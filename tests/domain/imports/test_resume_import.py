"""An import that does not move is looked at again."""

from datetime import datetime, timedelta

import pytest

from tests.domain.imports.samples import OPERATOR, STRANGER, TELLER, plain, receive, work
from yika.domain.imports import actions
from yika.domain.imports.rules.refusals import UnknownImport
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal.models import DueWork, Entry
from yika.kit.actor import Actor, NotAllowed

pytestmark = pytest.mark.usefixtures("harbor")


def resume(view: ImportView, now: datetime, *, by: Actor = OPERATOR) -> ImportView:
    return actions.resume_import(import_id=view.id, by=by, now=now, request_id="resume")


def test_the_worker_is_told_to_go_on_at_once(now: datetime) -> None:
    view = receive(plain(1), now, background=True)
    later = now + timedelta(hours=1)

    resume(view, later)

    assert DueWork.objects.get(kind=actions.WORK).due_at == later
    assert Entry.objects.filter(event="import.resumed", subject=view.id).count() == 1


def test_an_import_that_rests_stays_as_it_is(now: datetime) -> None:
    done = work(receive(plain(1), now), now)

    assert resume(done, now) == done
    assert not DueWork.objects.filter(kind=actions.WORK).exists()


def test_who_may_not_import_cannot(now: datetime) -> None:
    view = receive(plain(1), now)

    with pytest.raises(NotAllowed):
        resume(view, now, by=TELLER)
    with pytest.raises(UnknownImport):
        resume(view, now, by=STRANGER)
