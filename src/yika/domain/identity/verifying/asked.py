"""What asked for a change of a verification, so that a repeat is known from something else."""

import json
from dataclasses import dataclass
from uuid import UUID

from yika.domain.vault.queries import keyring
from yika.kit import blind, ids

KIND = "identity-request"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the keyed hashes of what it said, under every key at hand."""

    request: UUID
    digests: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """What is stored."""
        return self.digests[0]


def asked(request_id: str, what: str, *said: object) -> Asked:
    """What a request asked: an act, what it is about, and what was said."""
    text = json.dumps([what, *map(str, said)])
    return Asked(ids.request_key(request_id), tuple(blind.candidates(keyring(), KIND, text)))
