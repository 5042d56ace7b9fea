"""What makes the website an app: its manifest, its worker, its page without a network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika import __version__
from yika.channels.common import words
from yika.domain.issuers import queries as issuers


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone shows on its home screen."""
    return JsonResponse(
        {
            "name": _("Yika"),
            "short_name": _("Yika"),
            "description": _("All my cards in one place"),
            "id": reverse("web:home"),
            "start_url": reverse("web:home"),
            "scope": "/",
            "display": "standalone",
            "lang": get_language(),
            "background_color": "#f5f4ef",
            "theme_color": "#0a6b55",
            "icons": [
                {
                    "src": static("common/seal.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                    "purpose": "any",
                },
                *(
                    {
                        "src": static(f"web/seal-{size}.png"),
                        "sizes": f"{size}x{size}",
                        "type": "image/png",
                        "purpose": "any maskable",
                    }
                    for size in (192, 512)
                ),
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker lives at the root, so that it covers every page."""
    response = render(
        request, "web/sw.js", {"version": __version__}, content_type="text/javascript"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept on the phone: how to have a card stopped without a network."""
    language = get_language() or ""
    hotlines = [
        (words.in_language(issuer.name, language), issuer.hotline) for issuer in issuers.issuers()
    ]
    return render(request, "web/offline.html", {"hotlines": hotlines})
