"""The picture of a face, which nobody has to give: whose may be taken, and when it goes."""

from collections.abc import Iterator
from datetime import date, datetime

from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.numbers import age_on
from yika.domain.identity.rules.review import policy, refusals, times
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.identity.verifying import checking
from yika.domain.identity.verifying.folder import Folder
from yika.domain.identity.verifying.replacing import drop


def check_taken(folder: Folder, *, now: datetime) -> None:
    """Only where a program may give a hint, of who has agreed to just that, and of no minor alone.

    How old somebody is shows once his document was read, or was typed.
    """
    if folder.policy.face != "hint":
        raise refusals.OtherSide
    if not find_consent(folder.holder, purpose=Purpose.FACE, issuer=folder.row.issuer):
        raise refusals.FaceConsentNeeded
    if is_barred(folder, now=now):
        raise refusals.FaceOfMinor(age=policy.face_from(folder.policy))


def is_barred(folder: Folder, *, now: datetime) -> bool:
    """Whether he is a minor, and nobody says that his guardian comes along."""
    today = times.today(now, folder.zone)
    ages = [age_on(born_on, today) for born_on in _births(folder)]
    return policy.bars_face(folder.policy, ages, folder.row.agent_role)


def drop_faces(folder: Folder, *, now: datetime) -> bool:
    """Destroy the picture of the holder's face; whether there was one."""
    found = [
        row
        for row in checking.pictures(folder)
        if row.side == Side.FACE.value and row.whose == HOLDER
    ]
    for row in found:
        drop(row, now=now)
    return bool(found)


def drop_barred(folder: Folder, *, now: datetime) -> None:
    """Once it shows that he is a minor without a guardian, the picture of his face goes."""
    if is_barred(folder, now=now):
        drop_faces(folder, now=now)


def _births(folder: Folder) -> Iterator[date]:
    """What he says that his document says; else what a program read on it."""
    told = folder.given().born_on
    read = checking.read_fields(folder) or {}
    found = [told] if told else [one.born_on for one in read.values()]
    yield from (one for one in found if one)
