"""Cards: found by what they are, shown masked, with all that stops them."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Thing, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, Table, to
from yika.domain.cards import queries
from yika.domain.cards.rules import REASON_WORDS, STATE_WORDS, STEPS, CardView, Reason, State
from yika.domain.cards.rules.stops import (
    CREDENTIAL_WORDS,
    ENDED_WORDS,
    KIND_WORDS,
    SCOPE_WORDS,
    Credential,
    Standing,
    StopKind,
    StopView,
)
from yika.domain.people.queries import name_for
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

COLUMNS = (
    gettext_noop("Card"),
    gettext_noop("Product"),
    gettext_noop("State"),
    gettext_noop("Outlet"),
    gettext_noop("Activated"),
)


@require_safe
def cards(request: HttpRequest) -> HttpResponseBase:
    """The cards of the issuer, the newest first."""
    desk = open_desk(request, *RIGHTS["cards"])
    states = [(one.value, _(STATE_WORDS[one])) for one in State]
    places = [(one.id, words.called(one.name)) for one in desk.outlets.values()]
    codes = sorted({one.product.code for one in queries.editions(desk.issuer)})
    asked = request.GET
    narrowed = {
        "state": asked.get("state", "") if asked.get("state") in dict(states) else "",
        "outlet": asked.get("outlet", "") if asked.get("outlet") in desk.outlets else "",
        "product": asked.get("product", "") if asked.get("product") in codes else "",
        "batch": asked.get("batch", "").strip()[:64],
    }
    return Listing[CardView](
        title=_("Cards"),
        tab="cards",
        columns=[Column(_(label)) for label in COLUMNS],
        fetch=lambda limit, behind: queries.cards(desk.by, limit=limit, after=behind, **narrowed),
        cells=lambda found: rows(desk, found),
        key=lambda one: one.id,
        filters=(
            Filter("state", _("State"), states),
            Filter("product", _("Product"), [(code, code) for code in codes]),
            Filter("outlet", _("Outlet"), places),
            Filter("batch", _("Batch")),
        ),
        empty=_("No card is like this."),
        more={"searching": True},
    ).answer(desk)


def rows(desk: Desk, found: Sequence[CardView]) -> list[list[Cell]]:
    """Cards as a table shows them: never with a whole number."""
    return [
        [
            Cell(one.masked_number, to("card", one.id)),
            Cell(words.called(one.name)),
            stands(one.standing),
            Cell(desk.place(one.outlet) or words.NOTHING),
            Cell(words.moment(one.activated_at)),
        ]
        for one in found
    ]


def tag(state: State) -> Cell:
    return Cell(_(STATE_WORDS[state]), tone=words.tone(state))


def stands(standing: Standing) -> Cell:
    """How a card stands, with the end of that where it has one."""
    until = _("until {end}").format(end=words.moment(standing.until)) if standing.until else ""
    tone = words.tone(standing.code) if not standing.stop else "stop"
    return Cell(_(standing.wording), tone=tone, under=until)


@require_safe
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """One card, masked, with its history."""
    desk = open_desk(request, *RIGHTS["cards"])
    found = queries.card(card_id, desk.by)
    thing = Thing(
        title=f"{words.called(found.name)} {found.masked_number}",
        tab="cards",
        back=to("cards"),
        tag=stands(found.standing),
        id=found.id,
        facts=_facts(desk, found),
        tables=[*_stops(desk, found), _history(desk, found)],
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


def _facts(desk: Desk, found: CardView) -> list[tuple[str, Cell]]:
    edition = _("{product}, edition {edition}").format(
        product=words.called(found.name), edition=found.edition
    )
    pin = queries.pin_of(found.id, by=desk.by, now=desk.now)
    facts = [
        (_("Product"), Cell(edition, to("edition", found.product, found.edition))),
        (_("Batch"), Cell(f"…{found.batch[-6:]}", to("batch", found.batch))),
        (_("Outlet"), Cell(desk.place(found.outlet) or words.NOTHING)),
        (_("Holder"), _holder(desk, found)),
        (_("Activated"), Cell(words.moment(found.activated_at))),
        (_("Valid until"), Cell(words.day(found.valid_until))),
    ]
    if pin:
        state = _("Locked") if pin.is_locked else _("Set") if pin.is_set else _("Not set")
        facts.append((_("PIN"), Cell(state)))
    return facts


def _holder(desk: Desk, found: CardView) -> Cell:
    if not found.holder:
        return Cell(words.NOTHING)
    name = name_for(found.holder, desk.by) or _("Somebody without a name")
    return Cell(name, to("holder", found.holder) if desk.may(Right.PEOPLE_SEARCH) else "")


def _stops(desk: Desk, found: CardView) -> list[Table]:
    """What stops the card and ever did; nothing where nothing ever has."""
    stops = queries.stops(found.id, desk.by)
    if not stops:
        return []
    names = desk.names(*(stop.by for stop in stops))
    columns = [_("What"), _("State"), _("Of what"), _("Since"), _("Until"), _("By")]
    return [
        Table(
            columns=[Column(label) for label in columns],
            rows=[_stop(stop, names) for stop in stops],
            caption=_("What stops it"),
        )
    ]


def _stop(stop: StopView, names: Mapping[str, str]) -> list[Cell]:
    reason = _(REASON_WORDS[Reason(stop.reason)]) if stop.reason else ""
    what = _(SCOPE_WORDS[stop.scope])
    if stop.credential is not Credential.ALL:
        what = _(CREDENTIAL_WORDS[stop.credential])
    return [
        Cell(_(KIND_WORDS[stop.kind]), under=" · ".join(filter(None, (reason, stop.note)))),
        Cell(_("In force"), tone="stop") if stop.is_open else Cell(_("Over"), tone="quiet"),
        Cell(what),
        Cell(words.moment(stop.since)),
        _end(stop),
        Cell(names.get(stop.by, stop.by), under=stop.channel),
    ]


def _end(stop: StopView) -> Cell:
    if stop.ended_at and stop.ended_how:
        return Cell(words.moment(stop.ended_at), under=_(ENDED_WORDS[stop.ended_how]))
    return Cell(words.moment(stop.until) if stop.until else _("Nobody knows yet"))


def _history(desk: Desk, found: CardView) -> Table:
    lines = queries.history(found.id, desk.by)
    names = desk.names(*(line.actor for line in lines))
    return Table(
        columns=[
            Column(_("When")),
            Column(_("Became")),
            Column(_("Reason")),
            Column(_("By")),
        ],
        rows=[
            [
                Cell(words.moment(line.at)),
                tag(line.after),
                Cell(
                    _(REASON_WORDS[Reason(line.reason)]) if line.reason else words.NOTHING,
                    under=line.note,
                ),
                Cell(names.get(line.actor, line.actor), under=line.channel),
            ]
            for line in reversed(lines)
        ],
        caption=_("History"),
    )


def _next_steps(desk: Desk, found: CardView) -> list[Link]:
    links: list[Link] = []
    blocks = desk.may(Right.CARDS_BLOCK)
    if blocks and (found.state is State.BLOCKED or State.BLOCKED in STEPS[found.state]):
        links.append(Link(_("Block"), to("card-block", found.id), "lock", "danger"))
    if blocks and any(stop.kind is StopKind.BLOCKED for stop in found.stops):
        links.append(Link(_("Unblock"), to("card-unblock", found.id), "check", "primary"))
    if desk.may(Right.AUDIT_VIEW):
        links.append(Link(_("Audit trail"), to("audit", query={"subject": found.id}), "clock"))
    return links
