"""Takes a picture of one side of a document, cleaned and sealed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review import access, policy, refusals
from yika.domain.identity.rules.review.asking import AGENT, HOLDER, thing_of
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import checking, faces
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.identity.verifying.replacing import drop
from yika.domain.vault.actions import seal_file, spend_try
from yika.domain.vault.rules import Allowance
from yika.kit.actor import Actor
from yika.kit.pictures import Picture, clean, judge, same_picture

SCOPE: Final = "identity.picture"
ALLOWED: Final = Allowance(free=60, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Shown:
    """A clean picture with what was noted about it."""

    picture: Picture
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Which side of whose document a picture shows."""

    whose: str
    document: str
    side: str

    def is_of(self, row: Evidence) -> bool:
        return (self.whose, self.document, self.side) == (row.whose, row.document, row.side)


def add_picture(
    *,
    verification: str,
    side: str,
    content: bytes,
    document: str = "",
    whose: str = HOLDER,
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Keep a picture of a side; one that was there is replaced and destroyed.

    Refused when nothing can be made out on it, or when it is the picture of another side. Of the
    file nothing but its pixels is kept. `document` names one that is shown besides; `whose` the
    document of who comes for the holder. The side `face` is a picture of the holder's face, which
    nobody has to give. Refused with TooManyTries when far more come for one holder than anybody
    takes: each costs work. Safe to repeat.
    """
    visit = Visit(by, now, request_id)
    _check_who(verification, by, now)
    digest = sha256(content).hexdigest()
    picture = clean(content)
    judgement = judge(picture)
    if judgement.hopeless:
        raise refusals.PictureHopeless(fault=str(judgement.hopeless.fault))
    what = (document, side, whose, digest)
    return _add(verification, what, Shown(picture, judgement.codes), visit)


def _check_who(verification: str, by: Actor, now: datetime) -> None:
    """Before any work is done on bytes of somebody who may not give them, or gives too many."""
    folder = open_folder(verification, by=by)
    access.check_gives(by, folder.standing)
    spend_try(scope=SCOPE, subject=folder.holder, allowance=ALLOWED, now=now)


@transaction.atomic
def _add(
    verification: str,
    what: tuple[str, str, str, str],
    shown: Shown,
    visit: Visit,
) -> VerificationView:
    by, now = visit.by, visit.now
    request = asked(visit.request_id, "picture", verification, *what)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    folder.check_step(Act.PICTURE_ADDED)
    place = _place(folder, *what[:3], now=now)
    _check_new(folder, place, shown.picture)

    _replace(folder, place, now=now)
    _keep(folder, place, shown, now=now)
    if folder.row.asked_thing == thing_of(place.whose, place.side):
        folder.row.asked_thing = ""
    folder.rest(now)
    detail = f"{place.document}/{thing_of(place.whose, place.side)}"
    folder.write(Act.PICTURE_ADDED, visit, Said(detail=detail), asked=request)

    about = {"document": place.document, "side": place.side, "whose": place.whose}
    note("identity.picture_added", folder, visit, **about)
    return view(folder, by=by, now=now)


def _place(folder: Folder, document: str, side: str, whose: str, *, now: datetime) -> Place:
    if side == Side.FACE.value and whose == HOLDER:
        faces.check_taken(folder, now=now)
        return Place(whose, folder.row.document, side)
    if whose == AGENT:
        document = document or folder.agent_document()
        if (document, side) not in checking.agent_sides(folder):
            raise refusals.OtherSide
        return Place(whose, document, side)
    found = policy.check_document(folder.policy, document or folder.row.document)
    if found != folder.row.document and found not in folder.policy.plus:
        raise refusals.OtherDocument
    if whose != HOLDER or side not in policy.sides(folder.policy, found):
        raise refusals.OtherSide
    return Place(whose, found, side)


def _check_new(folder: Folder, place: Place, picture: Picture) -> None:
    """The same picture cannot show two sides."""
    for other in checking.pictures(folder):
        if not place.is_of(other) and same_picture(other.likeness, picture.digest):
            raise refusals.SamePicture


def _replace(folder: Folder, place: Place, *, now: datetime) -> None:
    for old in checking.pictures(folder):
        if place.is_of(old):
            drop(old, now=now)
            if place.whose == HOLDER and place.side != Side.FACE.value:
                folder.forget_read(place.side)


def _keep(folder: Folder, place: Place, shown: Shown, *, now: datetime) -> None:
    row = Evidence(
        verification=folder.row,
        document=place.document,
        side=place.side,
        whose=place.whose,
        likeness=shown.picture.digest,
        notes=list(shown.notes),
        given_at=now,
    )
    row.file = seal_file(shown.picture.jpeg, where=row.where("picture"), now=now)
    row.save(force_insert=True)
