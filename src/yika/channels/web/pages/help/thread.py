"""One enquiry: all that was said, a further word, its end, and how satisfied I am."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common.asking.enquiries.about import thing_of
from yika.channels.common.asking.enquiries.shown import FURTHER, REMARK, STARS, shown
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, visitor
from yika.channels.web.pages.help.known import as_asker
from yika.domain.enquiries import actions, queries
from yika.kit.errors import gettext_noop


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """What was said so far, and what more there is to say."""
    who, by = visitor(request), as_asker(request, enquiry_id)
    if by is None:
        return go("web:help-find")
    found = queries.enquiry(enquiry_id, by=by, now=who.now)

    def save() -> HttpResponse:
        actions.add_words(
            enquiry=enquiry_id,
            words=request.POST.get("words", ""),
            address=who.address,
            **asking(request, by),
        )
        return go("web:enquiry", enquiry_id)

    more = {
        "tab": "me",
        "one": shown(found, who.now),
        "about": thing_of(found.about, by, who.now).name,
        "new": request.GET.get("new") == "1",
    }
    asks = [FURTHER] if found.may_add else []
    page = form_page(request, "web/help/enquiry.html", asks, save, more=more)
    page.headers["Cache-Control"] = "no-store"
    return page


@require_POST
def close(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """It is settled, or it is not wanted any more."""
    by = as_asker(request, enquiry_id)
    if by is None:
        return go("web:help-find")
    actions.close_enquiry(enquiry=enquiry_id, **asking(request, by))
    return go("web:enquiry", enquiry_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """One to five, and why."""
    who, by = visitor(request), as_asker(request, enquiry_id)
    if by is None:
        return go("web:help-find")
    found = queries.enquiry(enquiry_id, by=by, now=who.now)

    def save() -> HttpResponse:
        actions.rate_enquiry(
            enquiry=enquiry_id,
            stars=request.POST.get("stars", ""),
            words=request.POST.get("words", ""),
            **asking(request, by),
        )
        return go("web:enquiry", enquiry_id)

    title = gettext_noop("How satisfied are you?")
    more = {"tab": "me", "one": shown(found, who.now), "button": _("Send")}
    page = form_page(request, "web/help/rate.html", [STARS, REMARK], save, title=title, more=more)
    page.headers["Cache-Control"] = "no-store"
    return page
