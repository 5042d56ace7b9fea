"""Work that is due at a time."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from yika.domain.journal import queries
from yika.domain.journal.actions import Done, Handler, do_due_work, record, schedule
from yika.domain.journal.models import DueWork, Entry
from yika.kit.actor import WORKER


def note(*, key: str, now: datetime) -> None:
    record("test.done", subject=key, by=WORKER, now=now, request_id=key)


def note_and_fail(*, key: str, now: datetime) -> None:
    note(key=key, now=now)
    raise LookupError("no card 6222021234567890")


def every_hour(*, key: str, now: datetime) -> datetime:
    note(key=key, now=now)
    return now + timedelta(hours=1)


def do(handler: Handler, now: datetime) -> Done | None:
    return do_due_work(handlers={"test.note": handler}, now=now, chance=lambda: 1.0)


def plan(key: str, due_at: datetime) -> None:
    with transaction.atomic():
        schedule(kind="test.note", key=key, due_at=due_at)


@pytest.mark.django_db
def test_work_is_done_at_its_time_and_then_gone(now: datetime) -> None:
    plan("a", now)
    assert do(note, now - timedelta(seconds=1)) is None
    assert do(note, now) == Done("test.note", "a")
    assert do(note, now) is None
    assert Entry.objects.count() == 1
    assert not DueWork.objects.exists()


@pytest.mark.django_db
def test_what_fell_due_while_the_worker_was_down_is_done_late_and_once(now: datetime) -> None:
    plan("a", now - timedelta(days=3))
    do(note, now)
    do(note, now)
    assert Entry.objects.get().at == now


@pytest.mark.django_db
def test_the_longest_overdue_is_done_first(now: datetime) -> None:
    plan("second", now - timedelta(hours=1))
    plan("first", now - timedelta(hours=2))
    assert [do(note, now), do(note, now)] == [
        Done("test.note", "first"),
        Done("test.note", "second"),
    ]


@pytest.mark.django_db
def test_scheduling_again_only_moves_the_time(now: datetime) -> None:
    plan("a", now)
    plan("a", now + timedelta(hours=1))
    assert do(note, now) is None
    assert do(note, now + timedelta(hours=1))
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_work_may_come_back(now: datetime) -> None:
    plan("a", now)
    do(every_hour, now)
    assert do(every_hour, now + timedelta(minutes=59)) is None
    assert do(every_hour, now + timedelta(hours=1))


@pytest.mark.django_db
def test_failed_work_leaves_no_trace_and_is_tried_again(now: datetime) -> None:
    plan("a", now)
    done = do(note_and_fail, now)
    assert done
    assert isinstance(done.trouble, LookupError)
    assert not Entry.objects.exists()
    work = DueWork.objects.get()
    assert (work.attempts, work.due_at) == (1, now + timedelta(seconds=5))
    assert work.last_error == "no card •••"
    do(note, now + timedelta(seconds=5))
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_failing_work_does_not_hold_up_the_rest(now: datetime) -> None:
    plan("bad", now - timedelta(hours=1))
    plan("good", now)
    do(note_and_fail, now)
    assert do(note, now) == Done("test.note", "good")


@pytest.mark.django_db
def test_work_that_nobody_here_can_do_is_left_alone_and_shown(now: datetime) -> None:
    with transaction.atomic():
        schedule(kind="test.other", key="", due_at=now - timedelta(hours=1))
    assert do(note, now) is None
    assert [(one.kind, one.count, one.age) for one in queries.overdue_work(now=now)] == [
        ("test.other", 1, timedelta(hours=1))
    ]


@pytest.mark.django_db(transaction=True)
def test_scheduling_outside_a_transaction_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        schedule(kind="test.note", key="a", due_at=now)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_has_done_nothing(now: datetime) -> None:
    def killed(*, key: str, now: datetime) -> None:
        note(key=key, now=now)
        raise KeyboardInterrupt

    plan("a", now)
    with pytest.raises(KeyboardInterrupt):
        do(killed, now)
    assert not Entry.objects.exists()
    do(note, now)
    assert Entry.objects.count() == 1
