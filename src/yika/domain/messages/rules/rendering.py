"""Turns a template and its facts into what a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yika.domain.messages.provider import Email, Sms
from yika.domain.messages.rules.catalog import frame, template, templates
from yika.domain.messages.rules.language import Language, spoken
from yika.domain.messages.rules.recipient import Recipient
from yika.domain.messages.rules.template import SMS_VALUE_MAX, VALUE_MAX
from yika.domain.messages.rules.text import clean, filled, gaps

PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands in an inbox."""

    title: str
    body: str


def check_secret(name: str, *, valid_until: datetime | None) -> None:
    """A programming error if a secret could leave when it is of no use any more."""
    if template(name).secret and valid_until is None:
        raise ValueError(f"{name} is a secret: say until when it is of use")


def note(name: str, to: Recipient, facts: Mapping[str, str]) -> Note:
    """The text for an inbox. A secret has none: that is a programming error."""
    if template(name).secret:
        raise ValueError(f"{name} is a secret and never stands in an inbox")
    return _note(name, to, facts)


def email(name: str, to: Recipient, facts: Mapping[str, str]) -> Email:
    """The same as in an inbox, with a greeting and a word on what we never ask for."""
    language = spoken(to.language)
    inside = _note(name, to, facts)
    around = frame(language)
    text = f"{around.greeting}\n\n{inside.body}\n\n{around.closing}\n"
    return Email(to=to.address, subject=inside.title, text=text, language=language)


def sms(name: str, to: Recipient, facts: Mapping[str, str]) -> Sms:
    """The text, and the same taken apart for providers that fill approved texts themselves."""
    language = spoken(to.language)
    values = template(name).values(facts, language, longest=SMS_VALUE_MAX)
    key, text = template(name).sms_form(facts, language)
    if phrase := clean(to.phrase, longest=SMS_VALUE_MAX):
        text, values = _with_phrase(text, language), values | {PHRASE: phrase}
    return Sms(
        to=to.address,
        text=filled(text, values),
        form=_form(name, key, phrase=bool(phrase)),
        language=language,
        values=tuple((gap, values[gap]) for gap in gaps(text)),
    )


def sms_forms(language: Language) -> dict[str, str]:
    """Every text that a provider must have approved, by its key.

    The keys are `code.sign-in`, and `code.sign-in+phrase` for the same with the holder's phrase.
    """
    forms = {}
    for name, kind in templates().items():
        for key, text in kind.sms_forms(language).items():
            forms[_form(name, key, phrase=False)] = text
            forms[_form(name, key, phrase=True)] = _with_phrase(text, language)
    return forms


def _note(name: str, to: Recipient, facts: Mapping[str, str]) -> Note:
    language = spoken(to.language)
    texts, values = template(name).texts(language), template(name).values(facts, language)
    body = filled(texts.body, values)
    if phrase := clean(to.phrase, longest=VALUE_MAX):
        body += "\n\n" + filled(frame(language).phrase, {PHRASE: phrase})
    return Note(title=filled(texts.title, values), body=body)


def _form(name: str, key: str, *, phrase: bool) -> str:
    return ".".join(filter(None, (name, key))) + (f"+{PHRASE}" if phrase else "")


def _with_phrase(text: str, language: Language) -> str:
    """The text of an SMS with a gap for the holder's own words at its end."""
    return text + (" " if language == "en" else "") + frame(language).phrase
