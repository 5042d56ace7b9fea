"""What is known of a person besides the document he shows, as further checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yika.domain.identity.rules.checks import ENGINE, VERSION, Check, Outcome
from yika.domain.identity.rules.names import is_called
from yika.domain.identity.rules.reasons import WORDS as DOCUMENT_REASONS
from yika.domain.identity.rules.reasons import Reason, Words
from yika.kit.errors import gettext_noop


class Known(StrEnum):
    """The code that programs match; it never changes its meaning."""

    DUPLICATE_PERSON = "duplicate_person"
    NAME_TWIN = "name_twin"
    LIMIT_REACHED = "limit_reached"
    LIMIT_PENDING = "limit_pending"
    REFUSED_BEFORE = "refused_before"
    ACCOUNT_NAME = "account_name"
    READER_TROUBLE = "reader_trouble"
    REGISTER_DIFFERS = "register_differs"
    REGISTER_UNKNOWN = "register_unknown"
    FACE_SIMILAR = "face_similar"
    FACE_LOW_SIMILARITY = "face_low_similarity"
    FACE_NOT_FOUND = "face_not_found"
    FACE_SEVERAL = "face_several"
    FACE_TOO_SMALL = "face_too_small"
    FACE_SAME = "face_same"
    NOBODY_ASKED = "nobody_asked"
    NO_ANSWER = "no_answer"
    CONSENT_MISSING = "consent_missing"
    AGENT_IS_HOLDER = "agent_is_holder"
    AGENT_DOCUMENT = "agent_document"
    AGENT_UNDERAGE = "agent_underage"


_ASKED = gettext_noop("We have to look at this ourselves.")
KNOWN_WORDS: Final[Mapping[Known, Words]] = MappingProxyType(
    {
        Known.DUPLICATE_PERSON: Words(
            _ASKED, gettext_noop("Another holder here has shown the same document.")
        ),
        Known.NAME_TWIN: Words(
            _ASKED, gettext_noop("Another holder here has the same name and day of birth.")
        ),
        Known.LIMIT_REACHED: Words(
            _ASKED,
            gettext_noop(
                "This person is known here under other accounts: as many as he may have cards. "
                "His cards are counted when one is activated."
            ),
        ),
        Known.LIMIT_PENDING: Words(
            _ASKED,
            gettext_noop("With the accounts being checked, there could be too many cards."),
        ),
        Known.REFUSED_BEFORE: Words(
            _ASKED, gettext_noop("This person was refused here before as suspicious.")
        ),
        Known.ACCOUNT_NAME: Words(
            gettext_noop(
                "Your account has another name than the document. If the document is yours, go "
                "on. You can change the name of your account under Me."
            ),
            gettext_noop(
                "The account has another name than the document. It may be a short or a former "
                "name. Make sure that the document is of whoever the account belongs to."
            ),
        ),
        Known.READER_TROUBLE: Words(
            gettext_noop("The pictures could not be read. Type what stands on the document."),
            gettext_noop("The reader failed on a picture. Compare every field with it yourself."),
        ),
        Known.REGISTER_DIFFERS: Words(
            _ASKED,
            gettext_noop(
                "The register says that name and number do not belong together. It may be a "
                "mistake in typing: compare both with the picture."
            ),
        ),
        Known.REGISTER_UNKNOWN: Words(
            _ASKED, gettext_noop("The register does not know this number.")
        ),
        Known.FACE_SIMILAR: Words(
            _ASKED,
            gettext_noop(
                "A program finds the faces alike: {alike} of 100. Only a hint, and a weak one for "
                "East Asian faces. It does not see whether the camera was real. Look yourself."
            ),
        ),
        Known.FACE_LOW_SIMILARITY: Words(
            _ASKED,
            gettext_noop(
                "A program finds the faces little alike: {alike} of 100. Only a hint, and a weak "
                "one for East Asian faces. Look yourself."
            ),
        ),
        Known.FACE_NOT_FOUND: Words(
            _ASKED, gettext_noop("No face was found on one of the two pictures. Look yourself.")
        ),
        Known.FACE_SEVERAL: Words(
            _ASKED,
            gettext_noop("There are several faces on one of the two pictures. Look yourself."),
        ),
        Known.FACE_TOO_SMALL: Words(
            _ASKED,
            gettext_noop(
                "The face on the document is too small on its picture to be compared. Look "
                "yourself."
            ),
        ),
        Known.FACE_SAME: Words(
            _ASKED,
            gettext_noop(
                "A program finds the faces nearly the same picture: {alike} of 100. It may be the "
                "portrait of the document, photographed once more. Look for the edge of a card, "
                "for print, and for the same light and pose."
            ),
        ),
        Known.NOBODY_ASKED: Words(
            _ASKED, gettext_noop("Nobody is set up who could be asked. That says nothing.")
        ),
        Known.NO_ANSWER: Words(
            _ASKED, gettext_noop("There was no answer in time. That says nothing.")
        ),
        Known.CONSENT_MISSING: Words(
            _ASKED, gettext_noop("The holder has not agreed to it, or took it back.")
        ),
        Known.AGENT_IS_HOLDER: Words(
            gettext_noop("Enter the document of who comes along, not your own once more."),
            gettext_noop("Holder and agent show the same document."),
        ),
        Known.AGENT_DOCUMENT: Words(
            gettext_noop("Compare the document of who comes along with what was entered."),
            gettext_noop("Something is wrong with the document of who comes for the holder."),
        ),
        Known.AGENT_UNDERAGE: Words(
            gettext_noop("Who comes along has to be of age."),
            gettext_noop("Who comes for the holder is not of age."),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of any check, with what gave it."""

    name: str
    outcome: Outcome
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    engine: str = ENGINE
    version: str = VERSION


