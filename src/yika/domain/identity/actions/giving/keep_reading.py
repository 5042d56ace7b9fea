"""Has the pictures read, and keeps what a reader found for the person to confirm."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review import access, times
from yika.domain.identity.rules.review.states import Act, State
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.checking import pictures
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.journal.actions import schedule
from yika.kit.actor import WORKER, Actor

READ = "identity.read"
READ_OVER = "identity.read_over"
READER_MAX = 64


@transaction.atomic
def ask_reader(*, verification: str, by: Actor, now: datetime, request_id: str) -> VerificationView:
    """Have the worker read the pictures; the person may go on meanwhile. Safe to repeat."""
    visit, request = Visit(by, now, request_id), asked(request_id, "read", verification)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request) or folder.state is State.READING:
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.READ_ASKED)

    folder.write(Act.READ_ASKED, visit, asked=request)
    schedule(kind=READ, key=folder.id, due_at=now)
    schedule(kind=READ_OVER, key=folder.id, due_at=now + times.READ_WITHIN)

    note("identity.read_asked", folder, visit)
    return view(folder, by=by, now=now)


@transaction.atomic
def keep_reading(
    *,
    verification: str,
    found: Mapping[Side, Fields] | None,
    reader: str,
    trouble: bool = False,
    now: datetime,
) -> bool:
    """Keep what a reader found on each side; None when nobody could read.

    `trouble`: a picture made the reader fail, and always will. Answers whether somebody waited
    for it: what comes late, or twice, changes nothing.
    """
    visit = Visit(WORKER, now, f"reading:{verification}:{now.isoformat()}")
    folder = open_folder(verification, by=WORKER, lock=True)
    if folder.state is not State.READING:
        return False

    row = folder.row
    found = found and _still_there(folder, found)
    folder.forget_read()
    if found:
        row.keep("read", json.dumps({side.value: one.said() for side, one in found.items()}))
    row.reader, row.read_outcome = reader[:READER_MAX], _outcome(found, trouble).value
    folder.write(Act.READ, visit, Said(detail=row.reader))
    row.state = (State.WAITING_FOR_PERSON if row.asked_reason else State.COLLECTING).value
    row.save(update_fields=["state"])

    about = {"sides": sorted(found or ()), "outcome": row.read_outcome}
    note("identity.read", folder, visit, **about, reader=row.reader)
    return True


def give_up_reading(*, key: str, now: datetime) -> datetime | None:
    """Due work: nobody waits for ever, whatever becomes of readers; the person types the fields.

    Answers when to look again where it was asked for once more meanwhile.
    """
    folder = open_folder(key, by=WORKER)
    asked_at = [turn.at for turn in folder.turns if turn.act == Act.READ_ASKED.value]
    if folder.state is not State.READING or not asked_at:
        return None
    if now < asked_at[-1] + times.READ_WITHIN:
        return asked_at[-1] + times.READ_WITHIN
    keep_reading(verification=key, found=None, reader="", trouble=True, now=now)
    return None


def _still_there(folder: Folder, found: Mapping[Side, Fields]) -> Mapping[Side, Fields]:
    """Without the sides that were replaced while they were read."""
    asked_at = max(turn.at for turn in folder.turns if turn.act == Act.READ_ASKED.value)
    newer = {one.side for one in pictures(folder) if one.given_at > asked_at}
    return {side: one for side, one in found.items() if side.value not in newer}


def _outcome(found: Mapping[Side, Fields] | None, trouble: bool) -> Outcome:
    if trouble:
        return Outcome.ERROR
    return Outcome.NOT_RUN if found is None else Outcome.PASS
