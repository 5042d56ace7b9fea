"""Does several things at the same moment, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from yika.kit.errors import Refusal

AnyOutcome = TypeVar("AnyOutcome")


def at_once(doings: Sequence[Callable[[], AnyOutcome]]) -> list[AnyOutcome | Refusal]:
    """What came of each: what it answered, or its refusal. Anything else is a fault."""
    start = threading.Barrier(len(doings))

    def do(doing: Callable[[], AnyOutcome]) -> AnyOutcome | Refusal:
        start.wait(30)
        try:
            return doing()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(do, doings))
