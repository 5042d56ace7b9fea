"""Where people are received: the list, and one outlet. Anybody may read both."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.directory.outlets import places
from yika.channels.common.headers import allow_location
from yika.channels.common.visitors import visitor
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import SERVICE_WORDS, Service, UnknownOutlet

SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to, by the address of the page; what is unknown is passed over."""

    issuer: str | None
    service: Service | None
    open_now: bool
    step_free: bool

    @property
    def anything(self) -> bool:
        return bool(self.issuer or self.service or self.open_now or self.step_free)

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        asked = request.GET
        issuer, service = asked.get("issuer", ""), asked.get("service", "")
        return cls(
            issuer=issuer if issuers.find_issuer(issuer) else None,
            service=Service(service) if service in set(Service) else None,
            open_now="open" in asked,
            step_free="step-free" in asked,
        )


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """The list first; how far each is, only the browser works out."""
    who, wanted = visitor(request), Wanted.of(request)
    language = get_language() or ""
    found = list(_narrowed(issuers.directory(wanted.issuer, wanted.service), wanted, request))
    context = {
        "wanted": wanted,
        "issuers": [(one.code, words.in_language(one.name, language)) for one in issuers.issuers()],
        "services": list(SERVICE_WORDS.items()),
        "places": places(found[:SHOWN_MAX], now=who.now),
        "more": len(found) > SHOWN_MAX,
    }
    return allow_location(render(request, "web/outlets.html", context))


@require_safe
def outlet(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """One outlet: when it is open, what it offers, who waits."""
    found = issuers.outlet(outlet_id)
    if found.closed_at:
        raise UnknownOutlet(outlet=outlet_id)
    [place] = places([found], now=visitor(request).now)
    return render(request, "web/outlet.html", {"place": place})


def _narrowed(
    found: Iterable[OutletView], wanted: Wanted, request: HttpRequest
) -> Iterable[OutletView]:
    now = visitor(request).now
    for one in found:
        if wanted.step_free and not one.step_free:
            continue
        if wanted.open_now and not one.is_open(now):
            continue
        yield one
