"""What is said of every page in its headers: above all, to load nothing but what is ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def allow_camera(response: HttpResponse) -> HttpResponse:
    """For the pages that scan: the camera, and the reader that is not script but WebAssembly."""
    policy = f"{CONTENT_SECURITY_POLICY}; script-src 'self' 'wasm-unsafe-eval'"
    response.headers["Content-Security-Policy"] = policy
    response.headers["Permissions-Policy"] = PERMISSIONS_POLICY.replace(
        "camera=()", "camera=(self)"
    )
    return response


def allow_photos(response: HttpResponse) -> HttpResponse:
    """For the pages on which a document is photographed: the camera, and nothing else."""
    response.headers["Permissions-Policy"] = PERMISSIONS_POLICY.replace(
        "camera=()", "camera=(self)"
    )
    return response


def allow_location(response: HttpResponse) -> HttpResponse:
    """For the page that says how far it is: the browser's own position, which stays in it."""
    response.headers["Permissions-Policy"] = PERMISSIONS_POLICY.replace(
        "geolocation=()", "geolocation=(self)"
    )
    return response


class SecurityHeaders:
    """Adds the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class HeadWithoutBody:
    """Answers HEAD with the headers of GET alone, which the server else warns about."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response.headers["Content-Length"] = length
        return response
