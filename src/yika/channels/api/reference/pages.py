"""The pages on which developers read about the API."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.api import v1
from yika.channels.api.reference import reading
from yika.channels.api.reference.samples import sample
from yika.channels.api.terms import frame, problems
from yika.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem."""

    code: str
    status: int
    words: str

    @property
    def noun(self) -> str:
        return self.code.partition(".")[0]


def openapi(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    response = HttpResponse(json.dumps(v1.openapi()), "application/json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """How the API is used, and all that it does."""
    document = v1.openapi()
    problem = sample(document["components"]["schemas"]["Problem"], document)
    return _page(
        request,
        "start",
        version=frame.VERSION,
        sample=reading.operations(document)[0].request_sample,
        problem=reading.written(problem),
    )


@require_safe
def group(request: HttpRequest, name: str) -> HttpResponse:
    """What can be done with one thing."""
    found = next((one for one in reading.groups(v1.openapi()) if one.name == name), None)
    if found is None:
        raise Http404
    return _page(request, "group", group=found)


@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """Every code that a problem document can carry, with its status and words."""
    known = {
        kind.code: Code(kind.code, problems.status(kind), _(kind.wording)) for kind in Refusal.all()
    }
    nouns = groupby((known[code] for code in sorted(known)), lambda code: code.noun)
    return _page(request, "problems", nouns=[(noun, list(codes)) for noun, codes in nouns])


def _page(request: HttpRequest, name: str, **shown: Any) -> HttpResponse:
    shown |= {"groups": reading.groups(v1.openapi()), "page": name}
    return render(request, f"api/{name}.html", shown)
