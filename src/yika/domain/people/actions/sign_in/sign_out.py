"""Ends sign-ins: this one, another one, or all of a person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.actions.sign_in.own_sign_in import own_sign_in
from yika.domain.people.models import Login, SignIn
from yika.kit import ids
from yika.kit.actor import Actor, Channel


@transaction.atomic
def sign_out(*, token: str, now: datetime, request_id: str) -> None:
    """End the sign-in of a token. A token that opens nothing needs no ending."""
    row = SignIn.objects.of_token(token).select_related("login", "login__holder").first()
    if row:
        by = himself(row.login, Channel(row.channel))
        _end(row, by=by, now=now, request_id=request_id)


@transaction.atomic
def end_sign_in(*, sign_in: str, by: Actor, now: datetime, request_id: str) -> None:
    """End one of one's own sign-ins, e.g. that of a lost phone. Safe to repeat."""
    _end(own_sign_in(sign_in, by=by), by=by, now=now, request_id=request_id)


@transaction.atomic
def sign_out_everywhere(
    *, sign_in: str, but_here: bool = False, by: Actor, now: datetime, request_id: str
) -> int:
    """End all sign-ins of the person whose sign-in this is; how many there were.

    With `but_here`, this one goes on.
    """
    here = own_sign_in(sign_in, by=by)
    return end_all(
        here.login, but=here.pk if but_here else None, by=by, now=now, request_id=request_id
    )


def end_all(
    login: Login, *, but: UUID | None = None, by: Actor, now: datetime, request_id: str
) -> int:
    """End the sign-ins of a login, but one, in the caller's transaction."""
    ending = _open(login, now)
    if but:
        ending = ending.exclude(pk=but)
    count = ending.update(ends_at=now)
    if count:
        record(
            "people.sign_ins_ended",
            subject=ids.show("login", login.id),
            issuer=by.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"count": count},
        )
    return count


def _end(row: SignIn, *, by: Actor, now: datetime, request_id: str) -> None:
    if _open(row.login, now).filter(pk=row.pk).update(ends_at=now):
        record(
            "people.signed_out",
            subject=ids.show("login", row.login.id),
            issuer=by.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"sign_in": str(row)},
        )


def _open(login: Login, now: datetime) -> QuerySet[SignIn]:
    return SignIn.objects.filter(login=login, ends_at__gt=now)
