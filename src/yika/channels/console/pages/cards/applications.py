"""Applications at the console: what waits and what is late, and one with its history."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common.asking import applying
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.cards.deeds import DEEDS
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, Table, chosen_of, to
from yika.domain.applications import queries
from yika.domain.applications.rules import STATE_WORDS, ApplicationView
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

COLUMNS = (
    gettext_noop("Case number"),
    gettext_noop("Kind of card"),
    gettext_noop("State"),
    gettext_noop("Due"),
    gettext_noop("Comes to the holder"),
)


@require_safe
def applications(request: HttpRequest) -> HttpResponseBase:
    """The newest first, narrowed to a state, an outlet, or what is late."""
    desk = open_desk(request, *RIGHTS["applications"])
    places = [(one.id, words.called(one.name)) for one in desk.outlets.values()]
    filters = (
        Filter("state", _("State"), [(one.value, _(text)) for one, text in STATE_WORDS.items()]),
        Filter("outlet", _("Outlet"), places),
        Filter("late", _("Late"), [("yes", _("Late only"))]),
    )
    chosen = chosen_of(desk, filters)
    late = queries.late_count(by=desk.by, now=desk.now)
    return Listing[ApplicationView](
        title=_("Applications"),
        tab="applications",
        columns=_columns(),
        fetch=lambda limit, behind: queries.applications(
            by=desk.by,
            now=desk.now,
            state=chosen["state"],
            outlet=chosen["outlet"],
            late=bool(chosen["late"]),
            limit=limit,
            after=behind,
        ),
        cells=lambda found: rows(desk, found),
        key=lambda one: one.id,
        filters=filters,
        lead=_("{count} late").format(count=late) if late else "",
        empty=_("No application is like this."),
    ).answer(desk)


@require_safe
def application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One of them, and what can be done about it."""
    desk = open_desk(request, *RIGHTS["applications"])
    return page(desk, queries.application(application_id, by=desk.by))


def page(desk: Desk, view: ApplicationView, *, notice: str = "") -> HttpResponse:
    """One application, maybe with something that is shown only once."""
    one = applying.shown(view, now=desk.now)
    late = _("It is late. The holder was promised it earlier.") if one.late else ""
    thing = Thing(
        title=f"{one.name} {view.case}",
        tab="applications",
        back=to("applications"),
        tag=_tag(one),
        id=view.id,
        facts=_facts(desk, one),
        tables=[_history(desk, view)],
        links=_links(desk, view),
        notice=notice or late,
    )
    return thing_page(desk, thing)


def rows(desk: Desk, found: Sequence[ApplicationView]) -> list[list[Cell]]:
    """Applications as a table shows them."""
    shown = [applying.shown(one, now=desk.now) for one in found]
    return [
        [
            Cell(one.view.case, to("application", one.view.id)),
            Cell(one.name),
            _tag(one),
            Cell(words.moment(one.view.due_at)),
            Cell(one.place or _("by mail")),
        ]
        for one in shown
    ]


def _columns() -> list[Column]:
    return [Column(_(label)) for label in COLUMNS]


def _tag(one: applying.Shown) -> Cell:
    tone = "stop" if one.late else one.dress or "good"
    return Cell(one.state, tone=tone, under=_("Late") if one.late else "")


def _facts(desk: Desk, one: applying.Shown) -> list[tuple[str, Cell]]:
    view = one.view
    person = to("holder", view.holder) if desk.may(Right.PEOPLE_SEARCH) else ""
    card = to("card", view.card) if view.card and desk.may(Right.CARDS_VIEW) else ""
    facts = [
        (_("Applied for"), Cell(words.moment(view.submitted_at))),
        (_("Holder"), Cell(_("Look at the person"), person) if person else Cell(words.NOTHING)),
        (_("Comes to the holder"), Cell(one.place or _("by mail"), under=view.masked_address)),
        (_("Card put aside"), Cell(view.number or words.NOTHING, card)),
        (_("Due"), Cell(words.moment(view.due_at))),
    ]
    if view.number_chosen:
        facts.append((_("Number"), Cell(_("chosen by the holder"))))
    if one.reason:
        facts.append((_("Reason"), Cell(one.reason)))
    if view.tracking:
        facts.append((view.carrier, Cell(view.tracking)))
    if view.collect_until:
        facts.append((_("Kept until"), Cell(words.moment(view.collect_until))))
    return facts


def _history(desk: Desk, view: ApplicationView) -> Table:
    lines = applying.lines(view.id, by=desk.by)
    names = desk.names(*(line.who for line in lines))
    found = [
        [
            Cell(words.moment(line.at)),
            Cell(line.what, under=line.why),
            Cell(names.get(line.who, line.who)),
            Cell(line.note or words.NOTHING),
        ]
        for line in lines
    ]
    labels = (_("When"), _("What"), _("Who"), _("Note"))
    return Table([Column(label) for label in labels], found, _("History"))


def _links(desk: Desk, view: ApplicationView) -> list[Link]:
    if not desk.may(Right.APPLICATIONS_SERVE):
        return []
    return [
        Link(_(deed.button), to("application-do", view.id, name), tone=deed.tone)
        for name, deed in DEEDS.items()
        if deed.when(view)
    ]
