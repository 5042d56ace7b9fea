"""Turns a refusal into a page: what is wrong, what to do now, and whom to ask."""

import logging
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yika.channels.common.visitors import SignInNeeded
from yika.domain.cards.rules import RealNameNeeded
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import NotAllowed
from yika.kit.errors import Conflict, Invalid, NotFound, Refusal, Unavailable, Unknown

log = logging.getLogger(__name__)

STATUS: Mapping[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    TooManyTries: 429,
    Conflict: 409,
}
REFUSED = 422


def status(refusal: Refusal) -> int:
    """The HTTP status that says the same as a refusal."""
    return next((code for kind, code in STATUS.items() if isinstance(refusal, kind)), REFUSED)


def told(trouble: Refusal | Invalid) -> list[str]:
    """What is wrong, in the reader's language."""
    if isinstance(trouble, Refusal):
        return [_(trouble.wording).format_map(trouble.facts)]
    return [_(fault.expected) for fault in trouble.faults]


def way_out(trouble: Refusal | Invalid | None) -> Mapping[str, object] | None:
    """What is refused for want of a name: the kind of card, and whose, that it is proven for."""
    return trouble.facts if isinstance(trouble, RealNameNeeded) else None


class RefusalPages:
    """A refusal that no page turned into a form of its own becomes a page here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, SignInNeeded):
            return sign_in_first(request)
        if isinstance(error, Refusal):
            return page(request, told(error), status=status(error), way=way_out(error))
        if isinstance(error, Invalid):
            return page(request, told(error), status=REFUSED)
        if isinstance(error, Unavailable | Unknown):
            log.warning("unavailable", exc_info=error)
            return page(
                request,
                [_("The service is busy. Nothing was changed. Try again in a minute.")],
                status=503,
            )
        return None


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's
    """A form that was not made for this browser, or lay open for too long."""
    words = [_("This form was open for too long, or cookies are off. Load the page and try again.")]
    return page(request, words, status=403)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in of the face, and back here afterwards."""
    staff = _first(request) in {"counter", "console", "review", "visits", "staff"}
    wanted = request.get_full_path() if request.method == "GET" else "/" + face(request)
    address = reverse("common:staff-sign-in" if staff else "web:sign-in")
    return HttpResponse(
        status=303, headers={"Location": f"{address}?{urlencode({'next': wanted})}"}
    )


def face(request: HttpRequest) -> str:
    """On which face a page stands, by its address."""
    first = _first(request)
    return first if first in {"counter", "kiosk", "console", "review", "visits"} else "web"


def _first(request: HttpRequest) -> str:
    return request.path.strip("/").partition("/")[0]


def page(
    request: HttpRequest,
    words: list[str],
    *,
    status: int,
    way: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A page of its own for what went wrong, in the dress of the face it happened on."""
    response = render(
        request,
        "common/refused.html",
        {
            "shell": f"{face(request)}/shell.html",
            "words": words,
            "troubled": True,
            "way_out": way if face(request) == "web" else None,
        },
        status=status,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
