"""The holder's password: a first one, another one, a forgotten one; and a forgotten card PIN."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.forms import check_same
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.web.pages.card import own_card
from yika.channels.web.pages.sign_in import CODE, CONTACT
from yika.domain.cards import actions as card_actions
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people import actions, queries
from yika.domain.people.rules import Purpose
from yika.kit.errors import gettext_noop

OLD = Ask("old", AskKind.PASSWORD, gettext_noop("Password until now"), secret=True, max_length=128)
NEW = Ask(
    "new",
    AskKind.NEW_PASSWORD,
    gettext_noop("New password"),
    gettext_noop("At least 12 characters. Several words are good and easy to keep in mind."),
    secret=True,
    max_length=128,
)
AGAIN = Ask(
    "again", AskKind.NEW_PASSWORD, gettext_noop("The same once more"), secret=True, max_length=128
)
PIN = Ask("new", AskKind.PIN, gettext_noop("New PIN"), secret=True, max_length=12)
PIN_AGAIN = Ask("again", AskKind.PIN, gettext_noop("New PIN once more"), secret=True, max_length=12)
NOT_THE_SAME = gettext_noop("The two entries differ. Enter the same twice.")


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A first password, or a new one for the old one."""
    who = visitor(request)
    own = who.own
    sign_in = who.signed_in.sign_in

    def save() -> HttpResponse:
        check_same(request.POST, "new", "again", NOT_THE_SAME)
        new, old = request.POST.get("new", ""), request.POST.get("old", "")
        about = asking(request, who.as_holder())
        if own.has_password:
            actions.change_password(sign_in=sign_in, old=old, new=new, **about)
        else:
            actions.set_password(sign_in=sign_in, new=new, **about)
        return go("web:me")

    title = gettext_noop("Change the password") if own.has_password else gettext_noop("Password")
    asks = [OLD, NEW, AGAIN] if own.has_password else [NEW, AGAIN]
    return form_page(request, "web/me_form.html", asks, save, title=title, more={"tab": "me"})


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """To which number or address shall the code go?"""
    who = visitor(request)

    def save() -> HttpResponse:
        proof = actions.send_code(
            purpose=Purpose.RESET,
            contact=request.POST.get("contact", ""),
            address=who.address,
            language=get_language() or "",
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:reset-password-code", query=urlencode({"proof": proof.id}))

    contact = Ask("contact", AskKind.TEXT, CONTACT.label, max_length=CONTACT.max_length)
    title, more = gettext_noop("New password"), {"button": _("Send the code"), "back": "/sign-in"}
    return form_page(request, "web/me_form.html", [contact], save, title=title, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """The code, and the new password at once."""
    who = visitor(request)
    proof = queries.sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        check_same(request.POST, "new", "again", NOT_THE_SAME)
        actions.reset_password(
            proof=proof.id,
            code=request.POST.get("code", ""),
            new=request.POST.get("new", ""),
            address=who.address,
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:sign-in-password")

    title = gettext_noop("New password")
    more = {"lead": _("We sent a code to {where}.").format(where=proof.masked), "back": "/sign-in"}
    asks = [CODE, NEW, AGAIN]
    return form_page(request, "web/me_form.html", asks, save, title=title, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_pin(request: HttpRequest, card_id: str) -> HttpResponse:
    """A code to one of my contacts proves that it is me."""
    who = visitor(request)
    own = who.own
    card = own_card(who, card_id)
    usable = [one for one in own.contacts if one.proven and one.usable]
    where = Ask(
        "contact",
        AskKind.CHOICE,
        gettext_noop("Where shall the code go?"),
        choices=tuple(Choice(one.id, one.masked, literal=True) for one in usable),
        value=usable[0].id if usable else "",
    )

    def save() -> HttpResponse:
        proof = actions.send_code(
            purpose=Purpose.STEP_UP,
            contact_id=request.POST.get("contact", ""),
            holder=own.id,
            address=who.address,
            language=get_language() or "",
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:card-pin-code", card.id, query=urlencode({"proof": proof.id}))

    more = {"tab": "home", "button": _("Send the code"), "back": f"/cards/{card.id}"}
    title = gettext_noop("New PIN")
    return form_page(request, "web/me_form.html", [where], save, title=title, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def reset_pin(request: HttpRequest, card_id: str) -> HttpResponse:
    """The code, and the new PIN at once."""
    who = visitor(request)
    by = who.as_holder()
    card = own_card(who, card_id)
    proof = queries.sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        check_same(request.POST, "new", "again", NOT_THE_SAME)
        card_actions.reset_pin(
            card=card.id,
            pin=request.POST.get("new", ""),
            proof=proof.id,
            code=request.POST.get("code", ""),
            address=who.address,
            **asking(request, by),
        )
        return go("web:card", card.id)

    more = {
        "tab": "home",
        "lead": _("We sent a code to {where}.").format(where=proof.masked),
        "back": f"/cards/{card.id}",
    }
    title, asks = gettext_noop("New PIN"), [CODE, PIN, PIN_AGAIN]
    return form_page(request, "web/me_form.html", asks, save, title=title, more=more)
