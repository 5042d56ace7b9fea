"""What an outlet offers by appointment: how long, for how many at a time, how far ahead."""

from unicodedata import normalize

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.directory.appointments import find_service, service_words
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import Cell, Column, Table, to
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import GOES_OUT, Service
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import Offer
from yika.domain.outlets.rules.refusals import NotServed
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

NUMBER_EXPECTED = gettext_noop("Enter a number in digits.")
NUMBER_MAX = 6
ASKS = (
    Ask(
        "minutes",
        AskKind.NUMBER,
        gettext_noop("Minutes for each"),
        gettext_noop("What is booked already keeps its length."),
        max_length=NUMBER_MAX,
    ),
    Ask("places", AskKind.NUMBER, gettext_noop("People at a time"), max_length=NUMBER_MAX),
    Ask(
        "days_ahead",
        AskKind.NUMBER,
        gettext_noop("Days ahead"),
        gettext_noop("How far ahead people can book"),
        max_length=NUMBER_MAX,
    ),
    Ask(
        "notice",
        AskKind.NUMBER,
        gettext_noop("Minutes before"),
        gettext_noop("How long before it begins a time can be booked at the latest"),
        max_length=NUMBER_MAX,
    ),
    Ask(
        "bookable",
        AskKind.CONFIRM,
        gettext_noop("Can be booked"),
        gettext_noop("Without the tick nobody books; what is booked stays."),
        required=False,
    ),
)
USUAL = {"minutes": "20", "places": "2", "days_ahead": "14", "notice": "60", "bookable": "yes"}


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, outlet_id: str, service: str) -> HttpResponse:
    """One service of one outlet."""
    desk = open_desk(request, Right.OUTLETS_MANAGE)
    place, named = desk.outlet(outlet_id), find_service(service)
    if named is None or named not in place.services:
        raise NotServed
    now = queries.find_offer(place.id, named)
    sheet = Sheet(
        title=_("By appointment"),
        tab="outlets",
        back=to("outlet", place.id),
        button=_("Keep it so"),
        lead=_("Times follow each other while the outlet is open, also on special days."),
        facts=[(_("Outlet"), words.called(place.name)), (_("Service"), service_words(named))],
        asks=ASKS,
        values=_values(now) if now else USUAL,
    )
    return deed_page(
        desk, sheet, lambda: actions.offer_service(offer=_told(desk, place, named), **desk.acting())
    )


def table(desk: Desk, place: OutletView) -> Table:
    """The services of an outlet, each with how it can be booked."""
    offered = {one.service: one for one in queries.offers(place.id)}
    return Table(
        columns=(
            Column(_("Service")),
            Column(_("Booked ahead")),
            Column(_("Minutes"), number=True),
            Column(_("At a time"), number=True),
            Column(_("To do")),
        ),
        rows=[
            _row(desk, place, one, offered.get(one))
            for one in place.services
            if one not in GOES_OUT
        ],
        caption=_("By appointment"),
        empty=_("The outlet is listed with no service yet. Change it to add some."),
    )


def _row(desk: Desk, place: OutletView, service: Service, offer: Offer | None) -> list[Cell]:
    may = desk.may(Right.OUTLETS_MANAGE) and not place.closed_at
    change = to("outlet-offer", place.id, service.value) if may else ""
    return [
        Cell(service_words(service)),
        _ahead(offer),
        Cell(str(offer.minutes) if offer else words.NOTHING),
        Cell(str(offer.places) if offer else words.NOTHING),
        Cell((_("Change") if offer else _("Offer it")) if may else words.NOTHING, change),
    ]


def _ahead(offer: Offer | None) -> Cell:
    if offer is None:
        return Cell(_("By number only"), tone="quiet")
    if not offer.bookable:
        return Cell(_("Paused"), tone="warn")
    return Cell(_("{days} days").format(days=offer.days_ahead), tone="good")


def _told(desk: Desk, place: OutletView, service: Service) -> Offer:
    """What was typed; a number that cannot be read is told at its field."""
    found, faults = {}, []
    for ask in ASKS[:-1]:
        text = "".join(normalize("NFKC", desk.given(ask.name)).split())
        if not (text.isascii() and text.isdecimal() and len(text) <= NUMBER_MAX):
            faults.append(Fault(ask.name, "", NUMBER_EXPECTED))
        else:
            found[ask.name] = int(text)
    if faults:
        raise Invalid(faults)
    return Offer(
        outlet=place.id,
        issuer=place.issuer,
        service=service,
        bookable=bool(desk.given("bookable")),
        **found,
    )


def _values(offer: Offer) -> dict[str, str]:
    return {
        "minutes": str(offer.minutes),
        "places": str(offer.places),
        "days_ahead": str(offer.days_ahead),
        "notice": str(offer.notice),
        "bookable": "yes" if offer.bookable else "",
    }
