"""Locks a login while something changes that it is opened by."""

from yika.domain.people.models import Login


def hold_login(login: Login) -> None:
    """Nobody else adds or replaces a secret of this login until the transaction ends."""
    Login.objects.select_for_update(no_key=True).get(pk=login.pk)
