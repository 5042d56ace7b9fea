"""What a template file may say. Nothing in it is interpreted but gaps like `{card}`."""

from collections.abc import Mapping
from itertools import product
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from yika.domain.messages.rules.language import Language
from yika.domain.messages.rules.text import clean, filled, gaps

Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\r\n]*$")]
Block = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

SMS_VALUE_MAX = 35  # what the providers take for one gap of an approved text
VALUE_MAX = 80


class Table(BaseModel):
    """A table of a file: unknown keys are refused, so that a misspelt one is found."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )


class Words(Table):
    """The same in both languages."""

    zh_hans: Line
    en: Line

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.zh_hans


class Texts(Table):
    """One language: an SMS, and what stands in the inbox and, with a greeting, in an e-mail."""

    sms: Line
    title: Line
    body: Block

    @property
    def gaps(self) -> set[str]:
        return {name for text in (self.sms, self.title, self.body) for name in gaps(text)}


class Frame(Table):
    """One language: what stands around the text of every message."""

    phrase: Line
    greeting: Line
    closing: Line


class Template(Table):
    """One kind of message. A secret never stands in an inbox and is dropped when too late.

    `facts` are all that must be given; one with `choices` is one of a few words of ours.
    """

    facts: tuple[Line, ...] = ()
    secret: bool = False
    choices: Mapping[str, Mapping[str, Words]] = Field(default_factory=dict)
    zh_hans: Texts
    en: Texts

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for texts in (self.zh_hans, self.en):
            if odd := texts.gaps ^ set(self.facts):
                raise ValueError(f"gaps and facts differ: {', '.join(sorted(odd))}")
        if odd := self.choices.keys() - set(self.facts):
            raise ValueError(f"choices for what is no fact: {', '.join(sorted(odd))}")
        return self

    def texts(self, language: Language) -> Texts:
        return self.en if language == "en" else self.zh_hans

    def values(
        self, facts: Mapping[str, str], language: Language, *, longest: int = VALUE_MAX
    ) -> dict[str, str]:
        """What fills the gaps. Facts that are missing, empty or unknown are a programming error."""
        if facts.keys() != set(self.facts):
            raise ValueError(f"expected the facts {self.facts}, not {sorted(facts)}")
        values = {name: clean(facts[name], longest=longest) for name in self.facts}
        for name, words in self.choices.items():
            values[name] = words[_choice(facts[name])].in_(language)
        if empty := [name for name, value in values.items() if not value]:
            raise ValueError(f"nothing is said of {empty}")
        return values

    def sms_forms(self, language: Language) -> dict[str, str]:
        """The texts of the SMS as a provider approves them, each under the key of its choices."""
        text = self.texts(language).sms
        chosen = [name for name in gaps(text) if name in self.choices]
        forms = {}
        for picks in product(*(self.choices[name].items() for name in chosen)):
            words = [words.in_(language) for _, words in picks]
            key = ".".join(key for key, _ in picks)
            forms[key] = filled(text, dict(zip(chosen, words, strict=True)))
        return forms

    def sms_form(self, facts: Mapping[str, str], language: Language) -> tuple[str, str]:
        """The one of these texts that says this, with its key."""
        text = self.texts(language).sms
        key = ".".join(_choice(facts[name]) for name in gaps(text) if name in self.choices)
        return key, self.sms_forms(language)[key]


def _choice(value: str) -> str:
    return value.replace("_", "-")
