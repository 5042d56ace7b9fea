"""Finds a sign-in for the person it belongs to."""

from datetime import datetime

from yika.domain.people.models import SignIn
from yika.domain.people.rules import sign_ins as rules
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


def own_sign_in(sign_in: str, *, by: Actor) -> SignIn:
    """The sign-in with its login; UnknownSignIn when it is not this person's."""
    try:
        mine = {"pk": ids.read("sgn", sign_in)} | whose(by)
        return SignIn.objects.select_related("login", "login__holder").get(**mine)
    except (ValueError, SignIn.DoesNotExist) as error:
        raise rules.UnknownSignIn(sign_in=sign_in) from error


def open_one(sign_in: str, *, by: Actor, now: datetime) -> SignIn:
    """The same, as long as it is open: for what a person does with his own login."""
    row = own_sign_in(sign_in, by=by)
    if row.is_pending or not row.is_open(now) or not row.login.is_active:
        raise rules.NotSignedIn
    return row


def whose(by: Actor) -> dict[str, object]:
    if by.kind is ActorKind.HOLDER:
        return {"login__holder": ids.read("hld", by.id)}
    if by.kind is ActorKind.STAFF:
        return {"login": ids.read("login", by.id)}
    raise ValueError(f"{by.kind} has no sign-ins")
