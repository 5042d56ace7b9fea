"""One search for everything: a card by its number or code, a holder, anything by its id."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import told
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.pages.cards import cards as cards_page
from yika.channels.console.pages.correspondence.enquiries import of_holder
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Link, Table, address, to
from yika.domain.cards import queries as cards
from yika.domain.enquiries import queries as enquiries
from yika.domain.enquiries.rules import UnknownEnquiry
from yika.domain.people import queries as people
from yika.domain.people.rules.holders import Field
from yika.domain.people.rules.views import MaskedHolder
from yika.domain.staff.rules import Right
from yika.kit.errors import NotFound, Refusal

PAGES = {
    "bat": "batch",
    "enq": "enquiry",
    "card": "card",
    "dhold": "hold",
    "dlv": "delivery",
    "dev": "machine",
    "hld": "holder",
    "imp": "import",
    "apv": "approval",
    "out": "outlet",
    "login": "colleague",
}
FOUND_MAX = 20


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """What was typed never gets into an address, for it may be a telephone number."""
    desk = open_desk(request, Right.CARDS_VIEW, Right.PEOPLE_SEARCH)
    typed = request.POST.get("typed", "").strip()[:300]
    trouble: list[str] = []
    if request.method == "POST":
        found = _by_id(typed) or _enquiry(desk, typed)
        found = found or _card(desk, typed, trouble) or _holders(desk, typed)
        if found:
            return found
        trouble = trouble or [_("Nothing was found. A name, number or address must be whole.")]
    context = {
        "title": _("Search"),
        "tab": "search",
        "trouble": trouble,
        "troubled": bool(trouble),
        "typed": typed,
    }
    return render(request, "console/search.html", context, status=404 if trouble else 200)


@require_safe
def holders(request: HttpRequest) -> HttpResponse:
    """Several holders of whom something is the same, masked."""
    desk = open_desk(request, Right.PEOPLE_SEARCH)
    wanted = request.GET.get("ids", "").split(",")[:FOUND_MAX]
    found = [people.seen_holder(one, desk.by) for one in wanted if one]
    table = Table(
        columns=[Column(_("Name")), Column(_("Mobile number")), Column(_("E-mail"))],
        rows=[
            [
                Cell(one.masked_name or words.NOTHING, to("holder", one.id)),
                Cell(one.masked_phone or words.NOTHING),
                Cell(one.masked_email or words.NOTHING),
            ]
            for one in found
        ],
        caption=_("Holders found"),
    )
    thing = Thing(title=_("Holders found"), tab="cards", back=to("cards"), tables=[table])
    return thing_page(desk, thing)


@require_safe
def holder(request: HttpRequest, holder_id: str) -> HttpResponse:
    """One holder, masked, with his cards of this issuer."""
    desk = open_desk(request, Right.PEOPLE_SEARCH)
    found = people.seen_holder(holder_id, desk.by)
    own = cards.cards_of(found.id, desk.by)
    table = Table(
        columns=[Column(_(label)) for label in cards_page.COLUMNS],
        rows=cards_page.rows(desk, own),
        caption=_("Cards of this issuer"),
        empty=_("No card of this issuer is registered to this person."),
    )
    audit = Link(_("Audit trail"), to("audit", query={"subject": found.id}), "clock")
    hold = Link(_("Hold the data"), to("hold-place", found.id), "lock")
    thing = Thing(
        title=found.masked_name or _("Somebody without a name"),
        tab="cards",
        back=to("cards"),
        id=found.id,
        facts=_facts(found),
        tables=[table, *of_holder(desk, found.id)],
        links=[audit] * desk.may(Right.AUDIT_VIEW) + [hold] * desk.may(Right.DATA_MANAGE),
        notice=_("Names and contacts are shown whole at the counter only, for a stated purpose."),
    )
    return thing_page(desk, thing)


def _facts(found: MaskedHolder) -> list[tuple[str, Cell]]:
    labels = {Field.PHONE: _("Mobile number"), Field.EMAIL: _("E-mail")}
    return [
        (
            labels[Field(one.kind.value)],
            Cell(one.masked, under=_("proven") if one.proven else _("not proven")),
        )
        for one in found.contacts
    ] + [(_("Language"), Cell({"zh-hans": "中文"}.get(found.language, "English")))]


def _by_id(typed: str) -> HttpResponse | None:
    prefix = typed.partition("_")[0]
    return go(f"console:{PAGES[prefix]}", typed) if "_" in typed and prefix in PAGES else None


def _enquiry(desk: Desk, typed: str) -> HttpResponse | None:
    if not desk.may(Right.ENQUIRIES_VIEW):
        return None
    try:
        return go("console:enquiry", enquiries.find_enquiry(typed, by=desk.by, now=desk.now).id)
    except UnknownEnquiry:
        return None


def _card(desk: Desk, typed: str, trouble: list[str]) -> HttpResponse | None:
    """The card; what is no number of a card may still be one of a telephone."""
    try:
        return go("console:card", cards.find_card(typed, desk.by).id)
    except NotFound:
        return None
    except Refusal as refused:
        trouble += told(refused)
        return None


def _holders(desk: Desk, typed: str) -> HttpResponse | None:
    found = people.search_holders(desk.by, typed) if desk.may(Right.PEOPLE_SEARCH) else []
    if len(found) == 1:
        return go("console:holder", found[0].id)
    query = address({"ids": ",".join(one.id for one in found)})
    return go("console:holders", query=query[1:]) if found else None
