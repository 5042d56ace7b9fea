"""Who looked at my data and at my documents, when and what for."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.visitors import visitor
from yika.domain.identity.queries.retention import DocumentLook, document_looks
from yika.domain.issuers import queries as issuers
from yika.domain.people import queries
from yika.domain.people.rules.views import LookView
from yika.products.documents import DOCUMENT_WORDS

LOOKS_MAX = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One look: what was seen, for whom, and either what it was needed for or in which check."""

    what: str
    issuer: str
    purpose: str
    case: str
    at: datetime


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """The latest first, over all issuers."""
    own = visitor(request).own.id
    found = [_of_data(one) for one in queries.looks(own, limit=LOOKS_MAX)]
    found += [_of_document(one) for one in document_looks(own)[:LOOKS_MAX]]
    found.sort(key=lambda one: one.at, reverse=True)
    return render(request, "web/looks.html", {"tab": "me", "looks": found[:LOOKS_MAX]})


def _of_data(look: LookView) -> Shown:
    what = {
        "name": _("name"),
        "phone": _("mobile number"),
        "email": _("e-mail address"),
        "born_on": _("date of birth"),
        "cards": _("all cards in my name"),
    }
    named = what.get(look.field, look.field)
    return Shown(named, _issuer(look.issuer), look.purpose, "", look.at)


def _of_document(look: DocumentLook) -> Shown:
    document, picture, _side = look.what.partition("/")
    named = _(DOCUMENT_WORDS.get(document, "")) if document in DOCUMENT_WORDS else _("document")
    what = (
        _("picture: {document}").format(document=named) if picture else _("details of a document")
    )
    return Shown(what, _issuer(look.issuer), _("to check your real name"), look.case, look.at)


def _issuer(code: str) -> str:
    found = issuers.find_issuer(code)
    return words.in_language(found.name, get_language() or "") if found else ""
