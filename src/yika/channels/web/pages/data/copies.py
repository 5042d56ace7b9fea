"""A copy of everything that is kept about me: asked for, waited for, taken away."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.channels.web.pages.data import step_up
from yika.domain.identity.actions.retention import ask_copy, open_copy
from yika.domain.identity.queries.retention import copies_of, copy
from yika.domain.identity.rules.retention.sections import CopyView, Form
from yika.kit import ids

TYPES = {
    Form.DATA: ("application/json", "json"),
    Form.PAGE: ("text/html; charset=utf-8", "html"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest) -> HttpResponse:
    """Those I asked for and how they stand; the button asks for a new one."""
    who = visitor(request)

    def save() -> HttpResponse:
        if to_code := step_up.first(request, "copies"):
            return to_code
        ask_copy(
            holder=who.own.id, language=get_language() or "", **asking(request, who.as_holder())
        )
        return go("web:copies")

    found = [_shown(one, who) for one in copies_of(who.own.id, by=who.as_holder())]
    more = {"tab": "me", "copies": found, "being_made": any(one["waits"] for one in found)}
    return form_page(request, "web/data/copies.html", [], save, more=more)


@require_POST
def download(request: HttpRequest, copy_id: str, form: str) -> HttpResponse:
    """The copy as a file. Each time it is handed out is written down first."""
    who = visitor(request)
    by = who.as_holder()
    if to_code := step_up.first(request, "copies"):
        return to_code
    told = open_copy(copy=copy_id, form=form, by=by, now=who.now, request_id=str(ids.new_id()))
    kind, ending = TYPES[Form(form)]
    made_at = copy(copy_id, by=by).made_at or who.now
    response = HttpResponse(told, content_type=kind)
    name = f"yika-{localtime(made_at):%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(view: CopyView, who: Visitor) -> dict[str, object]:
    ready, waits = view.is_ready(who.now), view.made_at is None
    state, dress = _("Time is over"), "quiet"
    if waits:
        state, dress = _("Being made"), "warn"
    elif ready:
        state, dress = _("Ready"), ""
    return {"view": view, "ready": ready, "waits": waits, "state": state, "dress": dress}
