"""The desk of the demo: where each face is, who may sign in, and every message that was sent.

On a production site there is no such page.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import request_id, visitor
from yika.connectors.printer import fonts
from yika.domain.machines.actions import issue_pairing_code
from yika.domain.people.rules import totp
from yika.kit import ids
from yika.kit.errors import NotFound
from yika.products.documents import DOCUMENT_WORDS
from yika.site import reactions
from yika.site.demo import cast, houses, specimens
from yika.site.demo.specimens import NoFont, known

SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Addresses, logins with the code their app would show now, and what was sent."""
    if request.method == "POST":
        return _pair(request)
    laid = [*reactions.tray("sms").read(SHOWN), *reactions.tray("email").read(SHOWN)]
    laid.sort(key=lambda one: one.at, reverse=True)
    context = {
        "messages": [
            {"at": one.at, "to": one.payload.get("to"), "text": one.payload.get("text")}
            for one in laid[:SHOWN]
        ],
        "logins": [_login(one, request) for one in houses.kept("logins.json")],
        "holders": houses.kept("holders.json"),
        "machines": houses.kept("machines.json"),
        "cards": houses.kept("cards.json"),
        "specimens": _specimens(),
        "password": cast.PASSWORD,
        "request_id": ids.new_id(),
    }
    return render(request, "demo/desk.html", context)


@require_safe
def specimen(_request: HttpRequest, who: str, side: str) -> HttpResponse:
    """A side of a specimen as a file, to be given wherever a document is asked for."""
    try:
        content = known.picture(specimens.person(who), side)
    except (NotFound, NoFont) as error:
        raise Http404 from error
    name = f"{who}-{side}.jpg"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def _specimens() -> list[dict[str, Any]]:
    """Whose documents can be tried; none on a machine that cannot write Chinese."""
    if fonts.chinese() is None:
        return []
    return [
        {
            "key": key,
            "name": person.name,
            "document": DOCUMENT_WORDS[person.kind],
            "number": person.shown_number,
            "sides": {
                side: f"{key}-{side}.jpg"
                for side in (*specimens.sides(person.kind), specimens.FACE)
            },
        }
        for key, person in specimens.people().items()
    ]


def _pair(request: HttpRequest) -> HttpResponse:
    """Make the browser that asks one of the kiosks: a code lasts for minutes only."""
    pairing = issue_pairing_code(
        machine=request.POST.get("machine", ""),
        by=houses.OPERATOR,
        now=visitor(request).now,
        request_id=request_id(request),
    )
    return go("kiosk:pair", query=urlencode({"code": pairing.code}))


def _login(kept: dict[str, str], request: HttpRequest) -> dict[str, str]:
    if not kept["secret"]:
        return kept | {"code": ""}
    step = totp.step_at(visitor(request).now)
    return kept | {"code": totp.code_of(totp.read(kept["secret"]), step)}
