"""Holds: of whom nothing is destroyed, why and until when; placed by one, lifted by another."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.sheets import Sheet, Thing, deed_page, plain, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, chosen_of, to
from yika.channels.console.typed import end_of_day
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.identity.actions.retention import lift_hold, place_hold
from yika.domain.identity.queries import retention as queries
from yika.domain.identity.rules.retention.holds import REASON_MAX, HoldView
from yika.domain.people import queries as people
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

BINDING = "binding"
DAY_EXPECTED = gettext_noop("Enter the last day of the hold.")
ASKS = (
    Ask(
        "reason",
        AskKind.TEXT,
        gettext_noop("Why"),
        gettext_noop("Such as the number of the case. It is kept encrypted."),
        max_length=REASON_MAX,
    ),
    Ask(
        "until",
        AskKind.DATE,
        gettext_noop("Last day"),
        gettext_noop("At most three years ahead; it can be placed again then."),
    ),
)


@require_safe
def holds(request: HttpRequest) -> HttpResponseBase:
    """Those of this issuer, the newest first; narrowed to those that bind if asked."""
    desk = open_desk(request, Right.DATA_MANAGE)
    filters = (Filter("state", _("State"), [(BINDING, _("Binds"))]),)
    ended = chosen_of(desk, filters)["state"] != BINDING
    return Listing[HoldView](
        title=_("Holds"),
        tab="data",
        columns=(
            Column(_("Person")),
            Column(_("Why")),
            Column(_("Placed")),
            Column(_("Until")),
            Column(_("State")),
        ),
        fetch=lambda _limit, _behind: queries.holds(by=desk.by, now=desk.now, ended=ended),
        cells=lambda found: _rows(desk, found),
        lead=_("As long as a hold binds, nothing of the person is destroyed."),
        empty=_("Nobody is held. Find a person first, and hold his data from his page."),
        filters=filters,
        links=[Link(_("Find a person"), to("search"), "search", "primary")],
    ).answer(desk)


@require_safe
def hold(request: HttpRequest, hold_id: str) -> HttpResponse:
    """One of them."""
    desk = open_desk(request, Right.DATA_MANAGE)
    found = queries.hold(hold_id, by=desk.by)
    own = found.binds(desk.now) and found.placed_by == desk.by.id
    lift = Link(_("Lift it"), to("hold-lift", found.id), "cross", "danger")
    thing = Thing(
        title=_("Hold"),
        tab="data",
        back=to("holds"),
        tag=_state(desk, found),
        id=found.id,
        facts=[
            (_("Person"), _person(desk, found.holder)),
            (_("Why"), Cell(found.reason)),
            *_times(desk, found),
        ],
        links=[lift] * (found.binds(desk.now) and not own),
        notice=_("You placed it yourself. A second person has to lift it.") * own,
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, holder_id: str) -> HttpResponse:
    """Let nothing of a person be destroyed until a day."""
    desk = open_desk(request, Right.DATA_MANAGE)
    person = people.seen_holder(holder_id, desk.by)
    sheet = Sheet(
        title=_("Hold the data"),
        tab="data",
        back=to("holder", person.id),
        button=_("Hold it"),
        lead=_(
            "It binds at once, for all that is kept of this person at any issuer: no sweep "
            "destroys it, and a wish to be forgotten has to wait. A second person lifts it."
        ),
        facts=[(_("Person"), person.masked_name or words.NOTHING)],
        asks=ASKS,
    )
    return deed_page(
        desk,
        sheet,
        lambda: place_hold(
            holder=person.id,
            reason=desk.given("reason"),
            until=end_of_day(desk, "until", DAY_EXPECTED),
            **desk.acting(),
        ),
        onward=lambda made: to("hold", made.id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, hold_id: str) -> HttpResponse:
    """End it before its day; by somebody else than who placed it."""
    desk = open_desk(request, Right.DATA_MANAGE)
    found = queries.hold(hold_id, by=desk.by)
    sheet = Sheet(
        title=_("Lift the hold"),
        tab="data",
        back=to("hold", found.id),
        button=_("Lift it"),
        lead=_(
            "What is over by then goes with the next sweep, unless another hold keeps it, and "
            "nothing brings it back."
        ),
        facts=[
            (_("Person"), _person(desk, found.holder).text),
            (_("Why"), found.reason),
            *plain(_times(desk, found)),
        ],
        danger=True,
    )
    return deed_page(desk, sheet, lambda: lift_hold(hold=found.id, **desk.acting()))


def _rows(desk: Desk, found: Sequence[HoldView]) -> list[list[Cell]]:
    names = desk.names(*(one.placed_by for one in found))
    return [
        [
            Cell(f"hld …{one.holder[-6:]}", to("hold", one.id)),
            Cell(one.reason),
            Cell(words.moment(one.placed_at), under=names[one.placed_by]),
            Cell(words.moment(one.until)),
            _state(desk, one),
        ]
        for one in found
    ]


def _state(desk: Desk, found: HoldView) -> Cell:
    if found.binds(desk.now):
        return Cell(_("Binds"), tone="warn")
    return Cell(_("Lifted") if found.lifted_at else _("Over"), tone="quiet")


def _person(desk: Desk, holder: str) -> Cell:
    """Masked; somebody who deals with this issuer no more is only a number."""
    name = people.name_for(holder, desk.by)
    return Cell(name, to("holder", holder)) if name else Cell(f"hld …{holder[-6:]}")


def _times(desk: Desk, found: HoldView) -> list[tuple[str, Cell]]:
    names = desk.names(found.placed_by, found.lifted_by)
    told = [
        (_("Placed"), Cell(words.moment(found.placed_at), under=names[found.placed_by])),
        (_("Until"), Cell(words.moment(found.until))),
    ]
    if found.lifted_at:
        by = names[found.lifted_by]
        told.append((_("Lifted"), Cell(words.moment(found.lifted_at), under=by)))
    return told
