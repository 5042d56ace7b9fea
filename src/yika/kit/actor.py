"""Who asks, and through which door."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    HOLDER = "holder"
    STAFF = "staff"
    DEVICE = "device"
    SYSTEM = "system"
    API_KEY = "api-key"


class Channel(StrEnum):
    WEB = "web"
    COUNTER = "counter"
    KIOSK = "kiosk"
    CONSOLE = "console"
    REVIEW = "review"
    HOTLINE = "hotline"
    API = "api"
    READER = "reader"
    COMMAND_LINE = "command-line"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Actor:
    """Every action takes one and the journal keeps it. `id` is a public id, never a name."""

    kind: ActorKind
    id: str
    channel: Channel

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}@{self.channel}"


WORKER = Actor(ActorKind.SYSTEM, "worker", Channel.WORKER)
