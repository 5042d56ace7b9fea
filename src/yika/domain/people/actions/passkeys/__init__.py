"""Every way a passkey comes, serves and goes."""

from yika.domain.people.actions.passkeys.add_passkey import add_passkey
from yika.domain.people.actions.passkeys.remove_passkey import remove_passkey
from yika.domain.people.actions.passkeys.sign_in_with_passkey import sign_in_with_passkey
from yika.domain.people.actions.passkeys.verify_passkey import verify_passkey

__all__ = ["add_passkey", "remove_passkey", "sign_in_with_passkey", "verify_passkey"]
