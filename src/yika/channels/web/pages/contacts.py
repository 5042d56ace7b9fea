"""My mobile numbers and e-mail addresses: add one, replace one, take one away."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.web.pages.sign_in import CODE
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions, queries
from yika.domain.people.rules import Purpose
from yika.kit import ids
from yika.kit.errors import gettext_noop

NEW = Ask("contact", AskKind.TEXT, gettext_noop("Mobile number or e-mail address"), max_length=120)


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """All of them, each with how it stands."""
    who = visitor(request)
    context = {"tab": "me", "holder": who.own, "request_id": ids.new_id()}
    return render(request, "web/contacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new one, or one in the place of `old`: a code goes there first."""
    who = visitor(request)
    own, old = who.own, request.GET.get("old", "")

    def save() -> HttpResponse:
        proof = actions.send_code(
            purpose=Purpose.PROVE,
            contact=request.POST.get("contact", ""),
            holder=own.id,
            address=who.address,
            language=get_language() or "",
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:contact-code", query=urlencode({"proof": proof.id, "old": old}))

    title = gettext_noop("Replace it by") if old else gettext_noop("Add a number or an address")
    more = {
        "tab": "me",
        "button": _("Send the code"),
        "lead": _("We tell your old number or address, and for three days resets go there only.")
        if old
        else "",
    }
    return form_page(request, "web/me_form.html", [NEW], save, title=title, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that went to the new one."""
    who = visitor(request)
    own, old = who.own, request.GET.get("old", "")
    proof = queries.sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        about = asking(request, who.as_holder())
        code, where = request.POST.get("code", ""), who.address
        if old:
            actions.change_contact(
                holder=own.id, old=old, proof=proof.id, code=code, address=where, **about
            )
        else:
            actions.prove_contact(holder=own.id, proof=proof.id, code=code, address=where, **about)
        return go("web:contacts")

    more = {
        "tab": "me",
        "lead": _("We sent a code to {where}.").format(where=proof.masked),
        "button": _("Go on"),
    }
    return form_page(
        request, "web/me_form.html", [CODE], save, title=gettext_noop("Enter the code"), more=more
    )


@require_POST
def remove(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Take one away; the last one stays."""
    who = visitor(request)
    actions.remove_contact(
        holder=who.own.id,
        contact=contact_id,
        by=who.as_holder(),
        now=who.now,
        request_id=request_id(request),
    )
    return go("web:contacts")
