"""The second of the two steps by which staff come in: a code of the app."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.sign_in.open_sign_in import SignedIn
from yika.domain.people.actions.staff import pending
from yika.domain.people.actions.staff.recovery_codes import use_recovery_code
from yika.domain.people.actions.staff.use_totp import use_totp
from yika.domain.people.models import Authenticator, Login
from yika.domain.people.rules import recovery
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.sign_ins import Way
from yika.kit.actor import Actor


def verify_second_factor(
    *, token: str, code: str, by: Actor, now: datetime, request_id: str
) -> SignedIn:
    """Come in with a code of the authenticator app, or with a recovery code.

    Wrong codes are counted, and the counts outlive the refusal: never call this inside a
    transaction that the refusal would undo.
    """
    waiting = pending.find_pending(token, now=now)
    kept = _authenticator(waiting.login)
    pending.spend_guess(waiting.login, now=now)
    way = Way.RECOVERY_CODE if recovery.normal(code) else Way.TOTP
    with transaction.atomic():
        if _is_right(kept, way, code, now=now):
            return pending.complete(waiting, way=way, by=by, now=now, request_id=request_id)
        pending.note_refused(waiting.login, way=way, by=by, now=now, request_id=request_id)
    raise rules.WrongSecondFactor


def _authenticator(login: Login) -> Authenticator:
    kept = Authenticator.objects.filter(login=login, confirmed_at__isnull=False).first()
    if kept is None:
        raise rules.NotEnrolled
    return kept


def _is_right(kept: Authenticator, way: Way, code: str, *, now: datetime) -> bool:
    if way is Way.RECOVERY_CODE:
        return use_recovery_code(kept.login, code, now=now)
    return use_totp(kept, code, now=now)
