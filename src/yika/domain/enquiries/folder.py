"""An enquiry with its turns, as the actions work on it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from yika.domain.enquiries.asked import Asked
from yika.domain.enquiries.models import Enquiry, EnquiryTurn
from yika.domain.enquiries.rules import access, promises, refusals
from yika.domain.enquiries.rules.kinds import Kind
from yika.domain.enquiries.rules.states import Act, State
from yika.domain.journal.actions import record, schedule
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor

LOOK_AFTER = "enquiries.look_after"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who acts on an enquiry, when, and by which request."""

    by: Actor
    now: datetime
    request_id: str


@dataclass
class Folder:
    """One enquiry as it stands; its row is locked while somebody changes it."""

    row: Enquiry
    turns: list[EnquiryTurn] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.row)

    @property
    def kind(self) -> Kind:
        return Kind(self.row.kind)

    @property
    def state(self) -> State:
        return State(self.row.state)

    @property
    def holder(self) -> str:
        return ids.show("hld", self.row.holder) if self.row.holder else ""

    @property
    def standing(self) -> access.Standing:
        return access.Standing(id=self.id, issuer=self.row.issuer, holder=self.holder)

    def has_seen(self, asked: Asked) -> bool:
        """Whether this very request was done; the same id with other content is refused."""
        seen = next((turn for turn in self.turns if turn.request == asked.request), None)
        if seen is None:
            return False
        if seen.digest not in asked.digests:
            raise refusals.RequestReused
        return True

    def check_open(self) -> None:
        if self.state is State.CLOSED:
            raise refusals.IsClosed

    def open_again(self, due_at: datetime, now: datetime) -> None:
        """We owe an answer until then, and the worker looks whether it came."""
        row = self.row
        row.state, row.due_at = State.OPEN.value, due_at
        row.closes_at = row.closed_at = None
        row.rises_at = promises.rises_at(self.kind, row.level, due_at=due_at, now=now)
        self._promise(row.rises_at)

    def wait_for_a_word(self, now: datetime) -> None:
        """It was answered; without a further word it closes by itself."""
        row = self.row
        row.state, row.rises_at = State.ANSWERED.value, None
        row.answered_at, row.closes_at = now, now + promises.CLOSES_AFTER
        self._promise(row.closes_at)

    def close(self, now: datetime) -> None:
        row = self.row
        row.state, row.closed_at = State.CLOSED.value, now
        row.rises_at = row.closes_at = None

    def rise(self, now: datetime) -> None:
        """One level up. An owner who may not answer there is none any more."""
        row = self.row
        row.level += 1
        row.rises_at = promises.rises_at(self.kind, row.level, due_at=row.due_at, now=now)

    def write(
        self,
        act: Act,
        visit: Visit,
        *,
        words: str = "",
        detail: str = "",
        asked: Asked | None = None,
    ) -> None:
        """Write the next turn and keep the row as it is now."""
        if not connection.in_atomic_block:
            raise TransactionManagementError("a turn is written inside a transaction")
        self.row.version += 1
        turn = EnquiryTurn(
            enquiry=self.row,
            version=self.row.version,
            act=act.value,
            at=visit.now,
            by_kind=visit.by.kind.value,
            by=visit.by.id,
            channel=visit.by.channel.value,
            detail=detail,
            request=asked.request if asked else None,
            digest=asked.digest if asked else None,
        )
        turn.words = sealed(words, where=turn.where)
        turn.save()
        self.turns.append(turn)
        self.row.save()

    def _promise(self, look_at: datetime | None) -> None:
        """Due work belongs to one promise, so that no change waits for the worker's own lock."""
        self.row.promise += 1
        if look_at is not None:
            schedule(kind=LOOK_AFTER, key=f"{self.id}:{self.row.promise}", due_at=look_at)


def open_folder(enquiry: str, *, by: Actor, lock: bool = False) -> Folder:
    """The enquiry with its turns, locked or not; as if it did not exist for whom it is not."""
    rows = Enquiry.objects.select_for_update() if lock else Enquiry.objects.all()
    try:
        row = rows.get(pk=ids.read("enq", enquiry))
    except (ValueError, Enquiry.DoesNotExist) as error:
        raise refusals.UnknownEnquiry from error
    folder = Folder(row)
    if not access.exists_for(folder.standing, by):
        raise refusals.UnknownEnquiry
    access.check_looks(by, row.issuer)
    folder.turns = list(EnquiryTurn.objects.filter(enquiry=row).order_by("version"))
    return folder


def note(event: str, folder: Folder, visit: Visit, **facts: object) -> None:
    """Append to the journal what happened; what was said stays out of it."""
    record(
        event,
        subject=folder.id,
        issuer=folder.row.issuer,
        by=visit.by,
        now=visit.now,
        request_id=visit.request_id,
        facts={"kind": folder.row.kind, "topic": folder.row.topic, **facts},
    )


def sealed(words: str, *, where: str) -> bytes | None:
    """A text as it is kept; nothing for none."""
    return envelope.seal(keyring(), words.encode(), where=where) if words else None


def opened(blob: bytes | None, *, where: str) -> str:
    """The text again."""
    return envelope.open_(keyring(), blob, where=where).decode() if blob else ""
