"""The overview: how many cards there are, what happens with them, and what waits for somebody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yika.channels.console import chart, words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.access.machines import is_silent
from yika.channels.console.pages.imports.imports import how_far
from yika.channels.console.tables import Cell, Column, Table, to
from yika.domain.applications import queries as applications
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import STATE_WORDS, CardCount, DeliveryState, Edition, State
from yika.domain.enquiries import queries as enquiries
from yika.domain.identity import queries as identity
from yika.domain.imports import queries as imports
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal.queries import daily
from yika.domain.journal.rules import ParcelState
from yika.domain.machines import queries as machines
from yika.domain.messages import queries as messages
from yika.domain.staff import queries as staff
from yika.domain.staff.rules import Outcome, Right

DAYS = 30
SHOWN = (State.ACTIVE, State.HANDED_OUT, State.IN_STOCK, State.BLOCKED)
RECENT = 20
MOST = 99
STOCK_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for somebody."""

    words: str
    address: str
    tag: str
    tone: str = "warn"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    desk = open_desk(request, *RIGHTS["overview"])
    counts = cards.card_counts(desk.by)
    editions = cards.editions(desk.issuer)
    recent = imports.imports(desk.by, limit=RECENT)
    running = next((one for one in recent if not one.rests), None)
    activated = _activated(desk)
    sees_names = desk.may(Right.IDENTITY_VIEW)
    reviews = identity.review_counts(by=desk.by, now=desk.now) if sees_names else None
    context: dict[str, Any] = {
        "title": _("Overview"),
        "tab": "overview",
        "issuer": words.called(desk.house.name),
        "figures": _figures(counts),
        "chart": chart.chart(activated),
        "activated": [(words.day(on), words.many(many)) for on, many in activated],
        "activated_total": words.many(sum(many for _day, many in activated)),
        "waiting": _waiting(desk, recent, editions, reviews.late if reviews else 0),
        **({"to_review": reviews.own} if reviews else {}),
        **(how_far(running) if running else {}),
        "machines": _machines(desk),
        "stock": _stock(desk, counts, editions),
    }
    return render(request, "console/overview.html", context)


def _figures(counts: Sequence[CardCount]) -> list[tuple[str, str, str]]:
    """How many cards there are in the states that are looked at first, with where they stand."""
    many = Counter[State]()
    for one in counts:
        many[one.state] += one.many
    return [
        (_(STATE_WORDS[state]), words.many(many[state]), to("cards", query={"state": state}))
        for state in SHOWN
    ]


def _activated(desk: Desk) -> list[tuple[date, int]]:
    """How many cards were activated on each of the last days."""
    today = timezone.localtime(desk.now).date()
    first = today - timedelta(days=DAYS - 1)
    since = timezone.make_aware(datetime.combine(first, time()))
    found = daily(issuer=desk.issuer, event="card.activated", since=since, until=desk.now)
    days = (first + timedelta(days=place) for place in range(DAYS))
    return [(day, found.get(day, 0)) for day in days]


def _stock(desk: Desk, counts: Sequence[CardCount], editions: Sequence[Edition]) -> Table:
    """What lies in stock where, the most first."""
    names = {one.product.code: words.called(one.product.name) for one in editions}
    lines = [one for one in counts if one.state is State.IN_STOCK]
    lines.sort(key=lambda one: (-one.many, one.outlet, one.product))
    return Table(
        columns=[Column(_("Outlet")), Column(_("Product")), Column(_("In stock"), number=True)],
        rows=[
            [
                Cell(desk.place(line.outlet)),
                Cell(names.get(line.product, line.product)),
                Cell(words.many(line.many), to("stock", query={"outlet": line.outlet})),
            ]
            for line in lines[:STOCK_SHOWN]
        ],
        caption=_("Stock"),
        empty=_("Nothing is in stock."),
    )


def _waiting(
    desk: Desk, recent: list[ImportView], editions: Sequence[Edition], late_names: int
) -> list[Waiting]:
    """What somebody has to do, the most urgent first."""
    deliveries = cards.delivery_counts(desk.by)
    return [
        *_enquiries(desk),
        *_applications(desk),
        *_real_names(late_names),
        *_differences(deliveries),
        *_approvals(desk),
        *_imports(recent),
        *_editions(editions),
        *_given_up(desk),
        *_on_the_way(deliveries),
    ]


