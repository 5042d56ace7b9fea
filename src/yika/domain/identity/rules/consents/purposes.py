"""The closed list of what somebody can agree to, and every refusal of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop

LANGUAGES: Final = ("zh-hans", "en")


class Purpose(StrEnum):
    """What personal data is used for. Each is agreed to, and taken back, by itself."""

    REAL_NAME = "real-name"
    FACE = "face"
    SHARING = "sharing-with-issuer"
    HOME_VISIT = "home-visit"


PURPOSE_WORDS: Final[Mapping[Purpose, str]] = {
    Purpose.REAL_NAME: gettext_noop("Checking your real name"),
    Purpose.FACE: gettext_noop("Comparing your face with your document"),
    Purpose.SHARING: gettext_noop("Telling another issuer of a change"),
    Purpose.HOME_VISIT: gettext_noop("A visit at your home"),
}


class UnknownPurpose(NotFound):
    code = "consent.unknown_purpose"
    wording = gettext_noop("There is nothing of this name to agree to.")


class UnknownConsent(NotFound):
    """Also for who may not know of it."""

    code = "consent.unknown"
    wording = gettext_noop("You have not agreed to this, or have taken it back already.")


class TextChanged(Conflict):
    code = "consent.text_changed"
    wording = gettext_noop(
        "The text has changed since this page was opened. Nothing was agreed to. Read the new "
        "text, then answer again."
    )


class NotHimself(Refusal):
    code = "consent.not_himself"
    wording = gettext_noop("Only the person can agree to this, or a clerk before whom he stands.")


class ConsentRequestReused(Conflict):
    code = "consent.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class ConsentMissing(Refusal):
    code = "consent.missing"
    wording = gettext_noop("This needs your consent first ({purpose}).")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """What somebody agreed to: the words he read, when and how he said so.

    In force until it was taken back, or until he agreed to a newer text in its place.
    """

    id: str
    holder: str
    issuer: str
    purpose: Purpose
    version: int
    language: str
    digest: str
    given_at: datetime
    given_by: str
    channel: str
    withdrawn_at: datetime | None
    replaced_at: datetime | None

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None and self.replaced_at is None


def purpose_of(text: str) -> Purpose:
    """The purpose of this name; UnknownPurpose for anything else."""
    try:
        return Purpose(text)
    except ValueError:
        raise UnknownPurpose from None


def check_speaks(by: Actor, *, holder: str, issuer: str) -> None:
    """Refuse unless he speaks for himself, or to a clerk of the issuer who writes it down."""
    if by.kind is ActorKind.HOLDER and by.id == holder:
        return
    if by.kind is not ActorKind.STAFF:
        raise NotHimself
    check_may(by, Right.ERRANDS_SERVE, issuer)
