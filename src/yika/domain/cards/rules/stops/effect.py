"""What open stops add up to: which parts of a card do what no more, and where that leaves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from yika.domain.cards.rules.stops.kinds import Credential, StopScope

BOTH: Final = frozenset({StopScope.SPENDING, StopScope.LOADING})
ALL_DIRECTIONS: Final = {
    StopScope.ALL: BOTH,
    StopScope.SPENDING: frozenset({StopScope.SPENDING}),
    StopScope.LOADING: frozenset({StopScope.LOADING}),
}


class Stopping(Protocol):
    """As much of a stop as its effect needs."""

    @property
    def scope(self) -> str: ...
    @property
    def credential(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stopped:
    """What does no more, as pairs of credential and direction; never empty halves of it.

    A card of one part has the credential "all" only.
    """

    parts: frozenset[Credential]
    pairs: frozenset[tuple[Credential, StopScope]]

    def of_all(self) -> frozenset[StopScope]:
        """The directions in which no part of the card does anything: those its purses keep."""
        return frozenset(
            way for way in BOTH if all((part, way) in self.pairs for part in self.parts)
        )

    @property
    def blocks(self) -> bool:
        """Whether nothing at all can be done with the card."""
        return self.of_all() == BOTH

    @property
    def listed(self) -> tuple[str, ...]:
        """What a reader has to refuse, as words such as "plastic:spending"; the shortest way."""
        words: list[str] = []
        for credential in (Credential.ALL, *sorted(self.parts - {Credential.ALL})):
            ways = self.of_all() if credential is Credential.ALL else self._of(credential)
            if credential is not Credential.ALL:
                ways -= self.of_all()
            if ways == BOTH:
                words.append(f"{credential}:{StopScope.ALL}")
            else:
                words += [f"{credential}:{way}" for way in sorted(ways)]
        return tuple(words)

    def _of(self, credential: Credential) -> frozenset[StopScope]:
        return frozenset(way for part, way in self.pairs if part is credential)


def stopped(stops: Iterable[Stopping], parts: Iterable[str]) -> Stopped:
    """What these open stops add up to on a card with these parts; none: it is one part."""
    known = frozenset(map(Credential, parts)) or frozenset({Credential.ALL})
    pairs = {
        (part, way)
        for stop in stops
        for part in _parts_of(Credential(stop.credential), known)
        for way in ALL_DIRECTIONS[StopScope(stop.scope)]
    }
    return Stopped(known, frozenset(pairs))


def _parts_of(credential: Credential, known: frozenset[Credential]) -> frozenset[Credential]:
    """The parts of this card that a credential names. One it has not got stands for all."""
    return frozenset({credential}) if credential in known else known
