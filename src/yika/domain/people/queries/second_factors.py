"""Which second factors somebody of the staff has."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.people.models import Authenticator, Passkey, RecoveryCode
from yika.kit import ids


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactors:
    """Since when there is an app, and how many recovery codes and passkeys are left."""

    app_since: datetime | None
    recovery_codes: int
    passkeys: int


def second_factors(login: str) -> SecondFactors:
    """The second factors of a login, for its owner's own page."""
    key = ids.read("login", login)
    app = Authenticator.objects.filter(login=key).values_list("confirmed_at", flat=True).first()
    return SecondFactors(
        app_since=app,
        recovery_codes=RecoveryCode.objects.filter(login=key, used_at=None).count(),
        passkeys=Passkey.objects.filter(login=key, removed_at=None).count(),
    )
