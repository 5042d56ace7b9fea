"""What is asked of a passkey, and when its answer counts (WebAuthn, by the package fido2)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Any, Final
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from yika.kit import blind
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop
from yika.kit.keyring import Keyring
from yika.kit.moments import from_micros, to_micros

PASSKEYS_MAX: Final = 20
TIME_TO_ANSWER: Final = timedelta(minutes=5)
NONCE_BYTES: Final = 16
_MOMENT_BYTES: Final = 8
_VERIFIED: Final = UserVerificationRequirement.REQUIRED

Options = Mapping[str, Any]  # as JSON, for PublicKeyCredential.parse…OptionsFromJSON
Answer = Mapping[str, Any]  # as JSON, from PublicKeyCredential.toJSON


class Purpose(StrEnum):
    ADD = "add"
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"


class PasskeyRefused(Refusal):
    code = "people.passkey_refused"
    wording = gettext_noop("This passkey does not fit. Try again, or sign in in another way.")


class PasskeyTooLate(Refusal):
    code = "people.passkey_too_late"
    wording = gettext_noop("That took too long, or was sent twice. Try again.")


class PasskeyCopied(Refusal):
    code = "people.passkey_copied"
    wording = gettext_noop(
        "This passkey seems to have been copied, so it was not accepted. Sign in in another way "
        "and remove it."
    )


class PasskeyKnown(Conflict):
    code = "people.passkey_known"
    wording = gettext_noop("This passkey is in use already.")


class UnknownPasskey(NotFound):
    code = "people.unknown_passkey"
    wording = gettext_noop("There is no passkey {passkey}.")


class TooManyPasskeys(Refusal):
    code = "people.too_many_passkeys"
    wording = gettext_noop("You have {most} passkeys, and that is the most. Remove one first.")


@dataclass(frozen=True, slots=True)
class User:
    """Whom a passkey is for, as the person's own device shows it."""

    id: bytes
    name: str
    display_name: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    credential: bytes
    counter: int


def make_challenge(
    keyring: Keyring, *, purpose: Purpose, login: str, nonce: bytes, now: datetime
) -> bytes:
    """A challenge that vouches for itself, so that nothing is kept until it is answered."""
    plain = nonce + to_micros(now + TIME_TO_ANSWER).to_bytes(_MOMENT_BYTES)
    return plain + blind.index(keyring, "passkey-challenge", _bound(plain, purpose, login))


def check_challenge(
    keyring: Keyring, challenge: bytes, *, purpose: Purpose, login: str, now: datetime
) -> datetime:
    """Refuse a challenge that we did not make for this purpose and login, or too long ago.

    Answers until when it counts: for so long, whoever takes it must remember that it was used.
    """
    end = NONCE_BYTES + _MOMENT_BYTES
    plain, mac = challenge[:end], challenge[end:]
    made = blind.candidates(keyring, "passkey-challenge", _bound(plain, purpose, login))
    if not any([compare_digest(mac, one) for one in made]):  # noqa: C419  compare all of them
        raise PasskeyRefused
    until = from_micros(int.from_bytes(plain[NONCE_BYTES:]))
    if now >= until:
        raise PasskeyTooLate
    return until


def creation_options(
    base_url: str, *, user: User, known: Sequence[bytes], challenge: bytes
) -> Options:
    """What the browser needs to make a passkey that this person does not have here yet."""
    options, _state = _server(base_url).register_begin(
        PublicKeyCredentialUserEntity(id=user.id, name=user.name, display_name=user.display_name),
        credentials=_credentials(known),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_VERIFIED,
        challenge=challenge,
    )
    return dict(options.public_key)


def request_options(base_url: str, *, challenge: bytes, allowed: Sequence[bytes] = ()) -> Options:
    """What the browser needs to use a passkey: any of ours, or one of those allowed."""
    options, _state = _server(base_url).authenticate_begin(
        credentials=_credentials(allowed) or None,
        user_verification=_VERIFIED,
        challenge=challenge,
    )
    return dict(options.public_key)


def challenge_of_new(answer: Answer) -> bytes:
    """The challenge that a new passkey says it answers."""
    with _refusing():
        return RegistrationResponse.from_dict(answer).response.client_data.challenge


def challenge_of(answer: Answer) -> tuple[bytes, bytes]:
    """The challenge that is answered, and the credential id of the passkey that did."""
    with _refusing():
        read = AuthenticationResponse.from_dict(answer)
        return read.response.client_data.challenge, read.raw_id


def new_passkey(base_url: str, answer: Answer, *, challenge: bytes) -> NewPasskey:
    """The passkey that was made for us; refused when anything about it does not fit."""
    with _refusing():
        made = _server(base_url).register_complete(_state(challenge), answer)
        _check_own_page(RegistrationResponse.from_dict(answer).response.client_data)
        credential = made.credential_data
        if credential is None or not credential.credential_id:
            raise PasskeyRefused
        return NewPasskey(credential.credential_id, bytes(credential), made.counter)


def signed_count(
    base_url: str, answer: Answer, *, challenge: bytes, credential: bytes, user: bytes
) -> int:
    """How often the passkey says it has signed; refused unless it is this one and this person's."""
    with _refusing():
        known = [AttestedCredentialData(credential)]
        _server(base_url).authenticate_complete(_state(challenge), known, answer)
        response = AuthenticationResponse.from_dict(answer).response
        _check_own_page(response.client_data)
        if response.user_handle is not None and response.user_handle != user:
            raise PasskeyRefused
        return response.authenticator_data.counter


def check_counter(counter: int, *, last: int) -> None:
    """Refuse a passkey that has signed less often than it had before: there are two of it.

    Passkeys that are kept in sync over several devices do not count and always say zero.
    """
    if (counter or last) and counter <= last:
        raise PasskeyCopied


def _check_own_page(data: CollectedClientData) -> None:
    if data.cross_origin:
        raise PasskeyRefused


def _server(base_url: str) -> Fido2Server:
    """Only pages of exactly this address may ask, not those of its other subdomains."""
    address = urlsplit(base_url)
    origin, host = f"{address.scheme}://{address.netloc}", address.hostname or ""
    server = Fido2Server(
        PublicKeyCredentialRpEntity(name=host, id=host),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda given: given == origin,
    )
    server.timeout = TIME_TO_ANSWER // timedelta(milliseconds=1)  # type: ignore[assignment]
    return server


def _state(challenge: bytes) -> Mapping[str, Any]:
    return {"challenge": websafe_encode(challenge), "user_verification": _VERIFIED}


def _credentials(ids: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=one) for one in ids]


def _bound(plain: bytes, purpose: Purpose, login: str) -> str:
    return f"{plain.hex()} {purpose} {login}"


@contextmanager
def _refusing() -> Iterator[None]:
    """What strangers send is refused, whatever the reader of the package stumbles over in it."""
    try:
        yield
    except Refusal:
        raise
    except Exception as trouble:
        raise PasskeyRefused from trouble
