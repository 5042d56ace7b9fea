"""Proving a contact, to ask without signing in or to come back to what was asked."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.web.pages.help.known import remember
from yika.channels.web.pages.sign_in import CODE
from yika.domain.enquiries import queries as enquiries
from yika.domain.enquiries.rules import UnknownEnquiry, find_number, normal_page
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions, queries
from yika.domain.people.rules import Purpose
from yika.kit.errors import gettext_noop

CONTACT = Ask(
    "contact",
    AskKind.TEXT,
    gettext_noop("Mobile number or e-mail address"),
    gettext_noop("We answer there, and use it for nothing else."),
    max_length=120,
)
ASKED_FROM = Ask(
    "contact",
    AskKind.TEXT,
    gettext_noop("Mobile number or e-mail address"),
    gettext_noop("The one that you asked from."),
    max_length=120,
)
NUMBER = Ask(
    "number",
    AskKind.CODE,
    gettext_noop("Number of the enquiry"),
    gettext_noop("It stands in our message, such as K7F-32Q-9MA."),
    max_length=20,
)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Where can we answer? A code is sent there."""
    page = normal_page(request.GET.get("from", ""))

    def save() -> HttpResponse:
        return go("web:help-code", query=urlencode({"proof": _sent(request), "from": page}))

    more = {
        "heading": _("Where can we answer you?"),
        "lead": _("We send you a code, so that nobody can ask in your name."),
        "sign_in": urlencode({"next": f"/help/ask?{urlencode({'from': page})}"}),
    }
    return form_page(request, "web/help/contact.html", [CONTACT], save, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Come back to what was asked: its number, and the contact it was asked from."""

    def save() -> HttpResponse:
        number = find_number(request.POST.get("number", ""))
        if number is None:
            raise UnknownEnquiry(field="number")
        return go("web:help-code", query=urlencode({"proof": _sent(request), "number": number}))

    more = {
        "heading": _("See an enquiry of mine"),
        "lead": _("We send a code to the number or address that you asked from."),
        "sign_in": urlencode({"next": "/help"}),
    }
    return form_page(request, "web/help/contact.html", [NUMBER, ASKED_FROM], save, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent; with it this browser is known for half an hour."""
    who = visitor(request)
    proof = queries.sent_code(request.GET.get("proof", ""), now=who.now)
    number, page = request.GET.get("number", ""), normal_page(request.GET.get("from", ""))

    def save() -> HttpResponse:
        actions.check_code(
            proof=proof.id,
            code=request.POST.get("code", ""),
            purpose=Purpose.ENQUIRY,
            address=who.address,
            **asking(request, who.as_anybody()),
        )
        if not number:
            return remember(go("web:help-ask", query=urlencode({"from": page})), proof.id)
        found = enquiries.asked_from(number, proof=proof.id, now=who.now)
        return remember(go("web:enquiry", found), proof.id, found)

    again = "web:help-find" if number else "web:help-contact"
    return form_page(
        request, "web/help/code.html", [CODE], save, more={"proof": proof, "again": again}
    )


def _sent(request: HttpRequest) -> str:
    who = visitor(request)
    return actions.send_code(
        purpose=Purpose.ENQUIRY,
        contact=request.POST.get("contact", ""),
        address=who.address,
        language=get_language() or "",
        by=who.as_anybody(),
        now=who.now,
        request_id=request_id(request),
    ).id
