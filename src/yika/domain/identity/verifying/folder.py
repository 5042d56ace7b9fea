"""A verification with all that happened to it, as the actions work on it."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.transaction import TransactionManagementError

from yika.domain.identity.models import Verification, VerificationTurn
from yika.domain.identity.rules.documents import Fields
from yika.domain.identity.rules.review import access, refusals, times
from yika.domain.identity.rules.review.states import DECISIONS, STEPS, Act, State, may
from yika.domain.identity.verifying.asked import Asked
from yika.domain.identity.verifying.indexes import person_keys
from yika.domain.issuers.queries import issuer
from yika.domain.journal.actions import record, schedule
from yika.kit import ids
from yika.kit.actor import Actor
from yika.products.documents import DOCUMENTS, Document
from yika.products.tables.real_name import RealName

EXPIRE = "identity.expire"
TELL = "identity.tell_decision"
FOLLOW = "identity.follow"
FOLLOWED = {
    Act.PASSED: timedelta(),
    Act.APPROVED: times.SETTLED_AFTER,
    Act.REFUSED: times.SETTLED_AFTER,
    Act.ASKED_AGAIN: timedelta(),
    Act.WITHDRAWN: timedelta(),
    Act.EXPIRED: timedelta(),
    Act.SUPERSEDED: timedelta(),
}
"""What the errand or the card it is for has to follow, and how long after."""
DOUBTS = frozenset({Act.ASKED_AGAIN, Act.REFUSED, Act.ESCALATED, Act.OVERTURNED})


@dataclass(frozen=True, slots=True)
class Visit:
    """Who acts on a verification, when, and by which request."""

    by: Actor
    now: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a turn says: a reason, words for the holder, a remark among staff, a detail."""

    reason: str = ""
    words: str = ""
    remark: str = ""
    detail: str = ""


NOTHING = Said()


