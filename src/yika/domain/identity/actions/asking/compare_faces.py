"""Has a program compare the face on the document with a picture of the face, for the reviewer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from yika.domain.identity.actions.asking.keep_answer import is_awaited, keep_answer
from yika.domain.identity.models import Evidence
from yika.domain.identity.provider import FaceMatcher, Likeness, NotRun
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.reasons import Reason
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.identity.rules.review.known import Answer, Known
from yika.domain.identity.verifying.checking import FACE, pictures
from yika.domain.identity.verifying.folder import Folder, open_folder
from yika.domain.vault.queries import open_file
from yika.domain.vault.rules.files import FileDestroyed
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable

WITH_PORTRAIT: Final = (Side.FRONT.value, Side.DATA.value)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FaceComparing:
    """The way out to such a program. Only its figure is kept, nothing that it measured."""

    matcher: FaceMatcher
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:  # noqa: ARG002
        """Compare, and keep the hint; a repeat finds that nobody waits any more."""
        verification, attempt = str(payload["verification"]), int(str(payload["attempt"]))
        folder = open_folder(verification, by=WORKER)
        if is_awaited(folder, attempt, FACE):
            answer = self._answer(folder)
            keep_answer(verification=verification, attempt=attempt, answer=answer, now=self.clock())

    def _answer(self, folder: Folder) -> Answer:
        issuer = folder.row.issuer
        if not find_consent(folder.holder, purpose=Purpose.FACE, issuer=issuer):
            return _nothing(Outcome.NOT_RUN, Known.CONSENT_MISSING.value)
        try:
            both = _both(folder)
            said = self.matcher.compare(portrait=both[0], face=both[1]) if both else None
        except Unavailable as trouble:
            if not trouble.permanent:
                raise
            return _nothing(Outcome.ERROR, Known.NO_ANSWER.value)
        if said is None:
            return _nothing(Outcome.NOT_RUN, Reason.NOTHING_TO_COMPARE.value)
        if isinstance(said, NotRun):
            return _nothing(Outcome.NOT_RUN, Known.NOBODY_ASKED.value)
        return _told(said)


def _both(folder: Folder) -> tuple[bytes, bytes] | None:
    """The side with the portrait and the face; None unless both are there."""
    own = [one for one in pictures(folder) if one.whose == HOLDER]
    portraits = [
        one for one in own if one.document == folder.document and one.side in WITH_PORTRAIT
    ]
    faces = [one for one in own if one.side == Side.FACE.value]
    if not (portraits and faces):
        return None
    try:
        return _opened(portraits[0]), _opened(faces[0])
    except FileDestroyed:
        return None


def _opened(row: Evidence) -> bytes:
    return open_file(row.file, row.where("picture"))


def _nothing(outcome: Outcome, reason: str) -> Answer:
    return Answer(FACE, outcome, reason, engine=FACE, version="")


def _told(said: Likeness) -> Answer:
    clear = said.similar and not said.same and said.alike is not None
    outcome = Outcome.PASS if clear else Outcome.WARN
    facts = {} if said.alike is None else {"alike": str(said.alike)}
    why = _why(said).value
    return Answer(FACE, outcome, why, facts, engine=said.engine, version=said.version)


def _why(said: Likeness) -> Known:
    if said.alike is None:
        if said.several:
            return Known.FACE_SEVERAL
        return Known.FACE_TOO_SMALL if said.small else Known.FACE_NOT_FOUND
    if said.same:
        return Known.FACE_SAME
    return Known.FACE_SIMILAR if said.similar else Known.FACE_LOW_SIMILARITY
