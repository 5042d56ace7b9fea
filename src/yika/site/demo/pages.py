"""The desk of the demo: where each face is, who may sign in, and every message that was sent.

On a production site there is no such page.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yika.channels.common.visitors import visitor
from yika.domain.people.rules import totp
from yika.site import reactions
from yika.site.demo import cast, houses

SHOWN = 20


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Addresses, logins with the code their app would show now, and what was sent."""
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
        "password": cast.PASSWORD,
    }
    return render(request, "demo/desk.html", context)


def _login(kept: dict[str, str], request: HttpRequest) -> dict[str, str]:
    if not kept["secret"]:
        return kept | {"code": ""}
    step = totp.step_at(visitor(request).now)
    return kept | {"code": totp.code_of(totp.read(kept["secret"]), step)}
