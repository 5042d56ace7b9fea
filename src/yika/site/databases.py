"""Turns DATABASE_URL into what Django wants to know of a database."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from yika.kit.errors import Fault, Invalid, gettext_noop

SQLITE_PRAGMAS = {
    "journal_mode": "WAL",  # readers never wait for the one writer
    "synchronous": "FULL",  # what was acknowledged survives a power cut
    "cache_size": "-65536",  # in KiB when negative
    "mmap_size": "268435456",
    "temp_store": "MEMORY",
}
SQLITE_WAIT = 20  # seconds a writer waits for another before "database is locked"


def database(url: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for a URL; refuses what no supported engine understands."""
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise _fault(gettext_noop("must begin with sqlite:/// or postgresql://"))


def _sqlite(url: str) -> dict[str, Any]:
    name = unquote(urlsplit(url).path).removeprefix("/")
    if not name:
        raise _fault(gettext_noop("must name a file, as in sqlite:///var/yika.sqlite3"))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(name).resolve()),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT,
            "init_command": "".join(
                f"PRAGMA {key}={value};" for key, value in SQLITE_PRAGMAS.items()
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """libpq reads the URL itself: several hosts, sockets and all its options are understood."""
    from psycopg import ProgrammingError, conninfo  # noqa: PLC0415  slow; SQLite goes without

    try:
        parts = {key: str(value) for key, value in conninfo.conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise _fault(f"is not understood by PostgreSQL: {str(error).strip()}") from error
    if not parts.get("dbname"):
        raise _fault(gettext_noop("must name a database, as in postgresql://localhost/yika"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }


def _fault(expected: str) -> Invalid:
    return Invalid([Fault("DATABASE_URL", "", expected)])
