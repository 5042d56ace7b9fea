"""Gives a person a login."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people import rules
from yika.domain.people.actions.passwords.new_password import take_password
from yika.domain.people.models import Login
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def create_login(*, handle: str, password: str, by: Actor, now: datetime, request_id: str) -> Login:
    """Create a login whose password is only kept as a slow hash.

    A taken handle is refused, also when two people choose it at the same moment.
    Safe to repeat: the same `request_id` gives the same login.
    """
    handle = rules.normal_handle(handle)
    request = ids.request_key(request_id)
    if seen := Login.objects.filter(created_by_request=request).first():
        return _the_same(seen, handle=handle, password=password)

    rules.check_handle(handle)
    login = Login(handle=handle, created_at=now, password_set_at=now, created_by_request=request)
    take_password(login, password)

    try:
        with transaction.atomic():
            login.save(force_insert=True)
    except IntegrityError as error:
        raise rules.HandleTaken(handle=handle) from error

    record(
        "people.login_created",
        subject=ids.show("login", login.id),
        by=by,
        now=now,
        request_id=request_id,
    )
    return login


def _the_same(seen: Login, *, handle: str, password: str) -> Login:
    if seen.handle != handle or not seen.check_password(password):
        raise rules.RequestReused
    return seen
