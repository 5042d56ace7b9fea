"""An errand in which nothing happens is given up when its time has come."""

from datetime import timedelta

import pytest

from tests.domain.errands.doing import begin, take
from tests.domain.errands.tiny import LI, NOW, TELLER, Say, trial
from yika.domain.errands import actions, queries
from yika.domain.errands.models import Errand, OpenErrand
from yika.domain.errands.rules import refusals
from yika.domain.errands.rules.plan import State
from yika.domain.journal.actions import do_due_work
from yika.domain.journal.models import DueWork
from yika.site.reactions import WORK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sold")]
DAY = timedelta(days=1)


def work(now):
    done = do_due_work(handlers=WORK, now=now, chance=lambda: 0.0)
    assert done is None or done.trouble is None, done
    return done


def test_the_worker_gives_up_what_rested_too_long_and_undoes_its_steps() -> None:
    first = Say("first")
    with trial(first, Say("second")):
        view = take(begin(), "first")
        assert work(NOW + 8 * DAY)
        seen = queries.errand(view.id, by=LI, now=NOW + 8 * DAY)
        assert (seen.state, seen.next, first.undone) == (State.EXPIRED, None, 1)
    assert Errand.objects.get().carried is None
    assert not OpenErrand.objects.exists()
    assert not DueWork.objects.exists()


def test_each_turn_begins_the_rest_anew() -> None:
    with trial(Say("first"), Say("second")):
        view = take(begin(), "first", now=NOW + 5 * DAY)
        assert view.expires_at == NOW + 12 * DAY
        assert work(NOW + 8 * DAY)
        assert queries.errand(view.id, by=LI, now=NOW + 8 * DAY).is_open
        assert DueWork.objects.get().due_at == NOW + 12 * DAY


def test_nothing_is_done_late_even_while_the_worker_is_away() -> None:
    with trial(Say("first")):
        view = begin()
        late = NOW + 8 * DAY
        assert queries.errand(view.id, by=TELLER, now=late).state is State.EXPIRED
        with pytest.raises(refusals.IsExpired):
            take(view, "first", now=late)


def test_a_done_errand_stays_done() -> None:
    with trial(Say("first")):
        view = take(begin(), "first")
        assert actions.expire_errand(errand=view.id, now=NOW + 30 * DAY) is None
        assert queries.errand(view.id, by=LI, now=NOW).state is State.DONE
