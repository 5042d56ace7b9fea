"""Which texts stood on a page, in which version and language, as one word that its form carries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yika.domain.identity.rules.consents.purposes import LANGUAGES, Purpose, TextChanged
from yika.domain.identity.rules.consents.texts import current

SHOWN_MAX = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody had before him when he agreed."""

    language: str
    versions: Mapping[Purpose, int]

    @classmethod
    def now(cls, purposes: Iterable[Purpose], *, language: str) -> "Shown":
        """What a page shows that is made now, in a language of ours."""
        known = language if language in LANGUAGES else LANGUAGES[0]
        return cls(known, {one: current(one).version for one in purposes})

    @classmethod
    def read(cls, text: str) -> "Shown":
        """What the form of such a page brings back; TextChanged for what no page of ours said."""
        language, *said = text.split("/")
        if language not in LANGUAGES:
            raise TextChanged
        try:
            pairs = [one.split(":") for one in said]
            return cls(language, {Purpose(name): int(number) for name, number in pairs})
        except ValueError:
            raise TextChanged from None

    def __str__(self) -> str:
        said = [f"{purpose.value}:{version}" for purpose, version in self.versions.items()]
        return "/".join([self.language, *said])

    def check_is_current(self, purposes: Iterable[Purpose]) -> None:
        """Refuse unless each of these stood there as it is now. Nobody agrees unseen."""
        if any(self.versions.get(one) != current(one).version for one in purposes):
            raise TextChanged
