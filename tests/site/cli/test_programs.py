"""The program as a process: set up from nothing, serve, stop; and what happens when it cannot."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

PROGRAM = [sys.executable, "-c", "from yika.site.cli import main; main()"]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("site") / "var"
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME")}
    return kept | {"YIKA_HOME": str(home), "YIKA_LANGUAGE": "en", "PYTHONPATH": "src"}


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    def run_it(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *arguments],
            env=environment | changed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run_it


@pytest.fixture(scope="module")
def installed(run: Run, environment: dict[str, str]) -> Path:
    assert run("init").returncode == 0
    return Path(environment["YIKA_HOME"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answer(port: int, path: str) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code


@pytest.fixture
def server(
    installed: Path, environment: dict[str, str]
) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    line = process.stderr.readline()
    assert f"http://127.0.0.1:{port}/" in line, line + process.stderr.read()
    yield port, process
    process.terminate()
    process.wait(timeout=30)
    process.stderr.close()


def test_init_makes_what_is_missing_and_keeps_what_is_there(run: Run, installed: Path) -> None:
    keys = (installed / "keyring.toml").read_bytes(), (installed / "secret-key").read_bytes()
    assert (installed / "keyring.toml").stat().st_mode & 0o777 == 0o600
    assert (installed / "secret-key").stat().st_mode & 0o777 == 0o600
    again = run("init")
    assert (again.returncode, again.stdout) == (0, "")
    assert keys == (
        (installed / "keyring.toml").read_bytes(),
        (installed / "secret-key").read_bytes(),
    )


def test_quiet_says_nothing_but_data_and_trouble(run: Run, installed: Path) -> None:
    outcome = run("--quiet", "migrate")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


def test_doctor_finds_the_worker_missing_and_everything_else_well(
    run: Run, installed: Path
) -> None:
    outcome = run("doctor")
    assert outcome.returncode == 1
    assert "Run: yika worker" in outcome.stdout
    assert outcome.stdout.count("BAD") == 1


def test_before_init_every_command_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    outcome = run("journal", "list", YIKA_HOME=str(tmp_path / "none"))
    assert outcome.returncode == 1
    assert "yika init" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_missing_migrations_are_named(run: Run, tmp_path: Path) -> None:
    outcome = run("journal", "list", YIKA_HOME=str(tmp_path))
    assert outcome.returncode == 1
    assert "yika migrate" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_database_out_of_reach_is_named(run: Run) -> None:
    outcome = run(
        "migrate", DATABASE_URL="postgresql://u:hidden@127.0.0.1:1/none?connect_timeout=2"
    )
    assert outcome.returncode == 1
    assert "cannot be reached" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "hidden" not in outcome.stderr


def test_the_server_says_where_it_is_and_answers(
    server: tuple[int, subprocess.Popen[str]],
) -> None:
    port, _process = server
    assert answer(port, "/healthz") == 200
    assert answer(port, "/") == 200
    assert answer(port, "/static/common/yika.css") == 200
    assert answer(port, "/none") == 404
    assert answer(port, "/readyz") == 503  # no worker runs


def test_a_port_in_use_is_named(run: Run, server: tuple[int, subprocess.Popen[str]]) -> None:
    outcome = run("serve", "--port", str(server[0]))
    assert outcome.returncode == 1
    assert "--port" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_the_server_stops_when_told(server: tuple[int, subprocess.Popen[str]]) -> None:
    process = server[1]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0


def test_a_reader_that_goes_away_is_no_trouble(
    installed: Path, environment: dict[str, str]
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "config", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=30)


def test_production_serves_static_files_under_names_for_ever(
    run: Run, installed: Path, environment: dict[str, str]
) -> None:
    port = free_port()
    production = {
        "YIKA_ENV": "production",
        "ALLOWED_HOSTS": "127.0.0.1",
        "YIKA_BASE_URL": "https://127.0.0.1",
        "YIKA_BEHIND_PROXY": "on",
        "SECRET_KEY": "a-secret-for-this-test-only",
    }
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)],
        env=environment | production,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        assert str(port) in process.stderr.readline()
        assert answer(port, "/healthz") == 200
        assert list((installed / "static" / "common").glob("yika.*.css.gz"))
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stderr.close()
