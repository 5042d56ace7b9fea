"""Asks an official register whether name and number belong together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from yika.domain.identity.actions.asking.keep_answer import is_awaited, keep_answer
from yika.domain.identity.provider import NotRun, RegistryProvider, Vouch, Vouched
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.review.known import Answer, Known
from yika.domain.identity.verifying.checking import REGISTRY
from yika.domain.identity.verifying.folder import Folder, open_folder
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable

SAID: Final[Mapping[Vouch, tuple[Outcome, str]]] = {
    Vouch.MATCH: (Outcome.PASS, ""),
    Vouch.NO_MATCH: (Outcome.FAIL, Known.REGISTER_DIFFERS.value),
    Vouch.UNKNOWN: (Outcome.WARN, Known.REGISTER_UNKNOWN.value),
}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RegistryAsking:
    """The way out to a register. Nothing is locked, and no transaction waits, while it is asked.

    What it could not take, or nobody can say, is asked again with the same reference; until it
    answers the check is awaited, which is neither a yes nor a no.
    """

    registry: RegistryProvider
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Ask, and keep the answer; a repeat finds that nobody waits any more."""
        verification, attempt = str(payload["verification"]), int(str(payload["attempt"]))
        folder = open_folder(verification, by=WORKER)
        if is_awaited(folder, attempt, REGISTRY):
            answer = self._answer(folder, reference)
            keep_answer(verification=verification, attempt=attempt, answer=answer, now=self.clock())

    def _answer(self, folder: Folder, reference: str) -> Answer:
        given = folder.given()
        name = given.name or given.latin_name
        try:
            said = self.registry.ask(
                document=folder.document, name=name, number=given.number, reference=reference
            )
        except Unavailable as trouble:
            if not trouble.permanent:
                raise
            return _nothing(Outcome.ERROR, Known.NO_ANSWER)
        if isinstance(said, NotRun):
            return _nothing(Outcome.NOT_RUN, Known.NOBODY_ASKED)
        return _told(said)


def _nothing(outcome: Outcome, why: Known) -> Answer:
    return Answer(REGISTRY, outcome, why.value, engine=REGISTRY, version="")


def _told(said: Vouched) -> Answer:
    outcome, reason = SAID[said.vouch]
    return Answer(REGISTRY, outcome, reason, engine=said.engine, version=said.version)
