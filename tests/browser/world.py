"""A whole installation for a browser: server and worker as processes, a small city inside."""

import itertools
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
YIKA = [sys.executable, "-c", "from yika.site.cli import main; main()"]
PATIENCE = 30.0


class World:
    """The city, its address, and what its worker has sent."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"  # a bare number has no passkeys
        self.environ = os.environ | {
            "YIKA_HOME": str(home),
            "DATABASE_URL": f"sqlite:///{home}/yika.sqlite3",
            "YIKA_BASE_URL": self.address,
            "YIKA_BEHIND_PROXY": "on",
            "YIKA_READER": "specimens",
            "DJANGO_SETTINGS_MODULE": "yika.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        told = home / "city.json"
        stage = [sys.executable, "-m", "tests.browser.stage", str(told)]
        subprocess.run(stage, cwd=ROOT, env=self.environ, check=True, capture_output=True)
        self.city: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        self.owner = self.city.pop("owner")
        self.owned = iter(self.owner["cards"])
        self.fresh = {
            issuer: iter(zip(shop["cards"], shop["card_ids"], strict=False))
            for issuer, shop in self.city.items()
        }
        self.numbers = itertools.count(1)
        serve = [*YIKA, "serve", "--port", str(self.port)]
        with (home / "processes.log").open("wb") as log:
            self.processes = [
                subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log)
                for command in (serve, [*YIKA, "worker"])
            ]
        self._wait()

    def card(self, issuer: str = "transit") -> dict[str, str]:
        """A card that was handed out, and that no other test has used."""
        row, found = next(self.fresh[issuer])
        return row | {"id": found}

    def card_in_use(self) -> dict[str, str]:
        """A card of the owner, who has a phone, and that no other test has used."""
        return dict(next(self.owned))

    def phone(self) -> str:
        """A number that nobody has used here."""
        return f"1380000{next(self.numbers):04d}"

    def code(self, phone: str, *, after: int = 0) -> str:
        """The newest code that was sent to a number; waits for the worker."""
        return until(lambda: self._codes(phone)[after:] or None)[-1]

    def sent(self, phone: str) -> int:
        """How many codes went to a number so far."""
        return len(self._codes(phone))

    def _codes(self, phone: str) -> list[str]:
        tray = self.home / "tray" / "sms.jsonl"
        lines = tray.read_text(encoding="utf-8").splitlines() if tray.exists() else []
        payloads = [json.loads(line)["payload"] for line in lines]
        texts = [one["text"] for one in payloads if str(one["to"]).endswith(phone)]
        return [found[0] for text in texts if (found := re.search(r"\b[0-9]{6}\b", text))]

    def _wait(self) -> None:
        def answers() -> bool | None:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return answer.status == 200 or None

        until(answers)

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)


def until(look: Any) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            found = look()
        except OSError:
            found = None
        if found is not None:
            return found
        if time.monotonic() > end:
            raise TimeoutError("nothing came")
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def world(home: Path) -> Iterator[World]:
    made = World(home)
    try:
        yield made
    finally:
        made.end()
