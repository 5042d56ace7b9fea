"""Questions others may ask about logins."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.hashers import make_password

from yika.domain.people.models import Holder, Login
from yika.domain.people.rules import normal_handle
from yika.kit import ids


def verified_login(handle: str, password: str) -> UUID | None:
    """The id of the active login with this handle and password, or None.

    An unknown handle costs as much time as a wrong password, so that nobody can find out
    by the clock which handles exist.
    """
    login = Login.objects.filter(handle=normal_handle(handle)).first()
    if login is None:
        make_password(password)
        return None
    right = login.check_password(password)
    return login.id if right and login.is_active else None


def find_login_id(handle: str) -> UUID | None:
    """The id of the login with this handle, or None."""
    found = Login.objects.filter(handle=normal_handle(handle)).values_list("id", flat=True)
    return found.first()


def handles(logins: Iterable[str]) -> dict[str, str]:
    """The names under which these people sign in, by their public ids; others are left out."""
    wanted = {key for login in set(logins) if (key := _find_key(login))}
    if not wanted:
        return {}
    found = Login.objects.filter(pk__in=wanted).values_list("pk", "handle")
    return {ids.show("login", key): handle for key, handle in found}


def find_holder_of_login(login: str) -> str | None:
    """The holder who signs in with this login, by his public id; None when it is nobody's."""
    key = _find_key(login)
    found = Holder.objects.filter(login=key).values_list("pk", flat=True).first() if key else None
    return ids.show("hld", found) if found else None


def _find_key(login: str) -> UUID | None:
    try:
        return ids.read("login", login)
    except ValueError:
        return None
