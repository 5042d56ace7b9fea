"""The page that works without a network, and what it hands over when there is one again."""

from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika import __version__
from yika.channels.common.visitors import visitor
from yika.channels.visit.desk import answered, goer
from yika.channels.visit.words import FIELDS, SIDES
from yika.domain.visits import actions
from yika.domain.visits.rules.bundles import PIECES_MAX
from yika.domain.visits.rules.states import STATE_WORDS
from yika.kit import ids
from yika.products.documents import DOCUMENT_WORDS


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """The same for everybody: whose visit it is, only the device knows."""
    words: list[tuple[str, str, str]] = [
        *_words("document", DOCUMENT_WORDS),
        *_words("side", SIDES),
        *_words("field", FIELDS),
    ]
    response = render(request, "visits/away.html", {"words": words, "handle": ""})
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """It lives beside the page, so that it covers nothing else."""
    page = "visits/worker.js"
    response = render(request, page, {"version": __version__}, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """What a page that lay open for hours needs to hand something over."""

    def act() -> dict[str, Any]:
        goer(request)
        return {"token": get_token(request)}

    return answered(act)


@require_POST
def hand_over(request: HttpRequest, bundle_id: str) -> HttpResponse:
    """Everything that was captured, still closed, with the mark of the device."""
    by, now = goer(request), visitor(request).now

    def act() -> dict[str, Any]:
        done = actions.return_bundle(
            bundle=bundle_id,
            pieces=_pieces(request),
            mark=_bytes(request.POST.get("mark", "")),
            by=by,
            now=now,
            request_id=str(ids.new_id()),
        )
        troubles = [_trouble(one) for one in done.troubles]
        return {"state": _(STATE_WORDS[done.state]), "troubles": troubles}

    return answered(act)


def _pieces(request: HttpRequest) -> Mapping[str, bytes]:
    """The files by the names of their fields; those of too many are left out, and refused so."""
    files = islice(request.FILES.items(), PIECES_MAX + 1)
    return {name: file.read() for name, file in files if isinstance(file, UploadedFile)}


def _trouble(code: str) -> str:
    """What could not be used, in words."""
    what = code.partition(":")[0]
    document, _slash, side = what.partition("/")
    if side:
        about = f"{_(DOCUMENT_WORDS.get(document, document))}, {_(SIDES.get(side, side))}"
        return _("This picture could not be used: {about}.").format(about=about)
    if what == "details":
        return _("The details could not be used.")
    return _("It could not be handed in yet. The holder can add what is missing.")


def _words(kind: str, named: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(kind, code, _(words)) for code, words in named.items()]


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        return b""
