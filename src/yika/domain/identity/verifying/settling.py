"""What a decision brings about, and what is taken back when it is undone."""

from datetime import datetime

from yika.domain.identity.models import Consent, ProvenIdentity
from yika.domain.identity.queries.retention.keeping import FACES, keeping_of
from yika.domain.identity.rules.consents import ConsentMissing, Purpose
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.retention import purge_after
from yika.domain.identity.rules.review import policy, times
from yika.domain.identity.verifying.checking import pictures, reached
from yika.domain.identity.verifying.folder import TELL, Folder, Visit
from yika.domain.journal.actions import schedule
from yika.domain.vault.actions import keep_file_until
from yika.domain.vault.rules.files import FileDestroyed
from yika.products.tables.span import Span

LAPSE = "identity.lapse"
DRAW = "identity.draw_second_look"


def confirm(folder: Folder, visit: Visit, *, since: datetime) -> None:
    """The holder is known from then on."""
    row, rule = folder.row, folder.policy
    check_agreed(folder)
    level = reached(folder)
    policy.check_level(rule, level)
    until = times.moment_after(rule.recheck, visit.now, folder.zone) if rule.recheck else None
    given = folder.given()
    proven = ProvenIdentity(
        verification=row,
        holder=row.holder,
        issuer=row.issuer,
        level=level,
        document=row.document,
        person_index=row.person_index,
        since=since,
        verified_at=visit.now,
        verified_until=until,
    )
    proven.keep("name", given.name or given.latin_name)
    proven.keep("number", given.number)
    proven.save(force_insert=True)
    decide(folder, visit, keep=rule.keep)
    if until:
        schedule(kind=LAPSE, key=folder.id, due_at=until - times.WARNED_BEFORE)
    if rule.second_look:
        schedule(kind=DRAW, key=folder.id, due_at=since + times.DRAWN_AFTER)


def check_agreed(folder: Folder) -> None:
    """Refuse while the holder's last word is that he took his consent back.

    Who never gave one here may have done so on paper.
    """
    row = folder.row
    said = Consent.objects.filter(
        holder=row.holder, issuer=row.issuer, purpose=Purpose.REAL_NAME, replaced_at=None
    )
    ends = set(said.values_list("withdrawn_at", flat=True))
    if ends and None not in ends:
        raise ConsentMissing(purpose=Purpose.REAL_NAME.value)


def decide(folder: Folder, visit: Visit, *, keep: Span, reason: str = "") -> None:
    """It is decided: by whom and when, and until when the pictures are needed."""
    row = folder.row
    row.decided_by, row.decided_at, row.reason = visit.by.id, visit.now, reason
    let_go(folder, visit, keep=keep)


def let_go(folder: Folder, visit: Visit, *, keep: Span) -> None:
    """Nobody works on it any more, and the pictures go when their time is over."""
    folder.unlock()
    folder.row.rests_until = None
    if folder.row.decided_at is None:
        folder.row.read = None  # nobody compares any more what a program read
    until = times.moment_after(keep, visit.now, folder.zone)
    keep_pictures(folder, until=until, now=visit.now)


def keep_pictures(folder: Folder, *, until: datetime | None, now: datetime) -> None:
    """Until when the pictures are needed; None: as long as it is not decided.

    A face goes with its own class, if that is sooner. One that was destroyed meanwhile counts no
    longer as given.
    """
    for picture in pictures(folder):
        last = _face_until(folder, until, now) if picture.side == Side.FACE.value else until
        try:
            keep_file_until(picture.file, purge_after=last)
        except FileDestroyed:
            picture.replaced_at = now
            picture.save(update_fields=["replaced_at"])


def _face_until(folder: Folder, until: datetime | None, now: datetime) -> datetime | None:
    own = purge_after(FACES, since=now, own=keeping_of(folder.row.issuer))
    return min(until, own) if until and own else until


def take_back(folder: Folder, visit: Visit) -> None:
    """As if nobody had decided."""
    row = folder.row
    row.decided_by, row.decided_at, row.reason = "", None, ""
    keep_pictures(folder, until=None, now=visit.now)
    for proven in ProvenIdentity.objects.filter(verification=row, lapsed_at=None):
        proven.lapsed_at, proven.lapsed_because = visit.now, "undone"
        proven.save(update_fields=["lapsed_at", "lapsed_because"])


def tell_later(folder: Folder, *, at: datetime) -> None:
    """The holder is told once the decision can no longer be undone."""
    schedule(kind=TELL, key=f"{folder.id}:{folder.row.version}", due_at=at)
