"""Home visits: who waits for one, who goes when, and what came back in another way."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, to
from yika.domain.people.queries import name_for
from yika.domain.staff.rules import Right
from yika.domain.visits import queries
from yika.domain.visits.rules.bundles import WHY_WORDS
from yika.domain.visits.rules.states import OPEN, STATE_WORDS, State
from yika.domain.visits.rules.views import VisitView
from yika.domain.visits.rules.wishes import PART_WORDS

TAKE, DESTROY = "take", "destroy"


@require_safe
def visits(request: HttpRequest) -> HttpResponseBase:
    """Those of this issuer, the newest first."""
    desk = open_desk(request, Right.VISITS_SERVE)
    state = request.GET.get("state", "")
    choices = [(one.value, _(STATE_WORDS[one])) for one in State]
    return Listing[VisitView](
        title=_("Home visits"),
        tab="visits",
        columns=(
            Column(_("Number")),
            Column(_("When")),
            Column(_("Outlet")),
            Column(_("Who goes")),
            Column(_("State")),
        ),
        fetch=lambda limit, behind: queries.visits(
            by=desk.by, state=state, limit=limit, after=behind
        ),
        cells=lambda found: _rows(desk, found),
        key=lambda one: one.id,
        lead=_("Two go together, to those who cannot come."),
        empty=_("There is none."),
        links=[Link(_("Those on which I go"), reverse("visit:mine"), "device")],
        filters=[Filter("state", _("State"), [*choices, ("held", _("Waits for a decision"))])],
    ).answer(desk)


@require_safe
def visit(request: HttpRequest, visit_id: str) -> HttpResponse:
    """One of them: wish, plan, and what became of it."""
    desk = open_desk(request, Right.VISITS_SERVE)
    found = queries.visit(visit_id, by=desk.by)
    thing = Thing(
        title=_("Home visit {number}").format(number=found.number),
        tab="visits",
        back=to("visits"),
        tag=_state(found),
        id=found.id,
        facts=_facts(desk, found),
        links=_links(desk, found),
        notice=_(WHY_WORDS[found.held.why]) if found.held else "",
    )
    return thing_page(desk, thing)


def _links(desk: Desk, found: VisitView) -> list[Link]:
    links = []
    if found.state in {State.REQUESTED, State.SCHEDULED}:
        links.append(Link(_("Plan it"), to("visit-schedule", found.id), "clock", "primary"))
    if found.state in OPEN:
        links.append(Link(_("Cancel it"), to("visit-cancel", found.id), "cross", "danger"))
    if found.held and desk.may(Right.APPROVALS_DECIDE) and desk.by.id not in found.staff:
        links.append(Link(_("Take it in"), to("visit-settle", found.id, TAKE), "check", "primary"))
        links.append(
            Link(_("Destroy it"), to("visit-settle", found.id, DESTROY), "cross", "danger")
        )
    return links


def _facts(desk: Desk, found: VisitView) -> list[tuple[str, Cell]]:
    facts = [
        (
            _("Holder"),
            Cell(name_for(found.holder, desk.by) or found.holder, to("holder", found.holder)),
        ),
        (_("Product"), Cell(found.product)),
        (_("Outlet"), Cell(desk.place(found.outlet))),
        (_("Days that suit"), Cell(wished(found))),
        (_("When"), Cell(_when(found))),
        (_("Who goes"), Cell(", ".join(queries.names_of(found)) or words.NOTHING)),
        (_("Where"), Cell(found.door.address if found.door else words.NOTHING)),
        (_("Asked for"), Cell(words.moment(found.requested_at))),
    ]
    if found.packed_at:
        facts.append((_("Taken along"), Cell(words.moment(found.packed_at))))
    if found.ended_at:
        facts.append((_("Ended"), Cell(words.moment(found.ended_at))))
    if found.troubles:
        facts.append((_("Could not be used"), Cell(", ".join(found.troubles))))
    if found.held:
        names = desk.names(found.held.by)
        until = _("Kept until {moment}").format(moment=words.moment(found.held.until))
        facts.append((_("Came back"), Cell(words.moment(found.held.at), under=until)))
        facts.append((_("By"), Cell(names[found.held.by])))
    return facts


def _rows(desk: Desk, found: Sequence[VisitView]) -> list[list[Cell]]:
    return [
        [
            Cell(one.number, to("visit", one.id)),
            Cell(_when(one), under="" if one.begins_at else wished(one)),
            Cell(desk.place(one.outlet)),
            Cell(", ".join(queries.names_of(one)) or words.NOTHING),
            _state(one),
        ]
        for one in found
    ]


def _state(found: VisitView) -> Cell:
    if found.held:
        return Cell(_("Waits for a decision"), tone="stop")
    tones = {State.REQUESTED: "warn", State.SCHEDULED: "good", State.PACKED: "good"}
    return Cell(_(STATE_WORDS[found.state]), tone=tones.get(found.state, "quiet"))


def _when(found: VisitView) -> str:
    if not (found.begins_at and found.ends_at):
        return words.NOTHING
    zone = ZoneInfo(found.zone)
    begins, ends = found.begins_at.astimezone(zone), found.ends_at.astimezone(zone)
    return f"{begins:%Y-%m-%d %H:%M}–{ends:%H:%M}"


def wished(found: VisitView) -> str:
    """The days and the time of the day that suit the holder."""
    days = ", ".join(words.day(day) for day in found.days)
    return f"{days} · {_(PART_WORDS[found.part])}"
