"""One request of a program: who asks, when, from where, and under which ids."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import TypedDict

from django.http import HttpRequest

from yika.kit import ids
from yika.kit.actor import Actor


class Traces(TypedDict):
    """What every action wants to know."""

    by: Actor
    now: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests a program may send in a window of time, and how many are left of them."""

    limit: int
    window: timedelta
    left: int
    reset: timedelta

    @property
    def headers(self) -> dict[str, str]:
        """As in draft-ietf-httpapi-ratelimit-headers."""
        window, reset = (ceil(span.total_seconds()) for span in (self.window, self.reset))
        return {
            "RateLimit-Policy": f'"key";q={self.limit};w={window}',
            "RateLimit": f'"key";r={self.left};t={reset}',
        }


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks, once the door has let him in.

    `idempotency_key` is the caller's own name for a change, empty where nothing is changed.
    `picture` is the body where that is a picture and no JSON.
    """

    by: Actor
    now: datetime
    address: str
    idempotency_key: str
    picture: bytes | None = field(default=None, repr=False)

    @property
    def traces(self) -> Traces:
        """For an action: the same key of the same program is the same request for ever."""
        repeated = f"api/{self.by.id}/{self.idempotency_key}"
        return Traces(by=self.by, now=self.now, request_id=str(ids.request_key(repeated)))


class ApiRequest(HttpRequest):
    """A request on its way through the API. `trace` is the id that the caller finds it by."""

    trace: str
    quota: Quota
    call: Call
