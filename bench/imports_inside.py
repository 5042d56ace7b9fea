"""The part of the import benchmark that is inside Django, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import django


def ask(url: str, keyring: Path, *arguments: str) -> Any:
    """Have something done with a database: make, bulk, plain or money, and a count; the answer."""
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "yika.site.settings",
        "YIKA_HOME": str(keyring.parent),
        "YIKA_KEYRING_FILE": str(keyring),
    }
    command = [sys.executable, "-m", "bench.imports_inside", *arguments]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def main() -> None:
    """Do what `ask` asked for; the answer is one JSON object on stdout."""
    django.setup()
    from bench import imports_loads as loads  # noqa: PLC0415  Django is set up by now

    what, *rest = sys.argv[1:]
    if what == "make":
        loads.make()
        answer: dict[str, Any] = {}
    else:
        count, money = int(rest[0]), what == "money"
        timed = loads.bulk(count) if what == "bulk" else loads.load(count, money=money)
        answer = timed | {"faults": loads.faults(count, money=money)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
