"""What a figure was measured on: the machine, and how fast its disk makes a write durable."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from tools.throwaway import programs

PACKAGES = ("django", "psycopg", "msgspec")
FDATASYNC = re.compile(r"fdatasync\s+([\d.]+) ops/sec")


def describe(folder: Path) -> dict[str, str]:
    """The machine in words, without names or paths that belong to it alone."""
    server = subprocess.run(
        [programs() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return {
        "processor": _field("/proc/cpuinfo", "model name"),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB",
        "disk": _file_system(folder),
        "kernel": platform.release(),
        "postgresql": server.stdout.split()[2],
        "sqlite": sqlite3.sqlite_version,
        "python": platform.python_version(),
    } | {name: version(name) for name in PACKAGES}


def fsyncs_a_second(folder: Path) -> float:
    """How often a second 8 kB can be made durable here, as PostgreSQL's own probe finds it."""
    file = folder / "fsync-probe"
    command = [str(programs() / "pg_test_fsync"), "-s", "1", "-f", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as probe:
        assert probe.stdout is not None
        try:
            for line in probe.stdout:
                if found := FDATASYNC.search(line):
                    return float(found[1])
        finally:
            # What follows are other ways to sync, of which PostgreSQL uses none here.
            probe.terminate()
            file.unlink(missing_ok=True)
    raise RuntimeError("pg_test_fsync did not tell how fast fdatasync is")


def load() -> float:
    """How many processes wanted to run, on average over the last minute."""
    return os.getloadavg()[0]


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _file_system(folder: Path) -> str:
    """The kind of the file system that holds a folder: the longest mount point above it."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(len(point), kind) for _, point, kind, *_ in mounts if folder.is_relative_to(point)]
    return max(holding)[1]
