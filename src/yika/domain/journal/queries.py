"""Questions others may ask about the journal, the outbox, the due work and the worker."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Count, F, Func, Max, Min
from django.db.models.functions import Cast

from yika.domain.journal.models import DueWork, Entry, Heartbeat, Parcel
from yika.domain.journal.rules import NOT_SENT, STREAM, TO_SEND, ParcelState
from yika.domain.vault import queries as vault
from yika.domain.vault.rules import Finding, LastSeal, Trouble
from yika.kit import ids
from yika.kit.actor import Actor, check_may
from yika.kit.errors import NotFound

Told = Mapping[str, object]

AUDIT = "audit.view"  # the right of staff to read what was done at their issuer
A_DAY = 86_400_000_000  # microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of the journal. `seal` is None until the worker has put it into the chain."""

    id: str
    event: str
    subject: str
    issuer: str
    by: str
    at: datetime
    request_id: str
    facts: Told
    before: Told
    after: Told
    seal: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """Something in the outbox, without what is in it."""

    id: str
    kind: str
    reference: str
    state: ParcelState
    attempts: int
    created_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """Something the worker will do. With attempts it has failed, and is tried again when due."""

    kind: str
    key: str
    due_at: datetime
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much of one kind waits, and how long the oldest has been due; zero when none is."""

    kind: str
    count: int
    age: timedelta


def records(
    *,
    subject: str = "",
    issuer: str = "",
    event: str = "",
    since: datetime | None = None,
    before: str = "",
    limit: int = 50,
) -> list[Record]:
    """The newest entries that match, newest first; `before` continues behind an entry's id."""
    asked = {"subject": subject, "issuer": issuer, "event": event, "at__gte": since}
    found = Entry.objects.filter(**{name: value for name, value in asked.items() if value})
    if before:
        found = found.filter(id__lt=_key("entry", before))
    return [_record(entry) for entry in found.order_by("-id")[:limit]]


def audit(
    by: Actor,
    *,
    event: str = "",
    subject: str = "",
    actor: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: str = "",
    limit: int = 50,
) -> list[Record]:
    """The entries of the actor's issuer, newest first, for who may audit it.

    `event` may be a noun alone, such as `card`. `before` continues behind an entry's id.
    """
    check_may(by, AUDIT, by.issuer)
    asked = {"subject": subject, "actor_id": actor, "at__gte": since, "at__lt": until}
    asked["event" if "." in event else "event__startswith"] = event and (
        event if "." in event else f"{event}."
    )
    found = Entry.objects.filter(issuer=by.issuer)
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if before:
        found = found.filter(id__lt=_key("entry", before))
    return [_record(entry) for entry in found.order_by("-id")[:limit]]


def daily(*, issuer: str, event: str, since: datetime, until: datetime) -> dict[date, int]:
    """How often something happened at an issuer on each day, by the clock of `since`."""
    offset = since.utcoffset() or timedelta()
    shift = int(offset / timedelta(microseconds=1))
    day = Func(
        F("at"),
        template=f"((%(expressions)s + {shift}) / {A_DAY})",
        output_field=BigIntegerField(),
    )
    found = Entry.objects.filter(issuer=issuer, event=event, at__gte=since, at__lt=until)
    counted = found.values_list(day.copy()).annotate(many=Count("*")).order_by()
    return {date(1970, 1, 1) + timedelta(days=number): many for number, many in counted}


def record(entry: str) -> Record:
    """One entry, by its public id."""
    row = Entry.objects.filter(id=_key("entry", entry)).first()
    if row is None:
        raise NotFound(thing="entry", name=entry)
    return _record(row)


def entries_total() -> int:
    """How many entries there are, sealed or not."""
    return Entry.objects.count()


def unsealed_entries(*, now: datetime) -> Backlog:
    """The tail that no seal covers yet: an entry in it can be removed without a trace."""
    tail = Entry.objects.filter(seal=None).aggregate(count=Count("*"), oldest=Min("at"))
    return _backlog(STREAM, tail["count"], tail["oldest"], now)


def last_seal() -> LastSeal | None:
    """The end of the journal's chain, small enough to keep a copy of it elsewhere."""
    return vault.last_seal(STREAM)


def entry_faults(
    *, expected: LastSeal | None = None, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Finding]:
    """All that is wrong with the journal: altered, removed, inserted or moved entries, a cut end.

    Goes over every entry twice, and tells `progress` so. `expected` is a copy of an earlier last
    seal that was kept elsewhere; only with one can a cut end be found.
    """
    strange = _strange_ids()
    yield from (Finding(Trouble.ROW_ALTERED, {"row": entry}) for entry in strange)
    if strange:
        return  # nothing else can be read in order
    yield from vault.content_faults(Entry, _content, progress=progress)
    yield from vault.chain_faults(Entry, stream=STREAM, expected=expected, progress=progress)


