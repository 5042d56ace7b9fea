"""The worker: every duty has its turn, and nothing that happens around it stops it for long."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from structlog.testing import capture_logs

from tests.domain.journal.shared_database import database_url, shared_database
from tests.domain.journal.ways import Kept, in_trouble
from yika.connectors.face import dlib_faces
from yika.connectors.face.absent import AbsentMatcher
from yika.connectors.face.process import ComparingProcess
from yika.connectors.face.simulator import SimulatedMatcher
from yika.connectors.mail.smtp import Smtp
from yika.connectors.ocr.absent import AbsentReader
from yika.connectors.registry.absent import AbsentRegistry
from yika.connectors.registry.simulator import SimulatedRegistry
from yika.connectors.sms.aliyun import Aliyun
from yika.connectors.sms.tencent import Tencent
from yika.domain.identity.actions import FaceComparing, PictureReading, RegistryAsking
from yika.domain.journal import queries, rules
from yika.domain.journal.actions import record, schedule, send_later
from yika.domain.journal.rules import ParcelState
from yika.domain.messages.rules import Way
from yika.domain.vault.rules import LastSeal
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable
from yika.site import reactions
from yika.site.data import seal_copy
from yika.site.worker import Worker

IMPATIENT = {"timeout": 0.1}
OUR_OWN = {
    "identity.face": FaceComparing,
    "identity.read": PictureReading,
    "identity.registry": RegistryAsking,
}


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


def worker(clock: Callable[[], datetime], **given: Any) -> Worker:
    usual: dict[str, Any] = {"ways": {}, "work": {}, "standing": (), "seal_every": timedelta(0)}
    return Worker(**usual | given, clock=clock, chance=lambda: 1.0)


def note(now: datetime, event: str = "card.made") -> None:
    with transaction.atomic():
        record(event, subject="card_1", by=WORKER, now=now, request_id="r")


def put(now: datetime, *references: str, kind: str = "message") -> None:
    with transaction.atomic():
        for reference in references:
            send_later(kind, reference=reference, payload={}, now=now)


def tail(now: datetime) -> int:
    return queries.unsealed_entries(now=now).count


@pytest.mark.django_db
def test_a_round_seals_sends_and_does_what_is_due(clock: Clock) -> None:
    done: list[str] = []

    def handler(*, key: str, now: datetime) -> None:
        done.append(key)

    note(clock.now)
    put(clock.now, "a")
    schedule(kind="test.note", key="card_1", due_at=clock.now)
    way = Kept()
    busy = worker(clock, ways={"message": way}, work={"test.note": handler})
    assert busy.do_round()
    assert (tail(clock.now), way.references, done) == (0, ["a"], ["card_1"])
    assert not busy.do_round()


@pytest.mark.django_db
def test_once_goes_on_until_nothing_is_due(clock: Clock) -> None:
    put(clock.now, *"abc")
    way = in_trouble(Unavailable("down"), Unavailable("never", permanent=True))
    worker(clock, ways={"message": way}).run_once()
    assert way.references == ["a", "b", "c"]
    assert queries.outbox_counts()[ParcelState.GIVEN_UP] == 1
    assert tail(clock.now) == 0  # what was given up is journaled, and that is sealed too


@pytest.mark.django_db
def test_a_way_out_in_trouble_does_not_hold_up_the_others(clock: Clock) -> None:
    put(clock.now, "a", "b")
    put(clock.now, "hook", kind="webhook")
    down, well = in_trouble(*[Unavailable("down")] * 9), Kept()
    worker(clock, ways={"message": down, "webhook": well}).do_round()
    assert (down.references, well.references) == (["a"], ["hook"])


@pytest.mark.django_db
def test_a_busy_way_out_leaves_the_others_their_turn(clock: Clock) -> None:
    put(clock.now, *"abcdef")
    slow = Kept(meanwhile=lambda: clock.move(seconds=2))
    worker(clock, ways={"message": slow}).do_round()
    assert slow.references == ["a", "b", "c"]


@pytest.mark.django_db
def test_failing_work_is_reported_and_tried_again(clock: Clock) -> None:
    def failing(*, key: str, now: datetime) -> None:
        raise ZeroDivisionError(key, now)

    schedule(kind="test.note", key="", due_at=clock.now)
    busy = worker(clock, work={"test.note": failing})
    assert busy.do_round()
    assert not busy.do_round()
    clock.move(minutes=1)
    assert busy.do_round()


@pytest.mark.django_db
def test_seals_are_not_made_for_every_few_entries(clock: Clock) -> None:
    busy = worker(clock, seal_every=timedelta(seconds=2))
    note(clock.now)
    busy.do_round()
    note(clock.now)
    busy.do_round()
    assert tail(clock.now) == 1
    clock.move(seconds=2)
    busy.do_round()
    assert tail(clock.now) == 0


@pytest.mark.django_db
def test_a_stop_lets_the_parcel_under_way_arrive_and_begins_no_other(clock: Clock) -> None:
    put(clock.now, "a", "b")
    stopping = threading.Event()
    way = Kept(meanwhile=stopping.set)
    worker(clock, ways={"message": way}, stopping=stopping).run()
    assert way.references == ["a"]
    assert queries.outbox_counts()[ParcelState.WAITING] == 1


@pytest.mark.django_db
def test_its_heart_beats_now_and_then(clock: Clock) -> None:
    assert queries.worker_heartbeat() is None
    alive = worker(clock)
    alive.do_round()
    first = clock.now
    clock.move(seconds=1)
    alive.do_round()
    assert queries.worker_heartbeat() == first
    clock.move(seconds=15)
    alive.do_round()
    assert queries.worker_heartbeat() == clock.now


@pytest.mark.django_db
def test_work_that_comes_back_for_ever_is_there_from_the_start(clock: Clock) -> None:
    standing = Worker(ways={}, clock=clock)
    assert standing.do_round()
    assert not standing.do_round()
    clock.move(seconds=30)
    assert standing.do_round()
    assert set(reactions.STANDING) <= set(reactions.WORK)


@pytest.mark.django_db
def test_a_copy_of_each_last_seal_is_kept_in_the_file(
    clock: Clock, settings: Any, tmp_path: Path
) -> None:
    settings.YIKA_SEAL_COPY_FILE = tmp_path / "seals"
    busy = worker(clock)
    for _ in range(2):
        note(clock.now)
        busy.do_round()
        busy.do_round()
        clock.move(seconds=5)
    lines = settings.YIKA_SEAL_COPY_FILE.read_text().splitlines()
    assert [line.split()[1] for line in lines] == [
        "2026-11-20T04:00:00+00:00",
        "2026-11-20T04:00:05+00:00",
    ]
    assert seal_copy.kept("journal", str(settings.YIKA_SEAL_COPY_FILE)) == queries.last_seal()


@pytest.mark.django_db
def test_a_file_for_copies_that_cannot_be_written_stops_nothing(
    clock: Clock, settings: Any, tmp_path: Path
) -> None:
    settings.YIKA_SEAL_COPY_FILE = tmp_path / "not-mounted" / "seals"
    note(clock.now)
    busy = worker(clock)
    busy.do_round()
    assert tail(clock.now) == 0
    settings.YIKA_SEAL_COPY_FILE.parent.mkdir()
    busy.do_round()
    assert settings.YIKA_SEAL_COPY_FILE.exists()


def test_a_production_site_lays_nothing_in_the_tray(settings: Any) -> None:
    assert set(reactions.ways_out()) == {*reactions.KINDS, *OUR_OWN}
    settings.CONFIG = replace(settings.CONFIG, environment="production")
    assert set(reactions.ways_out()) == set(OUR_OWN)


def test_what_is_set_up_leaves_by_it_and_not_into_the_tray(settings: Any, tmp_path: Path) -> None:
    texts = tmp_path / "texts.toml"
    texts.write_text('[zh-hans]\nwelcome = "SMS_1"\n', encoding="utf-8")
    settings.CONFIG = replace(
        settings.CONFIG,
        environment="production",
        email_url="smtps://mail.example",
        email_sender="Yika <no-reply@cards.example>",
        sms_texts_file=texts,
        sms_signature="一卡",
        sms_app_id="1400006666",
    )
    for provider, kind in (("aliyun", Aliyun), ("tencent", Tencent)):
        settings.CONFIG = replace(settings.CONFIG, sms_provider=provider)
        ways = {name: type(way) for name, way in reactions.ways_out().items()}
        assert ways == {"sms": kind, "email": Smtp, **OUR_OWN}


def test_register_and_faces_are_asked_only_where_they_are_set_up(settings: Any) -> None:
    assert isinstance(reactions.registry(), AbsentRegistry)
    assert isinstance(reactions.matcher(), AbsentMatcher)
    settings.CONFIG = replace(settings.CONFIG, registry="simulator", face="simulator")
    assert isinstance(reactions.registry(), SimulatedRegistry)
    assert isinstance(reactions.matcher(), SimulatedMatcher)
    settings.CONFIG = replace(settings.CONFIG, face="dlib")
    there = ComparingProcess if dlib_faces.is_installed() else AbsentMatcher
    assert isinstance(reactions.matcher(), there)


def test_a_reader_may_be_turned_off(settings: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, reader="off")
    assert isinstance(reactions.reader(), AbsentReader)


def test_the_ways_out_are_the_ways_of_messages() -> None:
    assert {Way.SMS, Way.EMAIL} <= set(reactions.KINDS)


def test_the_newest_kept_seal_of_a_stream_is_found(tmp_path: Path) -> None:
    file = tmp_path / "seals"
    seals = [LastSeal("journal", 9, b"a" * 32), LastSeal("ledger", 12, b"b" * 32)]
    for seal in [*seals, LastSeal("journal", 10, b"c" * 32)]:
        seal_copy.keep(seal, file=file, now=datetime(2026, 11, 20, 4, tzinfo=UTC))
    assert seal_copy.kept("journal", str(file)) == LastSeal("journal", 10, b"c" * 32)
    assert seal_copy.kept("ledger", str(seals[1])) == seals[1]
    with pytest.raises(ValueError, match="no seal of cards"):
        seal_copy.kept("cards", str(file))


@pytest.fixture(scope="module")
def shared_file(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def wait_for(what: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def do_nothing(*, key: str, now: datetime) -> None:
    """Work that ends with its row."""


@pytest.fixture
def running(shared_file: None, transactional_db: None) -> Iterator[Worker]:
    """A worker in a thread with a connection of its own."""
    alive = worker(lambda: datetime.now(UTC), work={"test.nothing": do_nothing}, idle=0.05)

    def run() -> None:
        if connection.vendor == "sqlite":
            # Not to wait as long as a site would, until it takes the database for locked.
            connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | IMPATIENT
        try:
            alive.run()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield alive
    alive.stopping.set()
    thread.join(30)
    assert not thread.is_alive()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to lose")
def test_it_finds_its_way_back_to_a_database_that_was_gone(running: Worker) -> None:
    note(datetime.now(UTC))
    wait_for(lambda: not tail(datetime.now(UTC)))
    with connection.cursor() as cursor, capture_logs() as log:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        wait_for(lambda: log)
    assert [line["event"] for line in log] == ["worker.held_up"]
    note(datetime.now(UTC))
    wait_for(lambda: not tail(datetime.now(UTC)))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite locks the whole database")
def test_it_waits_while_somebody_else_keeps_the_database_locked(running: Worker) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    with transaction.atomic():
        schedule(kind="test.nothing", key="", due_at=soon)
    intruder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    with capture_logs() as log:
        intruder.execute("BEGIN IMMEDIATE")
        wait_for(lambda: log)
        intruder.execute("ROLLBACK")
    assert log[0]["event"] == "worker.held_up"
    intruder.close()
    wait_for(lambda: not queries.overdue_work(now=soon))


def start_process(home: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yika.site.settings",
        "DATABASE_URL": database_url(site.CONFIG.database_url),
        "YIKA_HOME": str(home),
        "YIKA_KEYRING_FILE": str(site.YIKA_KEYRING_FILE),
        "YIKA_SEAL_COPY_FILE": str(home / "seals"),
        "LOG_FORMAT": "json",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-c", "from yika.site.cli import main; main()", "worker"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_process_works_until_it_is_told_to_stop(
    shared_file: None, transactional_db: None, tmp_path: Path, how: signal.Signals
) -> None:
    now = datetime.now(UTC)
    put(now, "a", kind="sms")
    note(now)
    process = start_process(tmp_path)
    try:
        wait_for((tmp_path / "seals").exists)
        process.send_signal(how)
        _, log = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert '"worker.stopped"' in log
    assert '"reference": "a"' in (tmp_path / "tray" / "sms.jsonl").read_text()
    assert tail(now) == 0
    assert not queries.outbox_backlog(now=now + rules.LEASE)
