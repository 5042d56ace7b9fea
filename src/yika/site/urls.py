"""Which address leads where."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yika.site import health


@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers; a supervisor restarts what does not."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Requests can be served. Says no more to the outside; `yika doctor` says why not."""
    well = health.ready()
    return HttpResponse(
        "ready\n" if well else "not ready\n",
        status=200 if well else 503,
        content_type="text/plain",
    )


urlpatterns = [
    path("healthz", alive),
    path("readyz", ready),
    path("", include("yika.channels.web.urls")),
]
