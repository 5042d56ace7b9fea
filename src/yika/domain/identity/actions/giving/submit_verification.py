"""Submits a verification: everything is checked, and it is decided at once or goes to review."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import RULES
from yika.domain.identity.rules.review import access, known, policy, refusals
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import checking, persons
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.outside import ask_outside
from yika.domain.identity.verifying.settling import confirm, tell_later
from yika.domain.identity.verifying.telling import tell
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, Channel, check_may


@dataclass(frozen=True, slots=True)
class Witness:
    """What staff at a counter, or at the home of the holder, have seen with their own eyes."""

    original: bool = False
    face: bool = False


NOBODY = Witness()
UNDECIDED = (
    refusals.LevelNotReached,
    refusals.RegisterNeeded,
    refusals.OwnCase,
    refusals.DecidedBefore,
)
"""Why somebody else has to decide what the checks would let pass."""
FACE_TO_FACE = frozenset({Channel.COUNTER, Channel.VISIT})


@transaction.atomic
def submit_verification(
    *,
    verification: str,
    witness: Witness = NOBODY,
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Check what was given. Where the policy allows it is decided at once, else a person decides.

    `witness` is what staff at a counter vouch for. Refused while something is missing, and when
    it was submitted too often. Safe to repeat.
    """
    visit = Visit(by, now, request_id)
    request = asked(request_id, "submit", verification, witness.original, witness.face)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.SUBMITTED)
    _check_whole(folder)
    _check_witness(folder, witness, by)

    passed = _check_all(folder, witness, visit)
    act = Act.PASSED if passed and _confirmed(folder, visit) else Act.SUBMITTED
    folder.write(act, visit, Said(detail=str(folder.row.attempt)), asked=request)
    if act is Act.PASSED:
        tell_later(folder, at=now)
    else:
        tell(folder, "identity-submitted", now=now)

    outcome = "approved" if act is Act.PASSED else "in-review"
    note("identity.submitted", folder, visit, attempt=folder.row.attempt, outcome=outcome)
    return view(folder, by=by, now=now)


def _check_whole(folder: Folder) -> None:
    row, given = folder.row, folder.given()
    if row.asked_thing:
        raise refusals.StillAsked
    if checking.missing(folder) or checking.agent_missing(folder):
        raise refusals.PictureMissing
    if not row.fields or any(not getattr(given, one) for one in RULES[folder.document].needed):
        raise refusals.FieldsMissing
    if row.attempt >= folder.policy.attempts:
        raise refusals.AttemptsOver


def _check_witness(folder: Folder, witness: Witness, by: Actor) -> None:
    """Only who stands before the holder can vouch for what he sees, and nobody for his own."""
    if witness == NOBODY:
        return
    if by.kind is not ActorKind.STAFF or by.channel not in FACE_TO_FACE:
        raise refusals.OnlyPeople
    check_may(by, Right.IDENTITY_SERVE, folder.row.issuer)
    access.check_not_own(persons.reviewer(by), folder.standing)


def _check_all(folder: Folder, witness: Witness, visit: Visit) -> bool:
    """Run and keep every check; answers whether nobody else has to look."""
    row, rule = folder.row, folder.policy
    row.attempt += 1
    row.submitted_at = visit.now
    row.due_at = policy.promised(rule, visit.now, folder.zone)
    row.rests_until, row.asked_reason, row.first_by = None, "", ""
    # Vouched for is what is handed in now; what was vouched for before may be replaced by now.
    row.original_seen, row.face_compared = witness.original, witness.face
    folder.unlock()
    documents = checking.document_checks(folder, now=visit.now)
    persons_known = (*checking.person_checks(folder), *checking.agent_check(folder, now=visit.now))
    read, called = known.reading(row.read_outcome, row.reader), checking.account_check(folder)
    answers = (*map(known.answer, documents), read, *called, *persons_known)
    checking.keep_answers(folder, answers, now=visit.now)
    ask_outside(folder, now=visit.now)

    clean = all(one.outcome is Outcome.PASS for one in persons_known)
    same = all(one.outcome is Outcome.PASS for one in called)
    alone = clean and same and not row.agent_role and not folder.was_doubted()
    if policy.passes_alone(rule, documents, alone=alone):
        return True
    outcomes = [one.outcome for one in answers]
    served = witness.original and (witness.face or rule.face == "none")
    return served and clean and policy.passes_at_once(rule, outcomes, visit.by.channel)


def _confirmed(folder: Folder, visit: Visit) -> bool:
    """Decide at once, unless something stands against it that somebody has to look at."""
    try:
        if visit.by.kind is ActorKind.STAFF:
            access.check_decides(persons.reviewer(visit.by), folder.standing)
        confirm(folder, visit, since=visit.now)
    except UNDECIDED:
        return False
    return True
