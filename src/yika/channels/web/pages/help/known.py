"""Who asks: a holder who has signed in, or a browser that has proven a contact a moment ago."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from yika.channels.common.visitors import Visitor, visitor
from yika.domain.enquiries.rules import asker
from yika.domain.people.rules.codes import PROVES_FOR
from yika.kit.actor import Actor, Channel

COOKIE = "yika_asker"
SALT = "yika.web.asker"
SECONDS = int(PROVES_FOR.total_seconds())


@dataclass(frozen=True, slots=True)
class Known:
    """What this browser has shown: a proven contact, and the enquiry that is asked from it."""

    proof: str = ""
    enquiry: str = ""


def known(request: HttpRequest) -> Known:
    """What the browser has shown in the last half hour; nothing where it has not."""
    try:
        proof, enquiry = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return Known()
    return Known(str(proof), str(enquiry))


def remember(response: HttpResponse, proof: str, enquiry: str = "") -> HttpResponse:
    """Keep what was shown, where no script reads it and nobody can forge it."""
    response.set_cookie(
        COOKIE,
        signing.dumps([proof, enquiry], salt=SALT),
        max_age=SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
        path="/help",
    )
    return response


def as_asker(request: HttpRequest, enquiry: str) -> Actor | None:
    """Who may go on with an enquiry here; None for a browser that has shown nothing."""
    who: Visitor = visitor(request)
    if enquiry and known(request).enquiry == enquiry:
        return asker(enquiry, Channel.WEB)
    return who.as_holder() if who.holder else None
