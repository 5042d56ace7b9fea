"""Does each change once: a repeat with the same Idempotency-Key gets the first answer again."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.http import HttpResponse

from yika.channels.api.terms import problems
from yika.channels.api.terms.call import ApiRequest
from yika.domain.machines import actions

REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("Content-Type", "ETag")

# Answers that say nothing of the change itself: the same request may well succeed later.
NOT_KEPT = frozenset({403, 429, 500, 503})

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """The same view for what changes something. What was refused is remembered too."""

    @wraps(view)
    def answer(request: ApiRequest, **values: object) -> HttpResponse:
        program, key = request.call.by.id, request.call.idempotency_key
        kept = actions.claim_answer(
            program=program, key=key, asked=_asked(request), now=request.call.now
        )
        if kept is not None:
            return _replayed(kept)
        response = _answered(view, request, values)
        if response.status_code in NOT_KEPT:
            actions.release_answer(program=program, key=key)
        else:
            actions.keep_answer(program=program, key=key, answer=_packed(response))
        return response

    return answer


def _answered(view: View, request: ApiRequest, values: dict[str, object]) -> HttpResponse:
    try:
        return view(request, **values)
    except Exception as trouble:
        return problems.of(request, trouble)  # an answer too, and kept like one


def _asked(request: ApiRequest) -> str:
    """All that makes this request the one it is."""
    picture = request.call.picture
    if picture is None:
        return f"{request.method} {request.path}\n{request.body.hex()}"
    return f"{request.method} {request.get_full_path()}\n{sha256(picture).hexdigest()}"


def _packed(response: HttpResponse) -> bytes:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    kept = {
        "status": response.status_code,
        "headers": headers,
        "content": response.content.decode(),
    }
    return json.dumps(kept).encode()


def _replayed(kept: bytes) -> HttpResponse:
    answer = json.loads(kept)
    headers = answer["headers"] | {REPLAYED: "true"}
    return HttpResponse(answer["content"], status=answer["status"], headers=headers)
