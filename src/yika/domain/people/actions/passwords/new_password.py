"""Takes a new password for a login, if it is good enough for this person."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Login
from yika.domain.people.queries import about, common_passwords
from yika.domain.people.rules import About, check_secret
from yika.kit import ids
from yika.kit.errors import Fault, Invalid


def take_password(login: Login, password: str) -> None:
    """Put its hash on the login, not stored yet.

    Refused when it is short, common, or made of what others know about this person.
    """
    try:
        validate_password(password, login)
    except ValidationError as error:
        raise Invalid([Fault("password", "", reason) for reason in error.messages]) from error
    holder = getattr(login, "holder", None)
    person = about(ids.show("hld", holder.pk)) if holder else About()
    check_secret(password, person, common=common_passwords())
    login.set_password(password)


def keep_password(
    login: Login, *, instead_of: str | None = None, now: datetime, request_id: str
) -> bool:
    """Store the login's new hash; False when it was to replace one that is there no longer.

    One statement compares and stores, so that the slow hashes need no lock around them.
    """
    stored = Login.objects.filter(pk=login.pk)
    if instead_of is not None:
        stored = stored.filter(password=instead_of)
    return bool(
        stored.update(
            password=login.password,
            password_set_at=now,
            password_set_by_request=ids.request_key(request_id),
        )
    )


def tell_changed(login: Login, *, now: datetime, request_id: str) -> None:
    """Tell the holder on every channel: who changed it may have got hold of one of them."""
    holder = getattr(login, "holder", None)
    if holder:
        tell(
            holder,
            template="password-changed",
            facts={},
            reference=f"password-changed.{ids.request_key(request_id)}",
            now=now,
        )
