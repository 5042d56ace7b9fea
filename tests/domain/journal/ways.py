"""Ways out for tests: one that keeps what it was given, and one that is in trouble."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass
class Kept:
    """Takes everything and remembers it; something may happen meanwhile."""

    meanwhile: Callable[[], None] = lambda: None
    sent: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        self.sent.append((reference, payload))
        self.meanwhile()

    @property
    def references(self) -> list[str]:
        return [reference for reference, _ in self.sent]


def in_trouble(*troubles: Exception) -> Kept:
    """Raises these, one after the other; then takes everything."""
    left = list(troubles)

    def trouble() -> None:
        if left:
            raise left.pop(0)

    return Kept(meanwhile=trouble)