@dataclass
class Folder:
    """One verification as it stands; its row is locked while somebody changes it."""

    row: Verification
    turns: list[VerificationTurn] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.row)

    @property
    def state(self) -> State:
        return State(self.row.state)

    @property
    def holder(self) -> str:
        return ids.show("hld", self.row.holder)

    @property
    def policy(self) -> RealName:
        return read_policy(self.row.policy)

    @property
    def document(self) -> Document:
        return next(one for one in DOCUMENTS if one == self.row.document)

    @property
    def zone(self) -> str:
        return issuer(self.row.issuer).zone

    @property
    def standing(self) -> access.Standing:
        row = self.row
        return access.Standing(
            issuer=row.issuer,
            holder=self.holder,
            raised=row.raised,
            decided_by=self.deciders(),
            people=self._people(),
        )

    def _people(self) -> frozenset[bytes]:
        """Whom it is about, under every key at hand: a change of keys hides nobody."""
        row, agent = self.row, self.agent()
        found = {bytes(one) for one in (row.person_index, row.agent_index) if one}
        if row.person_index:
            found |= set(person_keys(self.document, self.given()))
        if row.agent_index and agent:
            found |= set(person_keys(*agent))
        return frozenset(found)

    def deciders(self) -> frozenset[str]:
        """Who decided about what is asked now: after an appeal, or as the first of two.

        What was undone in time was never decided.
        """
        appeals = [turn.version for turn in self.turns if turn.act == Act.APPEALED.value]
        before = max(appeals, default=0)
        decided = (turn for turn in self.turns if turn.act in DECISIONS)
        found = {turn.by for turn in decided if turn.version < before}
        return frozenset((found | {self.row.first_by}) - {""})

    def was_doubted(self) -> bool:
        """Whether a person looked at it before and did not simply agree."""
        return any(turn.act in DOUBTS for turn in self.turns)

    def forget_read(self, side: str = "") -> None:
        """Drop what was read on a side that is replaced; all of it without one."""
        row = self.row
        read: dict[str, dict[str, str]] = json.loads(row.told("read") or "{}") if side else {}
        read.pop(side, None)
        row.keep("read", json.dumps(read) if read else "")
        row.read_outcome = row.read_outcome if read else ""

    def given(self) -> Fields:
        """What was given, in the holder's words."""
        return Fields.of(json.loads(self.row.told("fields") or "{}"))

    def agent(self) -> tuple[Document, Fields] | None:
        """Who comes for the holder: the kind of his document, and what it says."""
        told: dict[str, str] = json.loads(self.row.told("agent") or "{}")
        shown = told.pop("document", "")
        document = next((one for one in DOCUMENTS if one == shown), None)
        return (document, Fields.of(told)) if document else None

    def agent_document(self) -> str:
        """The kind of his document; empty where nobody comes for the holder."""
        found = self.agent()
        return found[0] if found else ""

    def has_seen(self, asked: Asked) -> bool:
        """Whether this very request was done; the same id with other content is refused."""
        seen = next((turn for turn in self.turns if turn.request == asked.request), None)
        if seen is None:
            return False
        if seen.digest not in asked.digests:
            raise refusals.RequestReused
        return True

    def check_step(self, act: Act) -> None:
        if not may(act, self.state):
            raise refusals.NoSuchStep

    def rest(self, now: datetime, span: timedelta = times.RESTS_FOR) -> None:
        """It is given up unless the person goes on until then."""
        self.row.rests_until = now + span
        schedule(kind=EXPIRE, key=self.id, due_at=self.row.rests_until)

    def unlock(self) -> None:
        self.row.locked_by, self.row.locked_until = "", None

    def write(
        self, act: Act, visit: Visit, said: Said = NOTHING, *, asked: Asked | None = None
    ) -> None:
        """Write the next turn, take the step, and keep the row as it is now."""
        if not connection.in_atomic_block:
            raise TransactionManagementError("a turn is written inside a transaction")
        row = self.row
        if act in STEPS:
            row.state = (STEPS[act][1] or self.state).value
        row.version += 1
        turn = VerificationTurn(
            verification=row,
            version=row.version,
            act=act.value,
            at=visit.now,
            by_kind=visit.by.kind.value,
            by=visit.by.id,
            channel=visit.by.channel.value,
            reason=said.reason,
            detail=said.detail,
            request=asked.request if asked else None,
            digest=asked.digest if asked else None,
        )
        turn.keep("words", said.words)
        turn.keep("remark", said.remark)
        turn.save()
        self.turns.append(turn)
        row.save()
        if row.subject and act in FOLLOWED:
            schedule(kind=FOLLOW, key=self.id, due_at=visit.now + FOLLOWED[act])


def open_folder(verification: str, *, by: Actor, lock: bool = False) -> Folder:
    """The verification with its turns, locked or not; as if there were none for whom it is not."""
    rows = Verification.objects.select_for_update() if lock else Verification.objects.all()
    try:
        row = rows.get(pk=ids.read("ver", verification))
    except (ValueError, Verification.DoesNotExist) as error:
        raise refusals.UnknownVerification from error
    if not access.exists_for(access.Standing(row.issuer, ids.show("hld", row.holder)), by):
        raise refusals.UnknownVerification
    access.check_looks(by, row.issuer)
    turns = VerificationTurn.objects.filter(verification=row).order_by("version")
    return Folder(row, list(turns))


def note(event: str, folder: Folder, visit: Visit, **facts: object) -> None:
    """Append to the journal what happened; what a document says stays out of it."""
    record(
        event,
        subject=folder.id,
        issuer=folder.row.issuer,
        by=visit.by,
        now=visit.now,
        request_id=visit.request_id,
        facts={"product": folder.row.product, **facts},
    )


def policy_text(policy: RealName) -> str:
    """A policy as it is kept beside what it was asked for."""
    return json.dumps(policy.model_dump(by_alias=True, exclude_defaults=True))


def read_policy(text: str) -> RealName:
    """The policy again."""
    return RealName.model_validate(json.loads(text))
