"""Who asks, through which door, and what he may do there."""

from dataclasses import dataclass, field
from enum import StrEnum

from yika.kit.errors import Refusal, gettext_noop


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
    VISIT = "visit"
    HOTLINE = "hotline"
    API = "api"
    READER = "reader"
    COMMAND_LINE = "command-line"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Actor:
    """Every action takes one and the journal keeps it. `id` is a public id, never a name.

    Staff, machines and programs act for one issuer, with the rights that were looked up at the
    door for this request. A holder acts for himself and has no rights over others. The system
    itself (worker, command line) may do everything. `person` is who acts for a holder that is an
    organization.
    """

    kind: ActorKind
    id: str
    channel: Channel
    issuer: str = ""
    outlet: str = ""
    rights: frozenset[str] = field(default=frozenset(), repr=False)
    person: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}@{self.channel}"

    def may(self, right: str, issuer: str) -> bool:
        """Whether this actor may do something at an issuer."""
        if self.kind is ActorKind.SYSTEM:
            return True
        return bool(issuer) and issuer == self.issuer and right in self.rights

    def sees(self, issuer: str) -> bool:
        """Whether what belongs to an issuer exists for this actor at all."""
        return self.kind is ActorKind.SYSTEM or (bool(issuer) and issuer == self.issuer)


class NotAllowed(Refusal):
    code = "not_allowed"
    wording = gettext_noop("This is not among the things you may do here ({right}).")


def check_may(by: Actor, right: str, issuer: str) -> None:
    """Refuse unless this actor may do something at an issuer."""
    if not by.may(right, issuer):
        raise NotAllowed(right=str(right))


WORKER = Actor(ActorKind.SYSTEM, "worker", Channel.WORKER)
