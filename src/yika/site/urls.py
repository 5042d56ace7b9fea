"""Which address leads where."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yika.site import health
from yika.site.demo import pages


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
    path("", include("yika.channels.common.urls")),
    path("", include("yika.channels.api.urls")),
    path("", include("yika.channels.kiosk.urls")),
    path("", include("yika.channels.console.urls")),
    path("", include("yika.channels.counter.urls")),
    path("", include("yika.channels.review.urls")),
    path("", include("yika.channels.visit.urls")),
    path("", include("yika.channels.web.urls")),
]
if not settings.CONFIG.production:
    urlpatterns += [
        path("demo", pages.desk, name="demo"),
        path("demo/specimens/<slug:who>/<slug:side>.jpg", pages.specimen, name="specimen"),
    ]
