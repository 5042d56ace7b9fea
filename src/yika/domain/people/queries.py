"""Questions others may ask about logins."""

from uuid import UUID

from django.contrib.auth.hashers import make_password

from yika.domain.people import rules
from yika.domain.people.models import Login


def verified_login(handle: str, password: str) -> UUID | None:
    """The id of the active login with this handle and password, or None.

    An unknown handle costs as much time as a wrong password, so that nobody can find out
    by the clock which handles exist.
    """
    login = Login.objects.filter(handle=rules.normal_handle(handle)).first()
    if login is None:
        make_password(password)
        return None
    right = login.check_password(password)
    return login.id if right and login.is_active else None


def find_login_id(handle: str) -> UUID | None:
    """The id of the login with this handle, or None."""
    found = Login.objects.filter(handle=rules.normal_handle(handle)).values_list("id", flat=True)
    return found.first()
