"""Verifications as values: whole for their holder, masked for staff."""

import json
from collections.abc import Iterable
from datetime import datetime

from yika.domain.identity.models import CheckResult, Evidence, Verification, VerificationTurn
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review import known, policy, refusals, times
from yika.domain.identity.rules.review.cases import find_case
from yika.domain.identity.rules.review.masking import masked
from yika.domain.identity.rules.review.states import DECISIONS, Act, State
from yika.domain.identity.rules.review.undoing import UNDOABLE
from yika.domain.identity.rules.review.views import (
    CheckView,
    PictureView,
    QueueLine,
    TurnView,
    VerificationView,
)
from yika.domain.identity.verifying import checking, faces, signing
from yika.domain.identity.verifying.folder import Folder, open_folder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products.documents import DOCUMENTS

LINES_MAX = 200
AMONG_STAFF = frozenset(
    {
        *(Act.TAKEN_UP, Act.PUT_BACK, Act.AGREED, Act.UNDONE, Act.ESCALATED, Act.ANSWERED),
        *(Act.SECONDED, Act.DOUBTED, Act.UPHELD),
        *(Act.SHOWN, Act.HIDDEN),
    }
)
"""What the holder is not told, for it says nothing of how his case stands."""
DECIDED = frozenset({State.APPROVED.value, State.REFUSED.value})
DECIDING = [act.value for act in (Act.PASSED, Act.APPROVED, Act.REFUSED, Act.OVERTURNED)]


def verification(verification: str, *, by: Actor, now: datetime) -> VerificationView:
    """One verification as this actor sees it; UnknownVerification when it is not for him."""
    return view(open_folder(verification, by=by), by=by, now=now)


def find_verification(case: str, *, by: Actor, now: datetime) -> VerificationView:
    """The one with this number, however it was typed."""
    number = find_case(case)
    row = Verification.objects.filter(case=number).only("id").first() if number else None
    if row is None:
        raise refusals.UnknownVerification
    return verification(str(row), by=by, now=now)


def verifications(*, holder: str, by: Actor, now: datetime) -> list[QueueLine]:
    """All of a holder that this actor may know of, the newest first."""
    rows = Verification.objects.filter(holder=ids.read("hld", holder))
    if by.kind is ActorKind.HOLDER:
        if by.id != holder:
            raise refusals.UnknownVerification
    elif by.kind is not ActorKind.SYSTEM:
        rows = rows.filter(issuer=by.issuer)
    own = by.kind is ActorKind.HOLDER
    return [line(row, now=now, own=own) for row in rows.order_by("-id")[:LINES_MAX]]


def view(folder: Folder, *, by: Actor, now: datetime) -> VerificationView:
    """The verification as this actor sees it now."""
    row, rule = folder.row, folder.policy
    own = by.kind is ActorKind.HOLDER
    given = folder.given()
    read = checking.read_fields(folder) or {}
    edited = {name for one in read.values() for name in one.differing(given)}
    fields, answers = given.said(), checking.outcomes(folder)
    fresh = own and is_fresh(row, now)
    hidden = AMONG_STAFF | (DECISIONS if fresh else set()) if own else set()
    agent = folder.agent()
    return VerificationView(
        line=line(row, now=now, appealed=_appealed(folder.turns), own=own),
        version=row.version,
        channel=Channel(row.channel),
        subject=row.subject,
        level=rule.level,
        sides=tuple((row.document, side.value) for side in policy.sides(rule, folder.document)),
        missing=checking.missing(folder),
        fields=fields if own else masked(fields),
        edited=tuple(sorted(edited)),
        agent_role=row.agent_role,
        asked_thing=row.asked_thing,
        asked_reason=row.asked_reason,
        reason="" if fresh else row.reason,
        begun_at=row.begun_at,
        decided_at=None if fresh else row.decided_at,
        rests_until=row.rests_until,
        attempts_left=max(rule.attempts - row.attempt, 0),
        locked_by="" if own else row.locked_by,
        locked_until=None if own else row.locked_until,
        original_seen=row.original_seen,
        face_compared=row.face_compared,
        signed=signing.signed(folder),
        pictures=tuple(map(_picture, checking.pictures(folder))),
        checks=() if own else tuple(map(_check, answers)),
        turns=tuple(_turn(turn, own=own) for turn in folder.turns if Act(turn.act) not in hidden),
        reached=checking.reached(folder),
        needs_two=not own and policy.needs_two(rule, checking.weighty(answers)),
        agent_document=agent[0] if agent else "",
        agent_fields=masked(agent[1].said()) if agent else {},
        agent_sides=checking.agent_sides(folder),
        agent_missing=checking.agent_missing(folder),
        takes_agents=rule.agents,
        takes_guardians=rule.guardians,
        agent_pictures=rule.agent_pictures,
        takes_face=rule.face == "hint",
        face_barred=rule.face == "hint" and faces.is_barred(folder, now=now),
        awaited=() if own else checking.awaited(folder, answers),
    )


def line(
    row: Verification, *, now: datetime, appealed: bool | None = None, own: bool = False
) -> QueueLine:
    """The row as one line of a list; for its holder what can still be undone is not decided."""
    if appealed is None:
        appealed = row.turns.filter(act=Act.APPEALED.value).exists()
    waits = row.state == State.IN_REVIEW.value
    return QueueLine(
        id=str(row),
        case=row.case,
        holder=ids.show("hld", row.holder),
        issuer=row.issuer,
        product=row.product,
        state=State.IN_REVIEW if own and is_fresh(row, now) else State(row.state),
        document=next(one for one in DOCUMENTS if one == row.document),
        attempt=row.attempt,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        late=waits and row.due_at is not None and now >= row.due_at,
        held=bool(row.locked_by) and times.is_held(row.locked_until, now),
        raised=row.raised,
        appealed=appealed,
        second=bool(row.first_by),
    )


def is_fresh(row: Verification, now: datetime) -> bool:
    """Whether a reviewer can still undo what he decided: until then its holder knows nothing."""
    if row.state not in DECIDED or not row.decided_at:
        return False
    if now >= row.decided_at + times.SETTLED_AFTER:
        return False
    last = row.turns.filter(act__in=DECIDING).order_by("-version").first()
    return last is not None and last.act in UNDOABLE


def _appealed(turns: Iterable[VerificationTurn]) -> bool:
    return any(turn.act == Act.APPEALED.value for turn in turns)


def _picture(row: Evidence) -> PictureView:
    notes = tuple(row.notes)
    return PictureView(str(row), row.document, Side(row.side), notes, row.given_at, row.whose)


def _check(row: CheckResult) -> CheckView:
    return CheckView(
        name=row.name,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        words=known.check_words(row.reason),
        engine=row.engine,
        version=row.engine_version,
        facts=json.loads(row.told("facts") or "{}"),
    )


def _turn(row: VerificationTurn, *, own: bool) -> TurnView:
    return TurnView(
        version=row.version,
        act=Act(row.act),
        at=row.at,
        by_kind=ActorKind(row.by_kind),
        by="" if own else row.by,
        channel=Channel(row.channel),
        reason=row.reason,
        words=row.told("words"),
        remark="" if own else row.told("remark"),
    )
