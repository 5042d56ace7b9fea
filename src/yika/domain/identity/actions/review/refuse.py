"""Says no to a verification, or asks for one thing again."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.review import policy, refusals, times
from yika.domain.identity.rules.review.asking import AGENT, check_thing, thing_of
from yika.domain.identity.rules.review.reasons import again, normal_words, refused
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.checking import agent_sides
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.reviewing import check_mine
from yika.domain.identity.verifying.settling import decide, tell_later
from yika.domain.identity.verifying.telling import tell
from yika.kit.actor import Actor


@transaction.atomic
def refuse(
    *,
    verification: str,
    version: int,
    reason: str,
    words: str = "",
    remark: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Refuse it for one of the listed reasons, as who has taken it up and saw this version.

    `words` are for the holder, `remark` stays among staff. The holder is told once it can no
    longer be undone. Safe to repeat.
    """
    words, remark, why = normal_words(words), normal_words(remark), refused(reason)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "refuse", verification, version, why, words, remark)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    check_mine(folder, Act.REFUSED, visit, version=version)

    decide(folder, visit, keep=folder.policy.keep_refused, reason=why.value)
    said = Said(reason=why.value, words=words, remark=remark)
    folder.write(Act.REFUSED, visit, said, asked=request)
    tell_later(folder, at=now + times.SETTLED_AFTER)

    note("identity.refused", folder, visit, reason=why.value)
    return view(folder, by=by, now=now)


@transaction.atomic
def ask_again(
    *,
    verification: str,
    version: int,
    thing: str,
    reason: str,
    words: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Ask the holder for one thing again: a side of the document, or the details.

    Refused when it was submitted as often as the policy allows. Safe to repeat.
    """
    words, why = normal_words(words), again(reason)
    visit = Visit(by, now, request_id)
    request = asked(request_id, "again", verification, version, thing, why, words)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    check_mine(folder, Act.ASKED_AGAIN, visit, version=version)
    check_thing(thing, _sides(folder))
    if folder.row.attempt >= folder.policy.attempts:
        raise refusals.AttemptsOver

    folder.row.asked_thing, folder.row.asked_reason = thing, why.value
    folder.row.first_by = ""
    folder.unlock()
    folder.rest(now)
    said = Said(reason=why.value, words=words, detail=thing)
    folder.write(Act.ASKED_AGAIN, visit, said, asked=request)
    tell(folder, "identity-again", now=now, until=folder.row.rests_until)

    note("identity.asked_again", folder, visit, thing=thing, reason=why.value)
    return view(folder, by=by, now=now)


def _sides(folder: Folder) -> list[str]:
    own = [side.value for side in policy.sides(folder.policy, folder.document)]
    return own + [thing_of(AGENT, side) for _, side in agent_sides(folder)]
