"""A register of people who do not exist, for tests and demonstrations.

What it says of a number follows from its fourth character from the end, so that everybody can
bring about each answer: 9 another name, 8 a number it does not know, 7 a register that is closed
now, 6 an answer that got lost, 5 a question it will never take. All other numbers match.
"""

from dataclasses import dataclass
from typing import Final

from yika.domain.identity.provider import Vouch, Vouched
from yika.kit.errors import Unavailable, Unknown
from yika.products.documents import Document

ENGINE: Final = "simulated-register"
VERSION: Final = "1"
TELLING: Final = -4
SAID: Final = {"9": Vouch.NO_MATCH, "8": Vouch.UNKNOWN}
CLOSED, LOST, NEVER = "7", "6", "5"


@dataclass(frozen=True, slots=True)
class SimulatedRegistry:
    """Answers by the number alone, so the same question always has the same answer."""

    def ask(
        self,
        *,
        document: Document,  # noqa: ARG002  it has one book for all
        name: str,
        number: str,
        reference: str,
    ) -> Vouched:
        """What the number says; without a name nothing matches."""
        telling = number[TELLING:][:1]
        if telling == LOST:
            raise Unknown("the answer of the register got lost", reference=reference)
        if telling in {CLOSED, NEVER}:
            raise Unavailable("the register is closed", permanent=telling == NEVER)
        vouch = SAID.get(telling, Vouch.MATCH) if name else Vouch.NO_MATCH
        return Vouched(vouch=vouch, engine=ENGINE, version=VERSION)
