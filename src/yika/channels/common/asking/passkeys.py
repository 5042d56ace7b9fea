"""What passes between us and a browser that makes or uses a passkey: JSON, refusals in words."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from yika.channels.common.refusals import status, told
from yika.kit.errors import Invalid, Refusal

ANSWER_MAX = 64_000

Said = Mapping[str, Any]


def answered(request: HttpRequest, act: Callable[[Said], HttpResponse]) -> HttpResponse:
    """What the browser said, handed on; a refusal goes back in words for the page."""
    try:
        said = json.loads(request.body) if len(request.body) <= ANSWER_MAX else None
        if not isinstance(said, dict) or not isinstance(said.get("answer"), dict):
            return JsonResponse({}, status=400)
        return act(said)
    except ValueError:
        return JsonResponse({}, status=400)
    except Invalid as trouble:
        return JsonResponse({"told": " ".join(told(trouble))}, status=422)
    except Refusal as trouble:
        return JsonResponse({"told": " ".join(told(trouble))}, status=status(trouble))
