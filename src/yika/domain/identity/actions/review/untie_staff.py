"""Takes off a note of who a member of staff is, such as one that was about somebody else."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import StaffTie
from yika.domain.identity.rules.review import refusals
from yika.domain.journal.actions import record
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Right, UnknownStaff
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def untie_staff(*, login: str, tie: str, by: Actor, now: datetime, request_id: str) -> None:
    """End one tie of this member of staff, who may then decide about the person again.

    By somebody else who manages the staff: nobody lets himself decide about his own. Safe to
    repeat: a tie that is gone stays gone.
    """
    about = standing(login)
    if about is None or not by.sees(about.issuer):
        raise UnknownStaff(login=login)
    check_may(by, Right.STAFF_MANAGE, about.issuer)
    if by.id == login:
        raise refusals.OwnTie
    row = _held(login, tie)
    if row is None:
        return

    row.delete()
    record(
        "identity.staff_untied",
        subject=login,
        issuer=about.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"tie": tie, "family": row.family},
    )


def _held(login: str, tie: str) -> StaffTie | None:
    try:
        key = ids.read("tie", tie)
    except ValueError:
        raise refusals.UnknownTie from None
    return StaffTie.objects.select_for_update().filter(pk=key, login=login).first()