def _strange_ids() -> list[str]:
    """Ids that are none. SQLite lets an intruder write any text where a UUID should stand."""
    rows = Entry.objects.annotate(text=Cast("id", CharField()))
    return list(rows.exclude(text__regex="^[0-9a-f-]{32,36}$").values_list("text", flat=True))


def _content(entry: Entry) -> bytes:
    """What the mac vouches for; nothing, where values stand that nobody could have recorded."""
    try:
        return entry.content
    except (ValueError, TypeError, AttributeError):
        return b""


def outbox_items(
    *,
    states: tuple[ParcelState, ...] = (),
    kind: str = "",
    references: Sequence[str] | None = None,
    limit: int = 50,
) -> list[OutboxItem]:
    """What stands in the outbox, oldest first; or only what left under these references."""
    found = Parcel.objects.order_by("id")
    if states:
        found = found.filter(state__in=states)
    if kind:
        found = found.filter(kind=kind)
    if references is not None:
        found = found.filter(reference__in=references)
    return [_item(parcel) for parcel in found[:limit]]


def given_up_parcels() -> list[str]:
    """The ids of all that can be sent again by hand, because the worker has stopped trying."""
    given_up = Parcel.objects.filter(state=ParcelState.GIVEN_UP, payload__isnull=False)
    return [str(one) for one in given_up.order_by("id")]


def outbox_counts() -> dict[ParcelState, int]:
    """How many parcels stand in each state; those that were sent are history and not counted."""
    found = Parcel.objects.filter(state__in=NOT_SENT).values_list("state")
    counted = dict(found.annotate(count=Count("*")))
    return {state: counted.get(state, 0) for state in NOT_SENT}


def outbox_backlog(*, now: datetime) -> list[Backlog]:
    """What must still leave, by kind, and since when."""
    waiting = Parcel.objects.filter(state__in=TO_SEND).order_by("kind").values_list("kind")
    counted = waiting.annotate(count=Count("*"), oldest=Min("created_at"))
    return [_backlog(kind, count, oldest, now) for kind, count, oldest in counted]


def overdue_work(*, now: datetime) -> list[Backlog]:
    """What is due and not done, by kind, and since when."""
    due = DueWork.objects.filter(due_at__lte=now).order_by("kind").values_list("kind")
    counted = due.annotate(count=Count("*"), oldest=Min("due_at"))
    return [_backlog(kind, count, oldest, now) for kind, count, oldest in counted]


def work_items(*, failing: bool = False, limit: int = 50) -> list[WorkItem]:
    """What the worker has to do, in the order of its time; or only what has failed last time."""
    found = DueWork.objects.filter(attempts__gt=0) if failing else DueWork.objects.all()
    return [
        WorkItem(
            kind=work.kind,
            key=work.key,
            due_at=work.due_at,
            attempts=work.attempts,
            last_error=work.last_error,
        )
        for work in found.order_by("due_at", "id")[:limit]
    ]


def next_work(kind: str) -> datetime | None:
    """When the worker does something of this kind next; None when nothing of it is to be done."""
    first: datetime | None = DueWork.objects.filter(kind=kind).aggregate(first=Min("due_at"))[
        "first"
    ]
    return first


def worker_heartbeat() -> datetime | None:
    """When any worker of this installation was last seen alive; None if none ever was."""
    beat: datetime | None = Heartbeat.objects.aggregate(last=Max("beat_at"))["last"]
    return beat


def _backlog(kind: str, count: int, oldest: datetime | None, now: datetime) -> Backlog:
    age = max(now - oldest, timedelta()) if oldest else timedelta()
    return Backlog(kind=kind, count=count, age=age)


def _key(prefix: str, shown: str) -> UUID:
    try:
        return ids.read(prefix, shown)
    except ValueError as error:
        raise NotFound(thing=prefix, name=shown) from error


def _record(entry: Entry) -> Record:
    return Record(
        id=str(entry),
        event=entry.event,
        subject=entry.subject,
        issuer=entry.issuer,
        by=f"{entry.actor_kind}:{entry.actor_id}@{entry.channel}",
        at=entry.at,
        request_id=entry.request_id,
        facts=entry.facts,
        before=entry.before,
        after=entry.after,
        seal=entry.seal,
    )


def _item(parcel: Parcel) -> OutboxItem:
    return OutboxItem(
        id=str(parcel),
        kind=parcel.kind,
        reference=parcel.reference,
        state=ParcelState(parcel.state),
        attempts=parcel.attempts,
        created_at=parcel.created_at,
        due_at=parcel.due_at,
        sent_at=parcel.sent_at,
        last_error=parcel.last_error,
    )
