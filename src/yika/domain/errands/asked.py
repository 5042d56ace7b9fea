"""What asked for a change of an errand, so that a repeat is known from something else."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from yika.domain.errands.rules.asks import StepForm, asks
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids

KIND = "errand-request"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the keyed hashes of what it said, under every key at hand.

    Secrets are left out: a hash of six digits would tell them to who has the key.
    """

    request: UUID
    digests: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """What is stored."""
        return self.digests[0]


def asked(
    request_id: str,
    what: str,
    *names: str,
    forms: Iterable[type[StepForm]] = (),
    given: Mapping[str, object] | None = None,
) -> Asked:
    """What a request asked: an act, what it is about, and what was given openly in its forms."""
    secret = {ask.name for form in forms for ask in asks(form) if ask.secret}
    openly = {name: _text(value) for name, value in (given or {}).items() if name not in secret}
    text = json.dumps([what, *names, openly], sort_keys=True)
    return Asked(ids.request_key(request_id), tuple(blind.candidates(keyring(), KIND, text)))


def _text(value: object) -> str:
    return sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
