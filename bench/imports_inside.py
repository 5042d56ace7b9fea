"""The part of the import benchmark that is inside Django, in a process of its own."""

import json
import sys
from pathlib import Path
from typing import Any

import django

from bench import asking


def ask(url: str, keyring: Path, *arguments: str) -> Any:
    """Have something done with a database: make, bulk, plain or money, and a count; the answer."""
    return asking.ask("bench.imports_inside", url, keyring, *arguments)


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
