"""Proving a name at the desk: begun for a card of somebody, or for a kind of card."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import visitor
from yika.channels.counter import named
from yika.channels.counter.desk import Desk, acting, asking_names, with_card, with_person
from yika.channels.counter.sheet import Given, Sheet, sheet_page
from yika.domain.errands import actions
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.errands.rules.refusals import AlreadyProven
from yika.domain.identity.queries import proof_of
from yika.kit.errors import Fault, Invalid, gettext_noop

KIND = "real-name"
CHOOSE = gettext_noop("Choose one of the kinds of card.")


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, card_id: str) -> HttpResponse:
    """Begin to prove who the holder of a card is, or go on with what is open."""
    desk = with_card(request, card_id)

    def line(_given: Given) -> str:
        return _("Begin to prove the name of {person}.").format(person=_name(desk))

    def act(_given: Given) -> HttpResponse:
        assert desk.card
        return _begun(request, desk.card.holder, card=card_id)

    return sheet_page(request, desk, Sheet(named.PROVE, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def prove_person(request: HttpRequest, holder: str) -> HttpResponse:
    """The same for somebody who has no card yet, for the kind of card that he wants."""
    desk = with_person(request, holder)
    now = visitor(request).now
    proof = proof_of(holder, desk.by.issuer, by=desk.by, now=now)
    found = asking_names(desk.by, proof, now=now)
    if not found:
        raise AlreadyProven
    known = {f"{desk.by.issuer}/{one.code}": one.name for one in found}
    which = Ask(
        "about",
        AskKind.CHOICE,
        gettext_noop("For which kind of card"),
        choices=tuple(Choice(about, name) for about, name in known.items()),
        value=next(iter(known), ""),
    )

    def act(given: Given) -> HttpResponse:
        if given.get("about") not in known:
            raise Invalid([Fault("about", "", CHOOSE)])
        return _begun(request, holder, about=given["about"])

    return sheet_page(request, desk, Sheet(named.PROVE_PERSON, asks=[which], act=act))


def _begun(request: HttpRequest, holder: str, *, card: str = "", about: str = "") -> HttpResponse:
    view = actions.begin_errand(
        kind=KIND,
        holder=holder,
        address=visitor(request).address,
        card=card,
        about=about,
        **acting(request),
    )
    return go("counter:errand", view.id)


def _name(desk: Desk) -> str:
    return desk.person.masked_name if desk.person else ""
