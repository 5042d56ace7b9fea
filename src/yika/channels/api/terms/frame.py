"""Stands around every address of the API: ids, language, headers, and problems for trouble."""

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from yika.channels.api.terms import problems
from yika.channels.api.terms.call import ApiRequest, Quota
from yika.channels.api.terms.refusals import NoSuchAddress, UnknownVersion, WrongMethod
from yika.kit import ids

VERSION = "2026-11-20"
"""The day of the newest change that old programs would notice."""

TRACE = re.compile(r"[\x21-\x7e]{1,64}")

View = Callable[..., HttpResponseBase]


def framed(view: View) -> View:
    """The same view on the terms of the API. Cookies mean nothing here."""

    @csrf_exempt
    @wraps(view)
    def answer(request: ApiRequest, *args: object, **values: object) -> HttpResponseBase:
        request.trace = _trace(request)
        request.COOKIES = {}
        with translation.override(translation.get_language_from_request(request)):
            response = _answered(view, request, *args, **values)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        _add_headers(response, request)
        return response

    return answer


def nothing_here(_request: HttpRequest) -> HttpResponse:
    """Whatever else stands under the address of the API."""
    raise NoSuchAddress


def _answered(view: View, request: ApiRequest, *args: object, **values: object) -> HttpResponseBase:
    asked_as = request.method
    if asked_as == "HEAD":
        request.method = "GET"  # the same headers; the body is taken away on the way out
    try:
        _check_version(request)
        response = view(request, *args, **values)
    except Exception as trouble:
        return problems.of(request, trouble)  # nothing else ever leaves the API
    finally:
        request.method = asked_as
    if response.status_code == WrongMethod.status:
        refused = problems.of(request, WrongMethod(allowed=response.headers["Allow"]))
        refused.headers["Allow"] = response.headers["Allow"]
        return refused
    return response


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Yika-Version", VERSION) != VERSION:
        raise UnknownVersion(newest=VERSION)


def _trace(request: HttpRequest) -> str:
    """The caller's id for this request if it can be one, else an id of ours."""
    given = request.headers.get("X-Request-ID", "")
    return given if TRACE.fullmatch(given) else ids.show("req", ids.new_id())


def _add_headers(response: HttpResponseBase, request: ApiRequest) -> None:
    response.headers["X-Request-ID"] = request.trace
    response.headers["Yika-Version"] = VERSION
    response.headers.setdefault("Cache-Control", "no-store")
    quota: Quota | None = getattr(request, "quota", None)
    for name, value in quota.headers.items() if quota else ():
        response.headers[name] = value
