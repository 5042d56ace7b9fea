"""Making a browser the kiosk it stands for, once, with a code from the console."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from yika import __version__
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import MACHINE_COOKIE, keep, request_id, visitor
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.machines import actions
from yika.kit.errors import gettext_noop

KEPT_DAYS = 365
CODE = Ask(
    "code",
    AskKind.TEXT,
    gettext_noop("Pairing code"),
    gettext_noop("It is shown once in the console, under machines."),
    max_length=40,
)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """The code is swapped for a token that only this browser has."""
    who = visitor(request)

    def save() -> HttpResponse:
        paired = actions.pair_machine(
            code=request.POST.get("code", ""),
            address=who.address,
            version=f"Yika {__version__}",
            now=who.now,
            request_id=request_id(request),
        )
        page = "kiosk:attract" if paired.machine.kind == "kiosk" else "counter:desk"
        response = go(page)
        keep(response, MACHINE_COOKIE, paired.token, days=KEPT_DAYS)
        return response

    values = {"code": request.GET.get("code", "")}
    return form_page(request, "kiosk/pair.html", [CODE], save, values=values)
