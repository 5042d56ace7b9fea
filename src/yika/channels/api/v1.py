"""Version 1 of the API: all its resources under one roof."""

from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yika.channels.api.resources import RESOURCES
from yika.channels.api.terms import problems
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.document import document
from yika.channels.api.terms.frame import VERSION
from yika.channels.api.terms.reader import StrictJson
from yika.kit.errors import gettext_noop

ABOUT = gettext_noop(
    "What an issuer’s own programs may do with its cards. Every request carries a key, every "
    "change an Idempotency-Key, and every trouble is a problem document with a code."
)


def _made() -> NinjaAPI:
    made = NinjaAPI(
        title="Yika",
        version=VERSION,
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        parser=StrictJson(),
        urls_namespace="v1",
    )
    for resource in RESOURCES:
        made.add_router("", resource)
    for kind in (Exception, Http404, HttpError, ValidationError):
        made.add_exception_handler(kind, _told)
    return made


def _told(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    return problems.of(cast("ApiRequest", request), cast("Exception", trouble))


api = _made()


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI document, made once: nothing in it changes while the program runs."""
    return document(api, RESOURCES, server=settings.CONFIG.base_url)
