"""Finds out who asks: the person behind a sign-in, and the network address it came from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yika.domain.messages import queries as messages
from yika.domain.people import queries as people
from yika.domain.people import rules
from yika.domain.people.actions import note_seen
from yika.domain.people.queries import HolderView, Who
from yika.kit import ids
from yika.kit.actor import Actor, Channel

HOLDER_COOKIE = "yika_sign_in"
STAFF_COOKIE = "yika_staff"
MACHINE_COOKIE = "yika_machine"
BROWSER_COOKIE = "yika_browser"


class SignInNeeded(Exception):
    """The page is for somebody who has signed in."""


class Asking(TypedDict):
    """What every action wants to know besides what it is about."""

    by: Actor
    now: datetime
    request_id: str


@dataclass
class Visitor:
    """Who asks for a page. Looked up once, and only by pages that want to know."""

    request: HttpRequest
    now: datetime

    @cached_property
    def address(self) -> str:
        """The network address; behind our proxy, the one it vouches for."""
        forwarded = self.request.headers.get("X-Forwarded-For", "")
        if settings.CONFIG.behind_proxy and forwarded:
            return forwarded.rpartition(",")[2].strip()[:64]
        return str(self.request.META.get("REMOTE_ADDR", ""))

    @cached_property
    def browser(self) -> str:
        """The browser in a few words, for the list of devices."""
        agent = self.request.headers.get("User-Agent", "")
        system = _first(agent, "iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
        browser = _first(agent, "MicroMessenger", "Edg", "Firefox", "Chrome", "Safari")
        return " · ".join(filter(None, (browser, system))) or "?"

    @cached_property
    def holder(self) -> Who | None:
        """The holder who has signed in on this browser."""
        who = self._signed_in(HOLDER_COOKIE)
        return who if who and who.holder else None

    @cached_property
    def staff(self) -> Who | None:
        """The member of staff who has signed in on this browser."""
        who = self._signed_in(STAFF_COOKIE)
        return who if who and who.standing else None

    @property
    def signed_in(self) -> Who:
        """The holder who has signed in; a page that needs one sends others to the sign-in."""
        if self.holder is None:
            raise SignInNeeded
        return self.holder

    @property
    def own(self) -> HolderView:
        """What the holder who has signed in may see of himself."""
        holder = self.signed_in.holder
        assert holder
        return holder

    @cached_property
    def unread(self) -> int:
        """How many messages wait in the inbox of the holder."""
        return messages.unread(self.own.id) if self.holder else 0

    def as_holder(self) -> Actor:
        """Acts for himself."""
        return self.signed_in.actor(Channel.WEB)

    def as_anybody(self) -> Actor:
        """Somebody at the website who has not said who he is; he may see and change nothing."""
        return rules.visitor(Channel.WEB)

    def as_staff(self, channel: Channel) -> Actor:
        """Acts for an issuer, with the rights of his roles as they are now."""
        if self.staff is None:
            raise SignInNeeded
        return self.staff.actor(channel)

    def _signed_in(self, cookie: str) -> Who | None:
        token = self.request.COOKIES.get(cookie)
        who = people.who(token, now=self.now) if token else None
        if who:
            note_seen(who, now=self.now)
        return who


class Visitors:
    """Puts `request.visitor` there for every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.visitor = Visitor(request, datetime.now(UTC))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if {HOLDER_COOKIE, STAFF_COOKIE} & request.COOKIES.keys():
            # Nothing personal stays in the browser, for whoever sits down there next.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def visitor(request: HttpRequest) -> Visitor:
    """Who asks for this page."""
    found: Visitor = request.visitor  # type: ignore[attr-defined]
    return found


def request_id(request: HttpRequest) -> str:
    """The id of a posted form, made when the form was shown: a double click is one request."""
    given = request.POST.get("request_id", "")
    return given if 0 < len(given) <= 64 else str(ids.new_id())  # noqa: PLR2004  a UUID and room


def asking(request: HttpRequest, by: Actor) -> Asking:
    """Who asks, when, and under which id, for the action that a posted form calls."""
    return {"by": by, "now": visitor(request).now, "request_id": request_id(request)}


def keep(response: HttpResponse, cookie: str, token: str, *, days: int | None = None) -> None:
    """Keep a token in a cookie that no script reads and no other site sends."""
    response.set_cookie(
        cookie,
        token,
        max_age=days * 24 * 60 * 60 if days else None,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _first(agent: str, *words: str) -> str:
    names = {"Edg": "Edge", "MicroMessenger": "WeChat", "Macintosh": "Mac"}
    return next((names.get(word, word) for word in words if word in agent), "")
