"""Enquiries and complaints: which wait, whose they are, which are late, and all that was said."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common.asking.enquiries.about import thing_of
from yika.channels.common.asking.enquiries.shown import line, shown, staff_of
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Thing
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, Table, to
from yika.domain.enquiries import queries
from yika.domain.enquiries.rules import KIND_WORDS, EnquiryLine, EnquiryView, Kind, State
from yika.domain.staff.rules import Right
from yika.kit.actor import ActorKind
from yika.kit.errors import gettext_noop

OF_ONE = 10
COLUMNS = (
    gettext_noop("Number"),
    gettext_noop("About"),
    gettext_noop("State"),
    gettext_noop("Answer due"),
    gettext_noop("Looked after by"),
)
STATE_CHOICES = {
    State.OPEN: gettext_noop("Waiting for our answer"),
    State.ANSWERED: gettext_noop("Answered"),
    State.CLOSED: gettext_noop("Ended"),
}


@require_safe
def enquiries(request: HttpRequest) -> HttpResponseBase:
    """Those of the issuer, the newest first."""
    desk = open_desk(request, *RIGHTS["enquiries"])
    states = [(one.value, _(label)) for one, label in STATE_CHOICES.items()]
    kinds = [(one.value, _(KIND_WORDS[one])) for one in Kind]
    owners = [("me", _("Me")), ("nobody", _("Nobody yet"))]
    asked = request.GET
    owner = {"me": desk.by.id, "nobody": "nobody"}.get(asked.get("owner", ""), "")
    narrowed = {
        "state": asked.get("state", "") if asked.get("state") in dict(states) else "",
        "kind": asked.get("kind", "") if asked.get("kind") in dict(kinds) else "",
    }
    overdue = asked.get("overdue") == "yes"
    return Listing[EnquiryLine](
        title=_("Enquiries"),
        tab="enquiries",
        columns=[Column(_(label)) for label in COLUMNS],
        fetch=lambda limit, behind: queries.enquiries(
            by=desk.by,
            now=desk.now,
            owner=owner,
            overdue=overdue,
            limit=limit,
            after=behind,
            **narrowed,
        ),
        cells=lambda found: rows(desk, found),
        key=lambda one: one.id,
        filters=(
            Filter("state", _("State"), states),
            Filter("kind", _("Kind"), kinds),
            Filter("owner", _("Looked after by"), owners),
            Filter("overdue", _("Overdue"), [("yes", _("Overdue only"))]),
        ),
        empty=_("No enquiry is like this."),
        more={"lead": _standing(desk)},
    ).answer(desk)


def rows(desk: Desk, found: Sequence[EnquiryLine]) -> list[list[Cell]]:
    """Enquiries as a table shows them."""
    names = desk.names(*(one.owner for one in found))
    shown_ones = [line(one, desk.now) for one in found]
    return [
        [
            Cell(one.line.number, to("enquiry", one.line.id), under=one.kind),
            Cell(one.topic, under=desk.place(one.line.outlet)),
            Cell(one.state, tone=one.tone or "good", under=_level(one.line)),
            Cell(words.moment(one.line.due_at)),
            Cell(names.get(one.line.owner, "") or _("Nobody yet")),
        ]
        for one in shown_ones
    ]


def of_holder(desk: Desk, holder: str) -> list[Table]:
    """What a person has asked the issuer, for who may look at that."""
    if not desk.may(Right.ENQUIRIES_VIEW):
        return []
    found = queries.enquiries(by=desk.by, now=desk.now, holder=holder, limit=OF_ONE)
    columns = [Column(_(label)) for label in COLUMNS]
    return [Table(columns, rows(desk, found), _("Enquiries"))] * bool(found)


@require_safe
def enquiry(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """One with all that was said, who asked, and what can be done."""
    desk = open_desk(request, *RIGHTS["enquiries"])
    found = queries.enquiry(enquiry_id, by=desk.by, now=desk.now)
    names = desk.names(*staff_of(found))
    one = shown(found, desk.now, names)
    thing = Thing(
        title=f"{one.head.topic} {found.number}",
        tab="enquiries",
        back=to("enquiries"),
        tag=Cell(one.head.state, tone=one.head.tone or "good"),
        id=found.id,
        facts=_facts(desk, found, names),
        links=_next_steps(desk, found),
        notice=_("It is late. Somebody has to answer it now.") if one.head.overdue else "",
    )
    context = {"thing": thing, "tab": thing.tab, "title": thing.title, "one": one}
    return render(request, "console/correspondence/enquiry.html", context)


def _facts(desk: Desk, found: EnquiryView, names: dict[str, str]) -> list[tuple[str, Cell]]:
    person = to("holder", found.holder) if found.holder and desk.may(Right.PEOPLE_SEARCH) else ""
    thing = thing_of(found.about, desk.by, desk.now)
    facts = [
        (_("Kind"), Cell(_(KIND_WORDS[found.kind]), under=_level(found))),
        (_("From"), Cell(found.who or _("Somebody without a name"), person)),
        (_("Asked on"), Cell(words.moment(found.asked_at), under=found.channel)),
        (_("Answer due"), Cell(words.moment(found.due_at))),
        (_("Looked after by"), Cell(names.get(found.owner, "") or _("Nobody yet"))),
    ]
    if thing.name:
        where = to("card", thing.card.id) if thing.card else ""
        facts.append((_("About"), Cell(thing.name, where)))
    if found.page:
        facts.append((_("From page"), Cell(found.page)))
    if found.outlet:
        facts.append((_("Outlet"), Cell(desk.place(found.outlet))))
    return facts


def _level(found: EnquiryLine) -> str:
    return _("Level {level}").format(level=found.level) if found.level else ""


def _standing(desk: Desk) -> str:
    counts = queries.counts(by=desk.by, now=desk.now)
    said = _("{open} wait, {overdue} of them overdue; {mine} are yours.").format(
        open=counts.open, overdue=counts.overdue, mine=counts.mine
    )
    if counts.stars is None:
        return said
    stars = _("Satisfaction in 30 days: {stars} of 5 ({count} answers).").format(
        stars=f"{counts.stars / 10:.1f}", count=counts.rated
    )
    return f"{said} {stars}"


def _next_steps(desk: Desk, found: EnquiryView) -> list[Link]:
    links: list[Link] = []
    person = desk.by.kind is ActorKind.STAFF
    if found.may_answer:
        links.append(Link(_("Answer"), to("enquiry-answer", found.id), "pen", "primary"))
    if found.may_answer and person and found.owner != desk.by.id:
        links.append(Link(_("Take it on"), to("enquiry-take", found.id), "check"))
    if found.state is not State.CLOSED and desk.may(Right.ENQUIRIES_ANSWER):
        links.append(Link(_("Hand over"), to("enquiry-hand-over", found.id), "user"))
    if found.may_escalate:
        links.append(Link(_("Escalate"), to("enquiry-escalate", found.id), "up", "danger"))
    if found.may_close:
        links.append(Link(_("Close"), to("enquiry-close", found.id), "cross"))
    if desk.may(Right.AUDIT_VIEW):
        links.append(Link(_("Audit trail"), to("audit", query={"subject": found.id}), "clock"))
    return links
