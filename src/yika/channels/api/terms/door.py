"""Lets programs in: whose key it is, how much it may still ask, and whether it may ask this."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from yika.channels.api.terms.call import ApiRequest, Call, Quota
from yika.channels.api.terms.refusals import (
    KeyMissing,
    NoKey,
    NotForMachines,
    TestKey,
    TooLarge,
    WrongMediaType,
)
from yika.channels.common.visitors import visitor
from yika.domain.machines import actions, queries
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.domain.vault.rules import Allowance, TooManyTries
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.pictures.cleaning import BYTES_MAX

SCHEME = re.compile(r"bearer +([\w.~+/=-]{1,200})", re.IGNORECASE | re.ASCII)
IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")
WINDOW = timedelta(minutes=1)
BODY_MAX = 256 * 1024
JSON = ("application/json",)
PICTURES = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True, slots=True)
class Door:
    """Stands before one operation, and sets the `call` of the request.

    Without a `scope` every program of the issuer may ask. Machines are let in only where they
    have business of their own; what they may do there, the business decides. With `pictures`
    the body is one, and read only once everything else is well.
    """

    scope: Right | None
    changes: bool
    machines: bool
    pictures: bool = False

    def __call__(self, request: ApiRequest) -> Call:
        most, kinds = (BYTES_MAX, PICTURES) if self.pictures else (BODY_MAX, JSON)
        _check_body(request, most, kinds)
        now = visitor(request).now
        by = _who(request, now)
        _spend(request, by, now)
        if by.kind is ActorKind.DEVICE and not self.machines:
            raise NotForMachines
        if by.kind is ActorKind.API_KEY and self.scope is not None:
            check_may(by, self.scope, by.issuer)
        key = _idempotency_key(request) if self.changes else ""
        # Behind a key stand many people, and the address is that of the program itself.
        address = visitor(request).address if by.kind is ActorKind.DEVICE else ""
        picture = request.read(BYTES_MAX + 1) if self.pictures else None
        request.call = Call(by, now, address, key, picture)
        return request.call


def _check_body(request: HttpRequest, most: int, kinds: tuple[str, ...]) -> None:
    """What can be refused before a body is read."""
    told = request.headers.get("Content-Length", "")
    length = int(told) if told.isascii() and told.isdecimal() else 0
    if length > most:
        raise TooLarge(bytes_max=most)
    if length and request.content_type not in kinds:
        raise WrongMediaType(types=", ".join(kinds))


def _who(request: HttpRequest, now: datetime) -> Actor:
    """The program or the machine behind the token, noted as seen."""
    found = SCHEME.fullmatch(request.headers.get("Authorization", ""))
    if found is None:
        raise NoKey
    if key := queries.key_of(found[1], now=now):
        if key.test and settings.CONFIG.production:
            raise TestKey
        actions.note_key_used(key=key, now=now)
        return key.actor()
    if machine := queries.machine_of(found[1], now=now):
        actions.beat(machine=machine, now=now)
        return machine.actor()
    raise NoKey


def _spend(request: ApiRequest, by: Actor, now: datetime) -> None:
    """One more request of this program; refused with the time to wait when it has none left."""
    limit = settings.CONFIG.api_rate
    try:
        tries = spend_try(
            scope="api.requests", subject=by.id, allowance=Allowance(limit, WINDOW), now=now
        )
    except TooManyTries as refusal:
        wait = timedelta(seconds=int(str(refusal.facts["wait_seconds"])))
        request.quota = Quota(limit, WINDOW, left=0, reset=wait)
        raise
    request.quota = Quota(limit, WINDOW, left=limit - tries.used, reset=tries.since + WINDOW - now)


def _idempotency_key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise KeyMissing
    return key
