"""What is known of a holder, how it may look, and who may see or change it."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

from yika.domain.people.rules.letters import check_visible
from yika.kit.errors import Fault, Invalid, NotFound, Refusal, gettext_noop

LANGUAGES: Final = ("zh-hans", "en")
LANGUAGE_MAX: Final = 16
NAME_MAX: Final = 60
PHRASE_MAX: Final = 40
PURPOSE_MIN: Final = 4
PURPOSE_MAX: Final = 200
AGE_MAX: Final = 130

NAME_EXPECTED: Final = gettext_noop("a name of 1 to 60 letters, as it stands in the document")
PHRASE_EXPECTED: Final = gettext_noop("some words of your own, 40 characters at most")
LANGUAGE_EXPECTED: Final = gettext_noop("one of the languages on offer")
BIRTH_EXPECTED: Final = gettext_noop("the date of birth, such as 1990-01-31")
PURPOSE_EXPECTED: Final = gettext_noop("what you need it for, in 4 to 200 characters")

HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_HAN_GAP = re.compile(rf"(?<={HAN}) (?={HAN})")
_DOTS = str.maketrans(dict.fromkeys("•‧∙・⋅", "·") | {"’": "'", "‘": "'", "`": "'"})
_NAME_MARKS = frozenset(" ·'-.")
_SHOWN_MAX = 3


class Field(StrEnum):
    """What staff see masked, and may ask to see. Cards: all in his name, over all issuers."""

    NAME = "name"
    BORN_ON = "born_on"
    PHONE = "phone"
    EMAIL = "email"
    CARDS = "cards"


class UnknownHolder(NotFound):
    """Also for who may not know that he exists."""

    code = "people.unknown_holder"
    wording = gettext_noop("There is no such person here.")


class NothingOnRecord(NotFound):
    code = "people.nothing_on_record"
    wording = gettext_noop("Nothing of the kind is on record for this person.")


class NotByStaff(Refusal):
    """Somebody has to answer for it."""

    code = "people.not_by_staff"
    wording = gettext_noop("Only a member of staff can look at personal data, in person.")


def normal_name(typed: str) -> str:
    """One spelling of a name: no double spaces, none between Chinese characters, one dot.

    Refuses what is no part of a name in any script. Not folded: it is shown as it was typed.
    """
    check_visible(typed.strip(), where="name")
    text = unicodedata.normalize("NFKC", typed).translate(_DOTS)
    text = _HAN_GAP.sub("", " ".join(text.split()))
    letters = {_sort_of(letter) for letter in text} - {" "}
    if len(text) > NAME_MAX or "L" not in letters or not letters <= {"L", "M"}:
        raise Invalid([Fault("name", "", NAME_EXPECTED)])
    return text


def normal_phrase(typed: str) -> str:
    """The words by which a holder knows our messages. May be empty, which takes them away."""
    check_visible(typed, where="phrase")
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if len(text) > PHRASE_MAX:
        raise Invalid([Fault("phrase", "", PHRASE_EXPECTED)])
    return text


def normal_purpose(typed: str) -> str:
    """Why somebody wants to look. The holder reads it."""
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if not PURPOSE_MIN <= len(text) <= PURPOSE_MAX:
        raise Invalid([Fault("purpose", "", PURPOSE_EXPECTED)])
    check_visible(text, where="purpose")
    return text


def check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise Invalid([Fault("language", "", LANGUAGE_EXPECTED)])


def offered_language(wanted: str) -> str:
    """The nearest of our languages, for somebody who has not chosen one yet."""
    return "en" if wanted.lower().startswith("en") else LANGUAGES[0]


def check_born_on(born_on: date, *, today: date) -> None:
    if not 0 <= today.year - born_on.year <= AGE_MAX or born_on > today:
        raise Invalid([Fault("born_on", "", BIRTH_EXPECTED)])


def masked_name(name: str) -> str:
    """张* for 张三, 阿*** for a long one, L*** W*** for Lin Wan; nothing for no name."""
    if not name:
        return ""
    if re.match(HAN, name):
        return name[0] + "*" * min(max(len(name) - 1, 1), _SHOWN_MAX)
    return " ".join(word[0] + "*" * _SHOWN_MAX for word in name.split())


def _sort_of(letter: str) -> str:
    """L for letters, M for the marks on them, a space for what may stand between them."""
    if letter in _NAME_MARKS:
        return " "
    # Rare characters of names are younger than the tables of this Python.
    return "L" if re.match(HAN, letter) else unicodedata.category(letter)[0]


def masked_date(day: date) -> str:
    """The year only."""
    return f"{day.year}-**-**"
