"""Shows a member of staff a picture or what a document says, after writing down that he looked."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.reviewing.second_looks import has_second_look
from yika.domain.identity.rules.review import refusals, times
from yika.domain.identity.rules.review.asking import HOLDER, thing_of
from yika.domain.identity.verifying.folder import Folder, Visit, note, open_folder
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.domain.vault.queries import open_file
from yika.domain.vault.rules import Allowance
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

SCOPE: Final = "identity.look"
LOOKS: Final = Allowance(free=600, window=timedelta(hours=1))


def show_picture(*, picture: str, by: Actor, now: datetime, request_id: str) -> bytes:
    """The picture, as JPEG. The holder sees his own; of staff it is written down first.

    So never call this inside a transaction, which could take the writing back. Refused with
    TooManyTries when somebody looks at more in an hour than anybody reviews.
    """
    visit = Visit(by, now, request_id)
    row = _picture(picture)
    _look(str(row.verification), visit, f"{row.document}/{thing_of(row.whose, row.side)}")
    return open_file(row.file, row.where("picture"))


def show_fields(
    *, verification: str, whose: str = HOLDER, by: Actor, now: datetime, request_id: str
) -> dict[str, str]:
    """What the document says, whole: the holder's, or that of who comes for him. The same holds."""
    what = "fields" if whose == HOLDER else thing_of(whose, "fields")
    folder = _look(verification, Visit(by, now, request_id), what)
    if whose == HOLDER:
        return folder.given().said()
    agent = folder.agent()
    return agent[1].said() if agent else {}


def _look(verification: str, visit: Visit, what: str) -> Folder:
    folder = open_folder(verification, by=visit.by)
    if visit.by.kind is ActorKind.HOLDER:
        return folder
    _check_looks(folder, visit)
    spend_try(scope=SCOPE, subject=visit.by.id, allowance=LOOKS, now=visit.now)
    with transaction.atomic(durable=True):
        note("identity.looked", folder, visit, holder=folder.holder, what=what)
    return folder


def _check_looks(folder: Folder, visit: Visit) -> None:
    """Who has it taken up now, or may look at any time."""
    by, row = visit.by, folder.row
    if by.kind not in {ActorKind.STAFF, ActorKind.SYSTEM}:
        raise refusals.OnlyPeople
    mine = row.locked_by == by.id and times.is_held(row.locked_until, visit.now)
    mine = mine or has_second_look(row, by, now=visit.now)
    if not (mine and by.may(Right.IDENTITY_REVIEW, row.issuer)):
        check_may(by, Right.IDENTITY_REVEAL, row.issuer)


def _picture(picture: str) -> Evidence:
    try:
        rows = Evidence.objects.select_related("verification")
        return rows.get(pk=ids.read("evi", picture), replaced_at=None)
    except (ValueError, Evidence.DoesNotExist) as error:
        raise refusals.UnknownVerification from error
