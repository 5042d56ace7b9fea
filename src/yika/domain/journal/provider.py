"""What the outbox needs of a way out of the installation."""

from collections.abc import Mapping
from typing import Protocol


class WayOut(Protocol):
    """Takes one kind of thing to where it belongs: a message service, a web hook, a folder."""

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Hand the payload over; returning means that the other side has it.

        The same reference may come again after a crash or an unknown outcome: pass it on, so
        that the receiver can tell a repeat. Must answer or give up well within the lease of
        five minutes. Raises `Unavailable` when it was not taken (`permanent` when trying again
        is of no use) and `Unknown` when nobody can say.
        """
