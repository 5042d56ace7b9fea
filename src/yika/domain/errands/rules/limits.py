"""How often an errand may be begun or picked up, by one person, one face and one network."""

from collections.abc import Iterator
from datetime import timedelta

from yika.domain.people.rules.codes import network_of
from yika.domain.vault.rules import Allowance
from yika.kit.actor import Actor, ActorKind

HOUR = timedelta(hours=1)
BY_ONE = Allowance(free=30, window=HOUR)
AT_A_FACE = Allowance(free=300, window=HOUR)  # it serves many people
BY_PROGRAM = Allowance(free=20_000, window=HOUR)
FROM_A_NETWORK = Allowance(free=300, window=HOUR)

TICKETS_TRIED = Allowance(free=5, window=HOUR, first_wait=timedelta(seconds=30))
TICKETS_TRIED_AT_A_FACE = Allowance(free=20, window=HOUR, first_wait=timedelta(seconds=30))

_BEGINS = {ActorKind.HOLDER: BY_ONE, ActorKind.API_KEY: BY_PROGRAM}


def beginnings(by: Actor, address: str) -> Iterator[tuple[str, Allowance]]:
    """What each begin is counted under, and how many there may be."""
    if by.kind is ActorKind.SYSTEM:
        return
    yield str(by.id), _BEGINS.get(by.kind, AT_A_FACE)
    if address and by.kind is ActorKind.HOLDER:
        yield network_of(address), FROM_A_NETWORK


def tickets(by: Actor) -> tuple[str, Allowance]:
    """What each try at a ticket is counted under."""
    alone = by.kind is ActorKind.HOLDER
    return str(by.id), TICKETS_TRIED if alone else TICKETS_TRIED_AT_A_FACE


def troubles(by: Actor) -> tuple[str, Allowance]:
    """What each refusal that is written down is counted under."""
    return str(by.id), _BEGINS.get(by.kind, AT_A_FACE)
