"""What must be well for the installation to serve: each check with a remedy."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from yika.domain.identity.queries.retention import face_count
from yika.domain.journal import queries as journal
from yika.domain.ledger.queries import unsealed_batches
from yika.kit.errors import Invalid, Unavailable
from yika.kit.keyring import Keyring
from yika.site import reactions

SYNCHRONOUS_FULL = 2  # as SQLite counts
DISK_LEAST = 500 * 2**20
HEARTBEAT_OLDEST = timedelta(seconds=90)
TAIL_OLDEST = timedelta(minutes=10)
BATCHES_MAX = 100_000  # as many as a busy site writes in a few minutes
OUTBOX_OLDEST = timedelta(hours=1)
CLOCK_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `remedy` is empty when all is well."""

    name: str
    detail: str
    remedy: str = ""

    @property
    def well(self) -> bool:
        return not self.remedy


def ready() -> bool:
    """Whether requests can be served now; cheap enough to be asked every few seconds."""
    try:
        return all(check().well for check in (database, migrations, worker))
    except DatabaseError:
        return False


def findings() -> Iterator[Finding]:
    """All checks, one after the other; one that cannot even run is a finding itself."""
    for check in CHECKS:
        try:
            yield check()
        except (DatabaseError, OSError, Invalid, Unavailable) as error:
            yield Finding(check.__name__, str(error).strip(), _("Mend what it says."))


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    remedy = "" if sys.version_info >= (3, 11) else _("Install Python 3.11 or newer.")
    return Finding("python", version, remedy)


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        words = _("Start the database, or check DATABASE_URL; for a new one run: yika init")
        return Finding("database", str(error).strip().partition("\n")[0], words)
    return Finding("database", f"{connection.vendor} {_version()}")


def pragmas() -> Finding:
    """SQLite must keep what was acknowledged, whatever happens to the power."""
    if connection.vendor != "sqlite":
        return Finding("durability", _durability_of_server())
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        foreign_keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
    detail = f"journal_mode={mode} synchronous={synchronous} foreign_keys={foreign_keys}"
    sound = mode == "wal" and synchronous == SYNCHRONOUS_FULL and foreign_keys == 1
    remedy = "" if sound else _("Put the database file on a local disk.")
    return Finding("durability", detail, remedy)


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    detail = _("{count} missing").format(count=len(missing))
    return Finding("migrations", detail, _("Run: yika migrate") if missing else "")


def keyring() -> Finding:
    file: Path = settings.YIKA_KEYRING_FILE
    if not file.exists():
        return Finding("keyring", str(file), _("Run: yika init, or put the keyring back."))
    Keyring.load(file)
    mode = stat.S_IMODE(file.stat().st_mode)
    remedy = _("Run: chmod 600 {file}").format(file=file) if mode & 0o077 else ""
    return Finding("keyring", f"{file} {mode:o}", remedy)


def disk() -> Finding:
    home: Path = settings.YIKA_HOME
    if not os.access(home, os.W_OK):
        return Finding("disk", str(home), _("Make the folder writable; for a new one: yika init"))
    free = shutil.disk_usage(home).free
    remedy = "" if free >= DISK_LEAST else _("Make room: at least 500 MB.")
    return Finding("disk", f"{free // 2**20} MB", remedy)


def clock() -> Finding:
    """A clock before this program was written would date money into the past."""
    now = datetime.now(UTC)
    apart = abs((_database_time() or now) - now)
    if now < CLOCK_FIRST or apart > timedelta(seconds=5):
        return Finding("clock", now.isoformat(), _("Set the clocks; let NTP keep them."))
    return Finding("clock", now.isoformat(timespec="seconds"))


def worker() -> Finding:
    beat_at = journal.worker_heartbeat()
    if beat_at is None:
        return Finding("worker", _("never seen"), _("Run: yika worker"))
    age = max(timedelta(0), datetime.now(UTC) - beat_at)
    remedy = "" if age <= HEARTBEAT_OLDEST else _("The worker stands still. Run: yika worker")
    return Finding("worker", _("seen {age} ago").format(age=_whole(age)), remedy)


def journal_tail() -> Finding:
    """Entries that no seal covers yet could vanish unseen."""
    tail = journal.unsealed_entries(now=datetime.now(UTC))
    detail = _("{count} entries, {age} old").format(count=tail.count, age=_whole(tail.age))
    remedy = "" if tail.age <= TAIL_OLDEST else _("The worker does not seal. Run: yika worker")
    return Finding("unsealed journal", detail, remedy)


def ledger_tail() -> Finding:
    """Batches that no seal covers yet; a worker that lives keeps them few."""
    count = unsealed_batches()
    remedy = "" if count <= BATCHES_MAX else _("The worker does not seal. Run: yika worker")
    return Finding("unsealed ledger", _("{count} batches").format(count=count), remedy)


def outbox() -> Finding:
    """What should have left long ago, and what nothing on this site takes away."""
    backlog = journal.outbox_backlog(now=datetime.now(UTC))
    stuck = [one.kind for one in backlog if one.kind not in reactions.ways_out()]
    if stuck:
        words = _("Nothing is set up to send these. See EMAIL_URL and YIKA_SMS_PROVIDER.")
        return Finding("outbox", ", ".join(stuck), words)
    late = [one for one in backlog if one.age > OUTBOX_OLDEST]
    detail = ", ".join(f"{one.kind}: {one.count}" for one in late)
    remedy = _("Find out what does not answer: yika journal outbox list") if late else ""
    return Finding("outbox", detail, remedy)


def faces() -> Finding:
    """From a number on, stored faces must be filed with the authority."""
    found = face_count(alarm_at=settings.CONFIG.face_alarm)
    remedy = _("File it with the authority, or keep pictures for fewer days: yika data plan")
    return Finding("faces", str(found.stored), remedy if found.alarms else "")


def static_files() -> Finding:
    if settings.CONFIG.production and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return Finding("static files", str(settings.STATIC_ROOT), _("Run: yika init"))
    known = find("common/yika.css")
    return Finding("static files", "", "" if known else _("Install Yika again: files are missing."))


CHECKS: list[Callable[[], Finding]] = [
    python,
    database,
    pragmas,
    migrations,
    keyring,
    disk,
    clock,
    worker,
    journal_tail,
    ledger_tail,
    outbox,
    static_files,
    faces,
]


def _whole(age: timedelta) -> timedelta:
    return timedelta(seconds=round(age.total_seconds()))


def _version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _durability_of_server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return f"synchronous_commit={cursor.fetchone()[0]}"


def _database_time() -> datetime | None:
    """The server's clock; SQLite has none of its own."""
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
