"""Runs `yika` inside the test, as a person at a terminal would."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.utils import translation

from yika.site import cli


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


Yika = Callable[..., Outcome]


@pytest.fixture
def yika(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yika:
    monkeypatch.setenv("YIKA_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, typed: str = "") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        code = cli.run(arguments)
        return Outcome(code, *capsys.readouterr())

    return run
