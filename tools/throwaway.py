"""A PostgreSQL server of one's own: in a temporary folder, by a socket, gone afterwards.

Never a server that happens to run, and never as root, which initdb refuses: as root the
programs are started under the account `postgres` (or `nobody`).
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of initdb, postgres and pgbench: the newest installed."""
    if DEBIAN.is_dir():
        versions = [path for path in DEBIAN.iterdir() if (path / "bin" / "initdb").exists()]
        if versions:
            return max(versions, key=lambda path: float(path.name)) / "bin"
    found = shutil.which("initdb")
    if found is None:
        raise SystemExit("PostgreSQL is not installed. Run tools/setup-system.")
    return Path(found).resolve().parent


def account() -> str | None:
    """Whose processes the server's are; None for our own."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Cluster:
    """A running server. `with Cluster() as cluster: connect(cluster.url("postgres"))`."""

    def __init__(
        self, *, settings: dict[str, str] | None = None, under: Path | None = None
    ) -> None:
        self.bin = programs()
        self.user = account()
        self.home = Path(tempfile.mkdtemp(prefix="yika-pg-", dir=under))
        self.home.chmod(0o755)
        self.data = self.home / "data"
        self.settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.home),
            "max_connections": "200",
            "shared_buffers": "256MB",
            "log_min_messages": "fatal",
            "log_min_error_statement": "panic",
        } | (settings or {})
        self._server: subprocess.Popen[bytes] | None = None
        if self.user:
            shutil.chown(self.home, self.user)

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs; its output."""
        done = subprocess.run(
            [self.bin / program, *arguments],
            user=self.user,
            cwd=self.home,
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()[-2000:]}")
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PGHOST": str(self.home),
            "PGUSER": "yika",
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.home),
        }

    def make(self) -> None:
        self.run(
            "initdb",
            "--pgdata",
            str(self.data),
            "--username",
            "yika",
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "--no-sync",
        )

    def start(self) -> None:
        options = [
            part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")
        ]
        self._server = subprocess.Popen(
            [self.bin / "postgres", "-D", self.data, *options],
            user=self.user,
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(600):
            ready = subprocess.run(
                [self.bin / "pg_isready", "-q"], env=self.environment, check=False, timeout=10
            )
            if ready.returncode == 0:
                return
            if self._server.poll() is not None:
                break
            self._nap()
        raise RuntimeError("the throwaway PostgreSQL server did not start")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: a fast, clean stop. SIGQUIT: as if the power went."""
        if self._server and self._server.poll() is None:
            self._server.send_signal(how)
            self._server.wait(timeout=60)
        self._server = None

    def url(self, database: str) -> str:
        return f"postgres://yika@{quote(str(self.home), safe='')}/{database}"

    @staticmethod
    def _nap() -> None:
        time.sleep(0.05)

    def __enter__(self) -> Self:
        self.make()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
