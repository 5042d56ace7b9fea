"""Compares a code of an authenticator app, once."""

from datetime import datetime

from yika.domain.people.models import Authenticator
from yika.domain.people.rules import totp


def use_totp(kept: Authenticator, code: str, *, now: datetime) -> bool:
    """Whether this is a code of the app that counts now. The same one never counts again."""
    secret = totp.read(kept.told("secret"))
    step = totp.matching_step(secret, totp.normal(code), now=now, after=kept.last_step)
    if step is None:
        return False
    # Of two who give the same code at the same moment, one finds the step used.
    unused = Authenticator.objects.filter(pk=kept.pk, begun_in=kept.begun_in, last_step__lt=step)
    return bool(unused.update(last_step=step))
