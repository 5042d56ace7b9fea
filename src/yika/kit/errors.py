"""The kinds of trouble that are not bugs: a refusal, an invalid input, a partner out of reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar


def gettext_noop(wording: str) -> str:
    """Mark wording for translation without importing Django."""
    return wording


class Refusal(Exception):
    """The business says no. People read `wording`, programs match `code`.

    One place per channel turns it into a page, a slip, an exit code or a problem document.
    """

    code: ClassVar[str]
    wording: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.wording.format_map(facts))
        self.facts = facts

    @classmethod
    def all(cls) -> Iterator[type["Refusal"]]:
        """Every refusal that has a code, of all imported modules."""
        for kind in cls.__subclasses__():
            if "code" in vars(kind):
                yield kind
            yield from kind.all()


class NotFound(Refusal):
    """What was asked for does not exist, or is not for the one who asks."""

    code = "not_found"
    wording = gettext_noop("There is no {thing} {name}.")


class Conflict(Refusal):
    """Somebody was there before: the state or the request id is taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input: where it is, and what was expected there."""

    where: str
    key: str
    expected: str

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.key}: {self.expected}"
            if self.key
            else f"{self.where}: {self.expected}"
        )


class Invalid(Exception):
    """A schema said no. Carries every fault at once, so that one look mends them all."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class Unavailable(Exception):
    """A partner (database, provider, disk) cannot be reached or used; nothing was changed.

    `permanent` means that trying again without changing something will not help.
    """

    def __init__(self, what: str, *, permanent: bool = False) -> None:
        super().__init__(what)
        self.permanent = permanent


class Unknown(Exception):
    """The outcome cannot be known yet. Never treat it as a failure: ask again by `reference`."""

    def __init__(self, what: str, *, reference: str) -> None:
        super().__init__(what)
        self.reference = reference
