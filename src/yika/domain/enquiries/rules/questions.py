"""What somebody says, about what, and from which page, in the one form in which it is kept."""

import re
import unicodedata
from dataclasses import dataclass, field

from yika.domain.enquiries.rules.kinds import STARS, Kind, Topic
from yika.kit.errors import Fault, Invalid, gettext_noop

WORDS_MAX = 2000
REASON_MAX = 300
ABOUT_MAX = 48
PAGE_MAX = 160

WORDS_EXPECTED = gettext_noop("Say in your own words what it is about, in up to 2,000 characters.")
REASON_EXPECTED = gettext_noop("Say why, in up to 300 characters.")
KIND_EXPECTED = gettext_noop("Choose what you want of us.")
TOPIC_EXPECTED = gettext_noop("Choose what it is about.")
STARS_EXPECTED = gettext_noop("Choose how satisfied you are.")

_REFERENCE = re.compile(r"[a-z]{2,16}_[0-9a-z]{26}")
_PAGE = re.compile(r"/[A-Za-z0-9/_.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks.

    `about` is the public id of what was on the page, `page` its address without what stood
    behind the question mark; both may be empty. What is none is dropped: they only help.
    """

    kind: str
    topic: str
    words: str = field(repr=False)
    about: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: a holder; or a contact, proven by a code, or taken down by staff."""

    holder: str = ""
    proof: str = ""
    contact: str = field(default="", repr=False)
    language: str = ""


def normal_question(asked: Question, *, wordless: bool = False) -> Question:
    """The question as it is kept. Raises Invalid with all that is wrong with it at once.

    A machine without a keyboard takes a `wordless` one in; words are added to it later.
    """
    faults = []
    if asked.kind not in set(Kind):
        faults.append(Fault("kind", "", KIND_EXPECTED))
    if asked.topic not in set(Topic):
        faults.append(Fault("topic", "", TOPIC_EXPECTED))
    words = _plain(asked.words)
    if not (1 - wordless) <= len(words) <= WORDS_MAX:
        faults.append(Fault("words", "", WORDS_EXPECTED))
    if faults:
        raise Invalid(faults)
    return Question(
        kind=asked.kind,
        topic=asked.topic,
        words=words,
        about=asked.about if _REFERENCE.fullmatch(asked.about) else "",
        page=normal_page(asked.page),
    )


def normal_page(address: str) -> str:
    """A page of ours without its query; empty for anything else."""
    page = address.partition("?")[0].partition("#")[0]
    fits = len(page) <= PAGE_MAX and _PAGE.fullmatch(page) and not page.startswith("//")
    return page if fits else ""


def about_page(page: str) -> str:
    """The public id that stands in the address of a page: what the page was about."""
    return next((part for part in page.split("/") if _REFERENCE.fullmatch(part)), "")


def normal_words(typed: str) -> str:
    """A text of several lines. Raises Invalid when there is nothing, or too much."""
    words = _plain(typed)
    if not 1 <= len(words) <= WORDS_MAX:
        raise Invalid([Fault("words", "", WORDS_EXPECTED)])
    return words


def normal_reason(typed: str) -> str:
    """Why something was done; staff read it."""
    words = _plain(typed)
    if not 1 <= len(words) <= REASON_MAX:
        raise Invalid([Fault("reason", "", REASON_EXPECTED)])
    return words


def normal_remark(typed: str) -> str:
    """Words beside the stars; there need be none."""
    return normal_words(typed) if typed.strip() else ""


def normal_stars(typed: int | str) -> int:
    """How satisfied somebody is, from 1 to 5."""
    text = str(typed).strip()
    if text not in {str(star) for star in STARS}:
        raise Invalid([Fault("stars", "", STARS_EXPECTED)])
    return int(text)


def _plain(typed: str) -> str:
    """Lines without what cannot be seen, which no database keeps or which disguises others."""
    lines = unicodedata.normalize("NFC", typed[: 4 * WORDS_MAX]).splitlines()
    tidy = (" ".join("".join(map(_seen, line)).split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(tidy)).strip()


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cf", "Cs", "Cn", "Co"}:
        return ""
    return " " if category[0] in "CZ" else letter
