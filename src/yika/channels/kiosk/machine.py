"""Which kiosk is asking, and whose visit it is: one errand at a time, forgotten at its end."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yika.channels.common.visitors import MACHINE_COOKIE, visitor
from yika.domain.machines import actions, queries
from yika.domain.machines.queries import MachineView
from yika.domain.machines.rules import MachineKind
from yika.kit.actor import Actor, ActorKind, Channel

VISIT_COOKIE = "yika_visit"
VISIT_SECONDS = 15 * 60
SALT = "yika.kiosk.visit"

Screen = Callable[..., HttpResponse]


def screen(show: Screen) -> Callable[..., HttpResponse]:
    """A screen of a paired kiosk. Anything else is led to the pairing."""

    @wraps(show)
    def guarded(request: HttpRequest, **named: str) -> HttpResponse:
        found = _kiosk(request)
        if found is None:
            return HttpResponse(status=303, headers={"Location": reverse("kiosk:pair")})
        response = show(request, found, **named)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def begin_visit(
    response: HttpResponse, kiosk: MachineView, errand: str, *, holder: str = ""
) -> HttpResponse:
    """From now on this kiosk goes on with this errand, for as long as a visit lasts.

    With a holder, because the visitor has shown that he is that holder.
    """
    response.set_cookie(
        VISIT_COOKIE,
        signing.dumps([kiosk.id, errand, holder], salt=SALT),
        max_age=VISIT_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
        path="/kiosk",
    )
    return response


def end_visit(response: HttpResponse) -> HttpResponse:
    """Nothing of the visit stays."""
    response.delete_cookie(VISIT_COOKIE, path="/kiosk", samesite="Strict")
    return response


def errand_of_visit(request: HttpRequest, kiosk: MachineView) -> str | None:
    """The errand of the visitor who stands here, or None."""
    return _visit(request, kiosk)[0] or None


def holder_of_visit(request: HttpRequest, kiosk: MachineView) -> str:
    """Who the visitor has shown to be; empty for somebody unknown."""
    return _visit(request, kiosk)[1]


def actor_of_visit(request: HttpRequest, kiosk: MachineView) -> Actor:
    """Who acts: the holder that the visitor has shown to be, else the machine for who is there."""
    holder = holder_of_visit(request, kiosk)
    return Actor(ActorKind.HOLDER, holder, Channel.KIOSK) if holder else kiosk.actor()


def _visit(request: HttpRequest, kiosk: MachineView) -> tuple[str, str]:
    try:
        machine, errand, holder = signing.loads(
            request.COOKIES.get(VISIT_COOKIE, ""), salt=SALT, max_age=VISIT_SECONDS
        )
    except (signing.BadSignature, ValueError):
        return "", ""
    return (str(errand), str(holder)) if machine == kiosk.id else ("", "")


def _kiosk(request: HttpRequest) -> MachineView | None:
    now = visitor(request).now
    token = request.COOKIES.get(MACHINE_COOKIE, "")
    found = queries.machine_of(token, now=now) if token else None
    if found is None or found.kind is not MachineKind.KIOSK:
        return None
    actions.beat(machine=found, now=now)
    return found
