"""Several workers share one outbox, and any of them may be killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import database_url, shared_database
from tests.domain.journal.ways import Kept
from yika.connectors.tray.tray import Tray
from yika.domain.journal import queries, rules
from yika.domain.journal.actions import deliver_parcel, do_due_work, record, schedule, send_later
from yika.domain.journal.models import DueWork, Entry, Parcel
from yika.kit.actor import WORKER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

PARCELS = 2000 if os.environ.get("YIKA_SOAK") else 200
KILLS = 30 if os.environ.get("YIKA_SOAK") else 3
WORKERS = 4


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def fill_outbox(count: int, now: datetime) -> None:
    with transaction.atomic():
        for number in range(count):
            send_later("message", reference=f"r{number}", payload={"n": number}, now=now)


def side_by_side(duty: Callable[[], object], troubles: list[BaseException]) -> None:
    def run() -> None:
        try:
            while duty():
                pass
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def test_many_workers_send_each_parcel_exactly_once(now: datetime) -> None:
    fill_outbox(PARCELS, now)
    way, troubles = Kept(), list[BaseException]()

    def deliver() -> object:
        return deliver_parcel(kind="message", way=way, clock=lambda: now, chance=lambda: 0.5)

    side_by_side(deliver, troubles)
    assert not troubles
    assert sorted(way.references) == sorted(f"r{number}" for number in range(PARCELS))
    assert set(Parcel.objects.values_list("state", flat=True)) == {"sent"}


def test_many_workers_do_each_work_exactly_once(now: datetime) -> None:
    with transaction.atomic():
        for number in range(PARCELS):
            schedule(kind="test.note", key=str(number), due_at=now)

    def note(*, key: str, now: datetime) -> None:
        record("test.done", subject=key, by=WORKER, now=now, request_id=key)

    def do() -> object:
        return do_due_work(handlers={"test.note": note}, now=now, chance=lambda: 0.5)

    troubles = list[BaseException]()
    side_by_side(do, troubles)
    assert not troubles
    done = Counter(Entry.objects.values_list("subject", flat=True))
    assert done == {str(number): 1 for number in range(PARCELS)}
    assert not DueWork.objects.exists()


WORKER_PROCESS = """
import random, sys
from datetime import datetime, timedelta
from pathlib import Path
import django
django.setup()
from yika.connectors.tray.tray import Tray
from yika.domain.journal.actions import deliver_parcel

now = datetime.fromisoformat(sys.argv[2])
while deliver_parcel(
    kind="message", way=Tray(Path(sys.argv[1])), clock=lambda: now, chance=random.random
):
    pass
"""


def start_worker(tray: Path, now: datetime) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yika.site.settings",
        "DATABASE_URL": database_url(settings.CONFIG.database_url),
        "YIKA_HOME": str(settings.YIKA_HOME),
        "YIKA_KEYRING_FILE": str(settings.YIKA_KEYRING_FILE),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-c", WORKER_PROCESS, str(tray), now.isoformat()]
    return subprocess.Popen(command, env=environment)


def kill_once_it_has_sent(worker: subprocess.Popen[bytes], tray: Path) -> None:
    before = tray.stat().st_size if tray.exists() else 0
    end = time.monotonic() + 60
    while time.monotonic() < end and worker.poll() is None:
        if tray.exists() and tray.stat().st_size > before:
            break
        time.sleep(0.005)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait(10) == -signal.SIGKILL


def test_workers_killed_in_the_middle_lose_nothing_and_leave_nothing_stuck(
    tmp_path: Path,
) -> None:
    now = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    fill_outbox(PARCELS, now)
    tray = tmp_path / "tray.jsonl"
    for _ in range(KILLS):
        kill_once_it_has_sent(start_worker(tray, now), tray)
    later = now + rules.LEASE + timedelta(seconds=1)

    def deliver() -> object:
        return deliver_parcel(
            kind="message", way=Tray(tray), clock=lambda: later, chance=lambda: 0.5
        )

    while deliver():
        pass

    times = Counter(line.split('"')[3] for line in tray.read_text().splitlines())
    assert len(times) == PARCELS
    assert sum(times.values()) - PARCELS <= KILLS  # only what was under way may come twice
    assert queries.outbox_backlog(now=later) == []
