"""How often somebody may ask, by one person, one face and one network."""

from collections.abc import Iterator
from datetime import timedelta

from yika.domain.people.rules.codes import network_of
from yika.domain.vault.rules import Allowance
from yika.kit.actor import Actor, ActorKind

HOUR = timedelta(hours=1)
BY_ONE = Allowance(free=10, window=HOUR)
AT_A_FACE = Allowance(free=200, window=HOUR)  # it serves many people
FROM_A_NETWORK = Allowance(free=60, window=HOUR)


def sayings(by: Actor, who: str, address: str) -> Iterator[tuple[str, Allowance]]:
    """What each question and each further word is counted under, and how many there may be."""
    if by.kind is ActorKind.SYSTEM:
        return
    if by.kind is not ActorKind.HOLDER:
        yield str(by.id), AT_A_FACE
        return
    yield who, BY_ONE
    if address:
        yield network_of(address), FROM_A_NETWORK
