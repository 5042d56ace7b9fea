"""Takes a forgotten password away from somebody who showed his identity document."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.passwords.new_password import keep_password, tell_changed
from yika.domain.people.actions.sign_in.sign_out import end_all
from yika.domain.people.reach import held
from yika.domain.people.rules import sign_ins as rules
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def clear_password(*, holder: str, by: Actor, now: datetime, request_id: str) -> None:
    """Leave a holder without a password, end all his sign-ins, and tell him on every channel.

    He comes in by a code then, and sets a password that no clerk has heard. Safe to repeat with
    the same `request_id`.
    """
    person = held(holder, by=by)
    check_may(by, Right.PEOPLE_RESET, by.issuer)
    login = person.login
    if login and login.password_set_by_request == ids.request_key(request_id):
        return
    if login is None or not login.has_usable_password():
        raise rules.NoPassword

    login.set_unusable_password()
    keep_password(login, now=now, request_id=request_id)
    end_all(login, by=by, now=now, request_id=request_id)
    record(
        "people.password_cleared",
        subject=holder,
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    tell_changed(login, now=now, request_id=request_id)
