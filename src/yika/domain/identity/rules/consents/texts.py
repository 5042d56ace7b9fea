"""The words somebody agrees to. A version never changes once it was shown; a new one is added."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from yika.domain.identity.rules.consents.purposes import LANGUAGES, Purpose, UnknownPurpose

FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language; `{issuer}` stands where the name of the issuer is filled in."""

    title: str
    body: str

    @property
    def digest(self) -> str:
        """Stands for exactly these words; kept with each consent, to show what was read."""
        return sha256(f"{self.title}\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of what is read before agreeing, in every language."""

    purpose: Purpose
    version: int
    words: Mapping[str, Words]

    def in_(self, language: str) -> Words:
        """In this language, or the first of ours."""
        return self.words.get(language) or self.words[LANGUAGES[0]]


@cache
def versions(purpose: Purpose) -> tuple[ConsentText, ...]:
    """Every version of a text, the oldest first."""
    file = resources.files(__package__).joinpath(FOLDER, f"{purpose.value}.toml")
    told = tomllib.loads(file.read_text(encoding="utf-8"))["version"]
    return tuple(_version(purpose, number, one) for number, one in enumerate(told, start=1))


def current(purpose: Purpose) -> ConsentText:
    """The version that is shown now."""
    return versions(purpose)[-1]


def text_of(purpose: Purpose, version: int) -> ConsentText:
    """The version that somebody has read."""
    found = versions(purpose)
    if not 1 <= version <= len(found):
        raise UnknownPurpose
    return found[version - 1]


def _version(purpose: Purpose, number: int, told: Mapping[str, Any]) -> ConsentText:
    words = {
        language: Words(told[language]["title"].strip(), told[language]["body"].strip())
        for language in LANGUAGES
    }
    return ConsentText(purpose, number, words)
