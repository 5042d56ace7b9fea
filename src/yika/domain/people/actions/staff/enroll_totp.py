"""Sets up an authenticator app as the second factor, at the first sign-in."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.actions.sign_in.hold_login import hold_login
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn
from yika.domain.people.actions.staff import pending
from yika.domain.people.actions.staff.recovery_codes import new_codes
from yika.domain.people.actions.staff.use_totp import use_totp
from yika.domain.people.models import Authenticator, SignIn
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules import totp
from yika.domain.people.rules.sign_ins import Way
from yika.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Enrollment:
    """What an authenticator app needs: to be scanned as a QR code, or to be typed."""

    uri: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody is in, and has codes for the day his app is lost. They are never shown again."""

    signed_in: SignedIn
    recovery_codes: tuple[str, ...] = field(repr=False)


@transaction.atomic
def enroll_totp(*, token: str, installation: str, now: datetime) -> Enrollment:
    """Give the app of a pending sign-in its secret, the same for as long as that is pending.

    `installation` is the name under which the app lists it.
    """
    waiting = pending.find_pending(token, now=now)
    hold_login(waiting.login)
    kept = Authenticator.objects.filter(login=waiting.login).first()
    if kept and kept.confirmed_at:
        raise rules.AlreadyEnrolled
    if kept is None or kept.begun_in != waiting.pk:
        kept = _fresh(waiting, now)
    secret = totp.read(kept.told("secret"))
    uri = totp.uri(secret, account=waiting.login.handle, installation=installation)
    return Enrollment(uri=uri, secret=totp.shown(secret))


def confirm_totp(*, token: str, code: str, by: Actor, now: datetime, request_id: str) -> Enrolled:
    """Come in with the first code of the app, which shows that it has the secret.

    Wrong codes are counted, and the counts outlive the refusal: never call this inside a
    transaction that the refusal would undo.
    """
    waiting = pending.find_pending(token, now=now)
    kept = _unconfirmed(waiting)
    pending.spend_guess(waiting.login, now=now)
    with transaction.atomic():
        if use_totp(kept, code, now=now):
            return _confirmed(waiting, kept, by=by, now=now, request_id=request_id)
        pending.note_refused(waiting.login, way=Way.TOTP, by=by, now=now, request_id=request_id)
    raise rules.WrongSecondFactor


def _fresh(waiting: SignIn, now: datetime) -> Authenticator:
    """A secret that only this sign-in has seen, instead of one that was never confirmed."""
    Authenticator.objects.filter(login=waiting.login, confirmed_at=None).delete()
    kept = Authenticator(login=waiting.login, begun_in=waiting.pk, created_at=now)
    kept.keep("secret", totp.shown(secrets.token_bytes(totp.SECRET_BYTES)))
    kept.save(force_insert=True)
    return kept


def _unconfirmed(waiting: SignIn) -> Authenticator:
    mine = Authenticator.objects.filter(login=waiting.login, begun_in=waiting.pk, confirmed_at=None)
    kept = mine.first()
    if kept is None:
        raise rules.NotEnrolled
    return kept


def _confirmed(
    waiting: SignIn, kept: Authenticator, *, by: Actor, now: datetime, request_id: str
) -> Enrolled:
    Authenticator.objects.filter(pk=kept.pk).update(confirmed_at=now)
    codes = new_codes(waiting.login)
    person = himself(waiting.login, by.channel)
    record(
        "people.second_factor_enrolled",
        subject=person.id,
        issuer=person.issuer,
        by=person,
        now=now,
        request_id=request_id,
    )
    signed_in = pending.complete(waiting, way=Way.TOTP, by=by, now=now, request_id=request_id)
    return Enrolled(signed_in, codes)
