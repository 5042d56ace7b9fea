"""What a browser is asked to do with passkeys, and which a person has."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from yika.domain.people.models import Login, Passkey, SignIn
from yika.domain.people.rules import passkeys as rules
from yika.domain.people.rules.passkeys import Options, Purpose
from yika.domain.people.rules.sign_ins import NotSignedIn
from yika.domain.vault.queries import keyring
from yika.kit import ids


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyView:
    """One of a person's passkeys, under the name he gave it."""

    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


def passkeys(login: str) -> list[PasskeyView]:
    """The passkeys of a person, the oldest first."""
    rows = Passkey.objects.filter(login=ids.read("login", login), removed_at=None)
    return [
        PasskeyView(id=str(row), name=row.name, created_at=row.created_at, used_at=row.used_at)
        for row in rows.order_by("id")
    ]


def creation_options(login: str, *, label: str, base_url: str, now: datetime) -> Options:
    """What the browser needs to make a passkey: for `navigator.credentials.create`.

    `label` is how the person's own devices will name the account, e.g. his masked number.
    """
    owner = Login.objects.get(pk=ids.read("login", login))
    user = rules.User(id=owner.pk.bytes, name=label, display_name=label)
    challenge = _challenge(Purpose.ADD, login, now)
    return rules.creation_options(base_url, user=user, known=_known(owner), challenge=challenge)


def sign_in_options(*, base_url: str, now: datetime) -> Options:
    """What the browser needs to offer whichever passkey it has: for `credentials.get`."""
    return rules.request_options(base_url, challenge=_challenge(Purpose.SIGN_IN, "", now))


def second_factor_options(token: str, *, base_url: str, now: datetime) -> Options:
    """What the browser needs to use a passkey of the person whose sign-in is pending."""
    pending = _pending(token, now)
    if pending is None:
        raise NotSignedIn
    challenge = _challenge(Purpose.SECOND_FACTOR, ids.show("login", pending.pk), now)
    return rules.request_options(base_url, challenge=challenge, allowed=_known(pending))


def has_passkey(token: str, *, now: datetime) -> bool:
    """Whether the person whose sign-in is pending could finish it with a passkey."""
    pending = _pending(token, now)
    return pending is not None and bool(_known(pending))


def _pending(token: str, now: datetime) -> Login | None:
    found = SignIn.objects.of_token(token).select_related("login").first()
    return found.login if found and found.is_pending and found.is_open(now) else None


def _challenge(purpose: Purpose, login: str, now: datetime) -> bytes:
    nonce = secrets.token_bytes(rules.NONCE_BYTES)
    return rules.make_challenge(keyring(), purpose=purpose, login=login, nonce=nonce, now=now)


def _known(login: Login) -> list[bytes]:
    rows = Passkey.objects.filter(login=login, removed_at=None)
    return list(rows.order_by("id").values_list("credential_id", flat=True))
