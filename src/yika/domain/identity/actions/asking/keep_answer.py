"""Keeps what somebody else said to a submission, once; a reviewer who decides has to see it."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.review.known import Answer, Known
from yika.domain.identity.rules.review.states import Act, State
from yika.domain.identity.verifying import checking
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.kit.actor import WORKER


@transaction.atomic
def keep_answer(*, verification: str, attempt: int, answer: Answer, now: datetime) -> bool:
    """Keep it as a check of that submission; whether anybody still waited for it.

    What comes late, or twice, changes nothing. Whoever was about to decide looks again.
    """
    visit = Visit(WORKER, now, f"answer:{verification}:{attempt}:{answer.name}")
    folder = open_folder(verification, by=WORKER, lock=True)
    if not is_awaited(folder, attempt, answer.name):
        return False

    checking.keep_answers(folder, (answer,), now=now)
    folder.write(Act.ANSWERED, visit, Said(detail=answer.name))

    said = {"outcome": answer.outcome.value, "reason": answer.reason}
    note("identity.answered", folder, visit, check=answer.name, attempt=attempt, **said)
    return True


def is_awaited(folder: Folder, attempt: int, name: str) -> bool:
    """Whether this answer to this submission is still to come."""
    awaited = checking.awaited(folder, checking.outcomes(folder))
    return folder.state is State.IN_REVIEW and folder.row.attempt == attempt and name in awaited


def give_up_asking(*, key: str, now: datetime) -> datetime | None:
    """Due work: what nobody answered in time is an error, and a person decides without it."""
    verification, _, attempt = key.rpartition(":")
    folder = open_folder(verification, by=WORKER)
    for name in checking.asked_outside(folder):
        answer = Answer(name, Outcome.ERROR, Known.NO_ANSWER.value, engine=name, version="")
        keep_answer(verification=verification, attempt=int(attempt), answer=answer, now=now)
    return None
