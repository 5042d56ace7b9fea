"""Finds the login of a colleague for somebody who may look after it."""

from yika.domain.people.models import Login
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import UnknownStaff, check_managing
from yika.kit import ids
from yika.kit.actor import Actor


def managed_login(login: str, *, by: Actor) -> tuple[Login, str]:
    """The login and the issuer its owner works for. Nobody looks after his own."""
    works = standing(login)
    if works is None or not by.sees(works.issuer):
        raise UnknownStaff(login=login)
    check_managing(by, login=login, issuer=works.issuer)
    return Login.objects.get(pk=ids.read("login", login)), works.issuer
