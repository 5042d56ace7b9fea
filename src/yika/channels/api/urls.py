"""The addresses of the API and of its reference."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from yika.channels.api.reference import pages
from yika.channels.api.terms.frame import framed, nothing_here
from yika.channels.api.v1 import api

app_name = "api"


def _framed(pattern: URLPattern | URLResolver) -> URLPattern:
    assert isinstance(pattern, URLPattern)  # the API has no trees of addresses
    pattern.callback = framed(pattern.callback)
    return pattern


urlpatterns = [
    path("api/docs", pages.start, name="docs"),
    path("api/docs/problems", pages.refused, name="problems"),
    path("api/docs/<slug:name>", pages.group, name="group"),
    path("api/v1/openapi.json", framed(pages.openapi), name="openapi"),
    path("api/v1/", include(([_framed(pattern) for pattern in api.urls[0]], "v1"))),
    re_path(r"^api/v1(?:/.*)?$", framed(nothing_here)),
]
