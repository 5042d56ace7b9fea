"""Asking: what is it about, in your own words; then it has a number."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from yika.channels.common import words
from yika.channels.common.asking.enquiries.about import NOTHING, thing_of
from yika.channels.common.asking.enquiries.shown import KIND, TOPIC, WORDS, question
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, visitor
from yika.channels.web.pages.help.known import Known, known, remember
from yika.domain.enquiries import actions
from yika.domain.enquiries.rules import Asker, Question, about_page, normal_page, normal_question
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import IssuerView
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid, gettext_noop

CHOOSE_ISSUER = gettext_noop("Choose whom you want to ask.")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, with what was on the page; who has not signed in proves a contact first."""
    who, shown = visitor(request), known(request)
    page = normal_page(request.GET.get("from", ""))
    if not who.holder and not shown.proof:
        return go("web:help-contact", query=urlencode({"from": page}))
    by = who.as_holder() if who.holder else who.as_anybody()
    about = about_page(page)
    thing = thing_of(about, by, who.now) if who.holder else NOTHING
    house = thing.issuer
    houses = issuers.issuers()

    def save() -> HttpResponse:
        asked = question(request.POST, about=about if house else "", page=page)
        found = actions.ask_enquiry(
            issuer=_chosen(house or request.POST.get("issuer", ""), houses, asked),
            question=asked,
            asker=Asker(proof="" if who.holder else shown.proof, language=get_language() or ""),
            address=who.address,
            **asking(request, by),
        )
        return _shown(found.id, by, shown)

    asks = [KIND, TOPIC, WORDS]
    if not house and len(houses) > 1:
        asks = [_issuer(houses), *asks]
    more = {"tab": "me", "about": thing.name, "page": page}
    return form_page(request, "web/help/ask.html", asks, save, more=more)


def _shown(enquiry: str, by: Actor, shown: Known) -> HttpResponse:
    response = go("web:enquiry", enquiry, query="new=1")
    signed_in = by.id.startswith("hld_")
    return response if signed_in else remember(response, shown.proof, enquiry)


def _issuer(houses: list[IssuerView]) -> Ask:
    language = get_language() or ""
    return Ask(
        "issuer",
        AskKind.CHOICE,
        gettext_noop("Whom do you want to ask?"),
        choices=tuple(
            Choice(house.code, words.in_language(house.name, language), literal=True)
            for house in houses
        ),
    )


def _chosen(code: str, houses: list[IssuerView], asked: Question) -> str:
    """Who is asked; all that is wrong is told at once, also what is wrong with the question."""
    codes = [house.code for house in houses]
    if len(codes) == 1:
        return codes[0]
    faults = [] if code in codes else [Fault("issuer", "", CHOOSE_ISSUER)]
    try:
        normal_question(asked)
    except Invalid as wrong:
        faults += wrong.faults
    if faults:
        raise Invalid(faults)
    return code
