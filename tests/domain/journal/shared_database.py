"""A database that threads and processes can share, which the one in memory of SQLite is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """PostgreSQL as it is; on SQLite a file of its own in the folder, with all tables."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = settings | {"NAME": str(folder / "shared.sqlite3")}
    del connections["default"]
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = in_memory


def database_url(configured: str) -> str:
    """The address of the test database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return configured.rpartition("/")[0] + f"/{name}"
