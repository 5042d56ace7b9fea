"""My applications: where each stands, and what I can do about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.asking import applying
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, visitor
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import State
from yika.domain.applications.rules.states import REDIRECTS, STEPS, Act
from yika.domain.issuers import queries as issuers
from yika.kit import ids
from yika.kit.errors import gettext_noop

TAB = {"tab": "me"}


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    who = visitor(request)
    found = queries.applications_of(who.own.id, by=who.as_holder())
    context = TAB | {"applications": [applying.shown(one, now=who.now) for one in found]}
    return render(request, "web/applying/mine.html", context)


@require_safe
def of_errand(request: HttpRequest, errand_id: str) -> HttpResponse:
    """Where an errand led to that is done."""
    view = queries.of_errand(errand_id, by=visitor(request).as_holder())
    return go("web:application", view.id)


@require_safe
def application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One of them, with its whole history."""
    who = visitor(request)
    by = who.as_holder()
    view = queries.application(application_id, by=by)
    context = TAB | {
        "one": applying.shown(view, now=who.now),
        "lines": applying.lines(application_id, by=by),
        "hotline": issuers.issuer(view.issuer).hotline,
        "documents": applying.documents_words(view.documents),
        "can_redirect": view.state in REDIRECTS,
        "can_withdraw": view.state in STEPS[Act.WITHDRAWN][0],
        "can_arrive": view.state is State.SENT,
        "can_activate": view.state in {State.COLLECTED, State.DELIVERED},
        "request_id": ids.new_id(),
    }
    return render(request, "web/applying/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, application_id: str) -> HttpResponse:
    """Have it in another way: collected, or at a corrected address."""
    by = visitor(request).as_holder()
    view = queries.application(application_id, by=by)

    def save() -> HttpResponse:
        receipt = applying.receipt_given(request.POST.dict())
        actions.change_receipt(application=application_id, receipt=receipt, **asking(request, by))
        return go("web:application", application_id)

    offered = queries.ways(application_id, by=by)
    return form_page(
        request,
        "web/applying/form.html",
        applying.receipt_asks(view, offered),
        save,
        title=gettext_noop("How your card comes to you"),
        values=applying.receipt_values(view),
        more=TAB | {"view": view, "button": _("Save")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    """Ask once more, then take it back."""
    by = visitor(request).as_holder()
    view = queries.application(application_id, by=by)

    def save() -> HttpResponse:
        actions.withdraw_application(application=application_id, **asking(request, by))
        return go("web:application", application_id)

    more = {
        "view": view,
        "button": _("Withdraw the application"),
        "lead": _("The card is then no longer kept for you. You can apply again at any time."),
    }
    title = gettext_noop("Withdraw this application?")
    return form_page(request, "web/applying/form.html", [], save, title=title, more=TAB | more)


@require_POST
def arrived(request: HttpRequest, application_id: str) -> HttpResponse:
    """The card is there."""
    by = visitor(request).as_holder()
    actions.note_delivered(application=application_id, **asking(request, by))
    return go("web:application", application_id)
