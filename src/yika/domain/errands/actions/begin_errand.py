"""Begins an errand, or says clearly why not."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.go_on import give_up, go_on, note, welcome
from yika.domain.errands.actions.note_trouble import note_trouble
from yika.domain.errands.asked import Asked, asked
from yika.domain.errands.cases import take_case
from yika.domain.errands.folder import Folder, folder_of
from yika.domain.errands.kinds import kind as kind_of
from yika.domain.errands.kinds.kind import Beginning, rests_until
from yika.domain.errands.models import Errand, OpenErrand
from yika.domain.errands.rules import access, limits, refusals
from yika.domain.errands.rules.access import Meeting
from yika.domain.errands.rules.plan import Act, State
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Visit
from yika.domain.journal.actions import schedule
from yika.domain.vault.actions import spend_try
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Refusal

EXPIRY = "errands.expire"
ATTEMPTS = 10


class Beaten(Exception):
    """Somebody else has begun the same since we looked."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody came for: which errand, about what, for whom."""

    kind: str
    about: str
    holder: str
    visit: Visit

    @property
    def asked(self) -> Asked:
        return asked(self.visit.request_id, "begin", self.kind, self.about, self.holder)


def begin_errand(
    *,
    kind: str,
    card: str = "",
    about: str = "",
    holder: str = "",
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> ErrandView:
    """Begin an errand; the same person is given the one that is open already.

    It is about a card, or `about` something else that its kind names, such as a kind of card.

    Staff and programs may name the holder they serve. What is refused is written down, and the
    refusal carries the case number and the hotline of the issuer among its facts. Safe to
    repeat. Never call this inside a transaction: a refusal must leave its trace.
    """
    visit = Visit(by, now, request_id, address)
    access.check_known(by)
    access.check_serves(by, by.issuer)
    for subject, allowance in limits.beginnings(by, address):
        spend_try(scope="errand.begin", subject=subject, allowance=allowance, now=now)
    who = by.id if by.kind is ActorKind.HOLDER else holder
    wish = Wish(kind, card or about, who, visit)
    try:
        folder = _begin(wish)
    except Refusal as refusal:
        trouble = note_trouble(
            kind=kind,
            refusal=refusal,
            card=card,
            about=about,
            by=by,
            now=now,
            request_id=request_id,
        )
        refusal.facts |= {"case": trouble.case, "hotline": trouble.hotline}
        raise
    return telling.view(folder, by=by, now=now)


def _begin(wish: Wish) -> Folder:
    """Look again whenever somebody else began the same in the same moment: his is there then."""
    for _ in range(ATTEMPTS):
        try:
            return _begin_once(wish)
        except Beaten:
            continue
    raise refusals.AnotherIsOpen


@transaction.atomic
def _begin_once(wish: Wish) -> Folder:
    if seen := _find_seen(wish):
        return seen

    beginning = kind_of(wish.kind).begin(wish.about, wish.holder, wish.visit)
    access.check_serves(wish.visit.by, beginning.issuer)
    return _find_same(wish, beginning) or _open(wish, beginning)


def _find_seen(wish: Wish) -> Folder | None:
    row = Errand.objects.filter(begun_by_request=wish.asked.request).first()
    if row is None:
        return None
    folder = folder_of(row)
    if not access.exists_for(folder.standing, wish.visit.by):
        raise refusals.RequestReused
    return folder if folder.has_seen(wish.asked) else None


def _find_same(wish: Wish, beginning: Beginning) -> Folder | None:
    """The open errand if it is this person's too; one that proves nothing gives way."""
    listed = OpenErrand.objects.filter(subject=beginning.subject, kind=wish.kind).first()
    if listed is None:
        return None
    folder = folder_of(Errand.objects.select_for_update().get(pk=listed.errand_id))
    if folder.state is not State.OPEN:  # it ended while we waited for it
        return None
    overdue = wish.visit.now >= folder.row.expires_at
    found = access.meeting(folder.standing, wish.visit.by, holder=wish.holder)
    if found is Meeting.SAME and not overdue:
        return _brought_home(folder, wish.visit)
    if found is Meeting.TAKEN and not overdue:
        raise refusals.AnotherIsOpen
    give_up(folder, wish.visit)
    folder.write(Act.EXPIRED if overdue else Act.WITHDRAWN, wish.visit)
    note("errand.gave_way", folder, wish.visit)
    return None


def _brought_home(folder: Folder, visit: Visit) -> Folder:
    """A holder who goes on by herself leaves nothing open at a machine she was at."""
    if folder.row.machine and visit.by.kind is ActorKind.HOLDER:
        folder.row.machine = None
        folder.write(Act.PICKED_UP, visit)
        note("errand.picked_up", folder, visit)
    return folder


def _open(wish: Wish, beginning: Beginning) -> Folder:
    visit = wish.visit
    row = Errand(
        kind=wish.kind,
        issuer=beginning.issuer,
        product=beginning.product.code,
        edition=beginning.product.edition,
        subject=beginning.subject,
        card=ids.read("card", beginning.card) if beginning.card else None,
        machine=ids.read("dev", visit.by.id) if visit.by.kind is ActorKind.DEVICE else None,
        begun_at=visit.now,
        begun_by_request=wish.asked.request,
        due_at=beginning.due_at,
        expires_at=rests_until(visit.now, kind_of(wish.kind).rests(beginning.product)),
    )
    _list(row)
    row.case = take_case(str(row))
    row.save(force_insert=True)
    folder = Folder(row, [])
    if wish.holder:
        welcome(folder, wish.holder, visit)
    folder.write(Act.BEGUN, visit, asked=wish.asked)
    schedule(kind=EXPIRY, key=str(row), due_at=row.expires_at)

    note("errand.begun", folder, visit, case=row.case)
    go_on(folder, visit)
    return folder


def _list(row: Errand) -> None:
    """Enter it in the directory, whose key lets only one be open."""
    try:
        with transaction.atomic():
            OpenErrand.objects.create(subject=row.subject, kind=row.kind, errand_id=row.id)
    except IntegrityError as error:
        raise Beaten from error
