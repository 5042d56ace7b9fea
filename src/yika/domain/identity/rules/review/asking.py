"""Whose document a picture shows, and the one thing that a reviewer asks for again."""

from collections.abc import Collection
from typing import Final

from yika.domain.identity.rules.review.refusals import ThingUnknown

DETAILS: Final = "details"
"""Everything that was typed, as one thing; all other things are sides."""
HOLDER: Final = "holder"
AGENT: Final = "agent"
AGENT_THING: Final = "agent-"


def check_thing(thing: str, sides: Collection[str]) -> str:
    """Refuse what is neither the details nor a side of these documents."""
    if thing != DETAILS and thing not in sides:
        raise ThingUnknown
    return thing


def thing_of(whose: str, side: str) -> str:
    """A side as a thing to ask for: of the holder's document, or of who comes for him."""
    return f"{AGENT_THING}{side}" if whose == AGENT else side