def _enquiries(desk: Desk) -> list[Waiting]:
    """Answers that are late, else those that nobody looks after."""
    if not desk.may(Right.ENQUIRIES_VIEW):
        return []
    counts = enquiries.counts(by=desk.by, now=desk.now)
    if many := counts.overdue:
        text = ngettext("{count} enquiry is overdue", "{count} enquiries are overdue", many)
        where = to("enquiries", query={"overdue": "yes"})
        return [Waiting(text.format(count=many), where, _("Enquiry"), "stop")]
    many = counts.unowned
    text = ngettext("{count} enquiry is nobody’s yet", "{count} enquiries are nobody’s yet", many)
    where = to("enquiries", query={"owner": "nobody", "state": "open"})
    return [Waiting(text.format(count=many), where, _("Enquiry"))] * bool(many)


def _applications(desk: Desk) -> list[Waiting]:
    """What was promised for earlier."""
    if not desk.may(Right.APPLICATIONS_VIEW):
        return []
    many = applications.late_count(by=desk.by, now=desk.now)
    text = ngettext("{count} application is late", "{count} applications are late", many)
    where = to("applications", query={"late": "yes"})
    return [Waiting(text.format(count=many), where, _("Application"), "stop")] * bool(many)


def _real_names(many: int) -> list[Waiting]:
    """Who was promised an answer about his name for earlier."""
    text = ngettext("{count} check of a name is late", "{count} checks of names are late", many)
    tag = _("Real name")
    return [Waiting(text.format(count=many), to("real-names"), tag, "stop")] * bool(many)


def _differences(counts: Mapping[DeliveryState, int]) -> list[Waiting]:
    state = DeliveryState.DIFFERS
    many = counts.get(state, 0)
    text = ngettext("{count} delivery differs", "{count} deliveries differ", many)
    where = to("deliveries", query={"state": state})
    return [Waiting(text.format(count=many), where, _("Stock"), "stop")] * bool(many)


def _on_the_way(counts: Mapping[DeliveryState, int]) -> list[Waiting]:
    state = DeliveryState.ON_THE_WAY
    many = counts.get(state, 0)
    text = ngettext(
        "{count} delivery is not counted yet", "{count} deliveries are not counted yet", many
    )
    where = to("deliveries", query={"state": state})
    return [Waiting(text.format(count=many), where, _("Stock"), "good")] * bool(many)


def _approvals(desk: Desk) -> list[Waiting]:
    """What others ask for; nobody decides on what he asked for himself."""
    if not desk.may(Right.APPROVALS_DECIDE):
        return []
    found = staff.approvals(desk.by, outcome=Outcome.OPEN, limit=MOST)
    open_ = [one for one in found if one.asked_by != desk.by.id and one.expires_at > desk.now]
    many = len([one for one in open_ if not one.subject.startswith("imp_")])
    text = ngettext("{count} approval waits for you", "{count} approvals wait for you", many)
    where = to("approvals", query={"outcome": Outcome.OPEN})
    return [Waiting(text.format(count=many), where, _("Approval"))] * bool(many)


def _imports(recent: list[ImportView]) -> list[Waiting]:
    many = len([one for one in recent if one.waits])
    text = ngettext("{count} import waits for approval", "{count} imports wait for approval", many)
    return [Waiting(text.format(count=many), to("imports"), _("Import"))] * bool(many)


def _editions(stored: Sequence[Edition]) -> list[Waiting]:
    many = len([one for one in stored if one.approved_at is None])
    text = ngettext(
        "{count} edition waits for a second person",
        "{count} editions wait for a second person",
        many,
    )
    return [Waiting(text.format(count=many), to("products"), _("Product"))] * bool(many)


def _given_up(desk: Desk) -> list[Waiting]:
    if not desk.may(Right.MESSAGES_VIEW):
        return []
    many = messages.given_up(desk.by)
    text = ngettext("{count} message was given up", "{count} messages were given up", many)
    where = to("messages", query={"state": ParcelState.GIVEN_UP})
    return [Waiting(text.format(count=many), where, _("Message"), "stop")] * bool(many)


def _machines(desk: Desk) -> list[tuple[str, str, str]]:
    """How many machines work, how many are silent, how many were never paired."""
    if not desk.may(Right.MACHINES_MANAGE, Right.AUDIT_VIEW):
        return []
    found = machines.machines(desk.by)
    paired = [one for one in found if one.paired_at]
    silent = [one for one in paired if is_silent(one, desk)]
    return [
        (words.many(len(paired) - len(silent)), _("Online"), "good"),
        (words.many(len(silent)), _("Silent"), "warn"),
        (words.many(len(found) - len(paired)), _("Not paired"), "quiet"),
    ]
