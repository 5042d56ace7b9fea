"""How a visitor wants to see the site: language and text size, kept in two cookies."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SIZES = {"standard": _("Standard"), "large": _("Large"), "largest": _("Largest")}
SIZE_COOKIE = "yika_size"
A_YEAR = 365 * 24 * 60 * 60
LANGUAGES_AS_THEY_CALL_THEMSELVES = {"zh-hans": "中文", "en": "English"}


def display(request: HttpRequest) -> dict[str, Any]:
    """For every template: the present choice and the others."""
    size = request.COOKIES.get(SIZE_COOKIE, "standard")
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "other_languages": [
            (code, name)
            for code, name in LANGUAGES_AS_THEY_CALL_THEMSELVES.items()
            if code != language
        ],
        "languages": LANGUAGES_AS_THEY_CALL_THEMSELVES.items(),
        "size": size if size in SIZES else "standard",
        "sizes": SIZES.items(),
    }


# Nothing but the look of this browser changes, so a forged request could do no harm; and without
# a token the public pages need no cookie before somebody chooses something.
@csrf_exempt
@require_POST
def change_display(request: HttpRequest) -> HttpResponse:
    """Keep a choice and go back to the page it was made on."""
    response = HttpResponse(status=303, headers={"Location": _back(request)})
    language, size = request.POST.get("language"), request.POST.get("size")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, str(language))
    elif size in SIZES:
        _keep(response, SIZE_COOKIE, str(size))
    else:
        return HttpResponseBadRequest()
    return response


def _back(request: HttpRequest) -> str:
    """Where the visitor came from, if that is a page of ours."""
    wanted = urlsplit(request.POST.get("back", "/")).path
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


def _keep(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