def answer(check: Check) -> Answer:
    """A check of the document as it is kept."""
    reason = check.reason.value if check.reason else ""
    return Answer(check.name.value, check.outcome, reason, dict(check.facts))


def person(*, duplicate: bool, twin: bool) -> Answer:
    """Whether somebody else here seems to be the same person."""
    if duplicate:
        return Answer("person", Outcome.WARN, Known.DUPLICATE_PERSON.value)
    if twin:
        return Answer("person", Outcome.WARN, Known.NAME_TWIN.value)
    return Answer("person", Outcome.PASS)


def limit(*, most: int | None, accounts: int, pending: int) -> Answer:
    """Whether the other accounts of a person could bring him more cards than he may have.

    A hint for the reviewer: nobody is refused for it here, but where a card is activated.
    """
    facts = {"accounts": str(accounts), "pending": str(pending)}
    if most is None:
        return Answer("limit", Outcome.PASS)
    if accounts >= most:
        return Answer("limit", Outcome.WARN, Known.LIMIT_REACHED.value, facts)
    if accounts + pending >= most:
        return Answer("limit", Outcome.WARN, Known.LIMIT_PENDING.value, facts)
    return Answer("limit", Outcome.PASS, facts=facts)


def history(*, suspicious: bool) -> Answer:
    """Whether this person was refused before for what cannot be mended."""
    if suspicious:
        return Answer("history", Outcome.WARN, Known.REFUSED_BEFORE.value)
    return Answer("history", Outcome.PASS)


def account_name(called: str, names: Iterable[str]) -> Answer:
    """Whether the account is called like the document. Nobody is refused for a short name."""
    if is_called(called, names):
        return Answer("account-name", Outcome.PASS)
    return Answer("account-name", Outcome.WARN, Known.ACCOUNT_NAME.value)


def reading(outcome: str, reader: str) -> Answer:
    """How the reading of the pictures ended; where nobody read, a person typed."""
    engine, _, version = reader.partition(" ")
    found = Outcome(outcome or Outcome.NOT_RUN)
    reason = {Outcome.NOT_RUN: Reason.NOT_READ.value, Outcome.ERROR: Known.READER_TROUBLE.value}
    return Answer(
        "reading", found, reason.get(found, ""), engine=engine or "reader", version=version
    )


def agent(checks: Iterable[Check], *, same: bool, underage: bool) -> Answer:
    """Whether who comes for the holder is somebody else, of age, with a document that can be."""
    if same:
        return Answer("agent", Outcome.FAIL, Known.AGENT_IS_HOLDER.value)
    if underage:
        return Answer("agent", Outcome.FAIL, Known.AGENT_UNDERAGE.value)
    wrong = next((one for one in checks if one.outcome is Outcome.FAIL), None)
    if wrong:
        facts = {"check": wrong.name.value, "reason": wrong.reason.value if wrong.reason else ""}
        return Answer("agent", Outcome.FAIL, Known.AGENT_DOCUMENT.value, facts)
    return Answer("agent", Outcome.PASS)


def check_words(reason: str) -> Words | None:
    """The words of any reason a check may have."""
    if reason in set(Known):
        return KNOWN_WORDS[Known(reason)]
    return DOCUMENT_REASONS.get(Reason(reason)) if reason in set(Reason) else None
