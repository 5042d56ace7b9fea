"""Finds the login behind a contact, and makes it for a holder who comes in for the first time."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.models import Contact, Holder, Login
from yika.kit import ids
from yika.kit.actor import Actor


def proven_contact(kind: str, value: str, *, now: datetime) -> Contact | None:
    """The contact with this value that its holder has proven, with him and his login."""
    known = Contact.objects.proven().at(kind, value).select_related("holder__login").first()
    return known if known and not known.has_left(now) else None


@transaction.atomic
def login_of(holder: Holder, *, by: Actor, now: datetime, request_id: str) -> Login:
    """The login of a holder, made when he comes in for the first time. It has no password yet."""
    held = Holder.objects.select_for_update(of=("self",)).select_related("login").get(pk=holder.pk)
    if held.login:
        return held.login

    login = Login(created_at=now, created_by_request=ids.new_id())
    shown = ids.show("login", login.id)
    login.handle = f"h.{shown.removeprefix('login_')}"
    login.set_unusable_password()
    login.save(force_insert=True)
    held.login = login
    held.save(update_fields=["login"])
    record(
        "people.login_created",
        subject=shown,
        by=by,
        now=now,
        request_id=request_id,
        facts={"holder": str(held)},
    )
    return login
