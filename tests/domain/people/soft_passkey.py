"""A passkey made of software: does what a phone or a security key does for a browser."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG
PRESENT_AND_VERIFIED = FLAG.UP | FLAG.UV

Json = dict[str, Any]


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class SoftPasskey:
    """One key pair for one account at one site. A `counting` one says how often it has signed.

    What a test sets otherwise is what a browser or a device would never send, or a thief would.
    """

    origin: str
    counting: bool = False
    flags: AuthenticatorData.FLAG = PRESENT_AND_VERIFIED
    counter: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    user: bytes = b""
    rp_id: str = ""

    def made_for(self, options: Mapping[str, Any]) -> Json:
        """The answer of `navigator.credentials.create`, as `toJSON` gives it."""
        self.user = websafe_decode(options["user"]["id"])
        self.rp_id = self.rp_id or options["rp"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        told = AuthenticatorData.create(
            self._rp_hash(), self.flags | FLAG.AT, self._count(), credential
        )
        attestation = AttestationObject.create("none", told, {})
        client_data = self._client_data("webauthn.create", options)
        return self._answer(clientDataJSON=client_data, attestationObject=bytes(attestation))

    def signed_for(self, options: Mapping[str, Any]) -> Json:
        """The answer of `navigator.credentials.get`, as `toJSON` gives it."""
        told = AuthenticatorData.create(self._rp_hash(), self.flags, self._count())
        client_data = self._client_data("webauthn.get", options)
        signature = self.key.sign(told + sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client_data,
            authenticatorData=bytes(told),
            signature=signature,
            userHandle=self.user,
        )

    def _answer(self, **response: bytes) -> Json:
        shown = websafe_encode(self.credential_id)
        return {
            "id": shown,
            "rawId": shown,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {name: websafe_encode(value) for name, value in response.items()},
        }

    def _client_data(self, kind: str, options: Mapping[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told | {"crossOrigin": False}).encode()

    def _rp_hash(self) -> bytes:
        return sha256(self.rp_id.encode()).digest()

    def _count(self) -> int:
        self.counter += self.counting
        return self.counter
