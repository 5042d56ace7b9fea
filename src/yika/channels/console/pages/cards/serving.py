"""Does something about an application at the console."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import go
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.pages.cards.applications import page
from yika.channels.console.pages.cards.deeds import DEEDS
from yika.channels.console.sheets import Sheet, sheet_page
from yika.channels.console.tables import to
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import ApplicationView
from yika.domain.staff.rules import Right


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, application_id: str, deed: str) -> HttpResponse:
    """The form of one deed; posted, it is done."""
    desk = open_desk(request, Right.APPLICATIONS_SERVE)
    view = queries.application(application_id, by=desk.by)
    if deed not in DEEDS:
        raise Http404
    found = DEEDS[deed]

    def save() -> HttpResponse:
        if found.action is None:
            return _address(desk, view)
        given = {ask.name: desk.given(ask.name) for ask in found.asks}
        found.action(application=application_id, **given, **desk.acting())
        return go("console:application", application_id)

    sheet = Sheet(
        title=_(found.title).format(case=view.case),
        tab="applications",
        back=to("application", application_id),
        button=_(found.button),
        lead=_(found.lead),
        asks=found.asks,
        danger=found.danger,
    )
    return sheet_page(desk, sheet, save)


def _address(desk: Desk, view: ApplicationView) -> HttpResponse:
    """It is shown this once, so the page cannot be a redirect to another."""
    receipt = actions.show_address(application=view.id, **desk.acting())
    told = " · ".join([receipt.addressee, *receipt.address.split("\n"), receipt.phone])
    response = page(desk, view, notice=told)
    response.headers["Cache-Control"] = "no-store"
    return response
