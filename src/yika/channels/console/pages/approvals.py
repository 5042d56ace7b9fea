"""Approvals: what a second person is asked for, with exactly what it is about."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.cards import blocks
from yika.channels.console.pages.persons.campaigns import excepting
from yika.channels.console.sheets import Sheet, Thing, deed_page, plain, thing_page
from yika.channels.console.tables import Cell, Column, Filter, Link, Listing, to
from yika.domain.campaigns.rules.exceptions import EXCEPTING
from yika.domain.cards.rules.stops import BLOCKING
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.machines.rules import APPROVAL_KIND
from yika.domain.staff import actions, queries
from yika.domain.staff.rules import ApprovalView, Outcome, Right
from yika.kit.errors import Fault, Invalid, gettext_noop

DECISION_EXPECTED = gettext_noop("Choose whether you approve it.")
DECISION = Ask(
    "decision",
    AskKind.CHOICE,
    gettext_noop("Your decision"),
    choices=(
        Choice("approve", gettext_noop("I approve it")),
        Choice("refuse", gettext_noop("I refuse it")),
    ),
)
TELLING = {BLOCKING: blocks.told, EXCEPTING: excepting.told}
"""What says in words what exactly is asked for; the rest is told name by name."""

CONTENT = {
    "cards": gettext_noop("Cards"),
    "issuer": gettext_noop("Issuer"),
    "name": gettext_noop("Name"),
    "reason": gettext_noop("Reason"),
    "scopes": gettext_noop("May"),
    "test": gettext_noop("Only for trying things out"),
}


@require_safe
def approvals(request: HttpRequest) -> HttpResponseBase:
    """What was asked for; who may not decide sees his own."""
    desk = open_desk(request, *RIGHTS["approvals"])
    outcomes = [(one.value, words.said(words.OUTCOMES, one)) for one in Outcome]
    asked = request.GET.get("outcome", "")
    outcome = Outcome(asked) if asked in dict(outcomes) else None
    return Listing[ApprovalView](
        title=_("Approvals"),
        tab="approvals",
        columns=(Column(_("What")), Column(_("Asked")), Column(_("Outcome")), Column(_("Decided"))),
        fetch=lambda limit, behind: queries.approvals(
            desk.by, outcome=outcome, limit=limit, before=behind or None
        ),
        cells=lambda found: _rows(desk, found),
        key=lambda one: one.id,
        filters=[Filter("outcome", _("Outcome"), outcomes)],
        empty=_("What needs a second person appears here."),
    ).answer(desk)


@require_safe
def approval(request: HttpRequest, approval_id: str) -> HttpResponse:
    """One request, with what it is about."""
    desk = open_desk(request, *RIGHTS["approvals"])
    found = queries.approval(approval_id, desk.by)
    thing = Thing(
        title=words.said(words.APPROVALS, found.kind),
        tab="approvals",
        back=to("approvals"),
        tag=_tag(found),
        id=found.id,
        facts=_facts(desk, found),
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, approval_id: str) -> HttpResponse:
    """Yes or no, by somebody else than who asked."""
    desk = open_desk(request, Right.APPROVALS_DECIDE)
    found = queries.approval(approval_id, desk.by)

    def act() -> None:
        decision = desk.given("decision")
        if decision not in {"approve", "refuse"}:
            raise Invalid([Fault("decision", "", DECISION_EXPECTED)])
        actions.decide_approval(approval=found.id, approve=decision == "approve", **desk.acting())

    sheet = Sheet(
        title=_("Decide"),
        tab="approvals",
        back=to("approval", found.id),
        button=_("Keep my decision"),
        lead=_("You answer for this together with who asked."),
        facts=plain(_facts(desk, found)),
        asks=[DECISION],
    )
    return deed_page(desk, sheet, act)


def _tag(found: ApprovalView) -> Cell:
    if found.used_at:
        return Cell(_("Done"), tone="good")
    return Cell(words.said(words.OUTCOMES, found.outcome), tone=_tone(found.outcome))


def _tone(outcome: Outcome) -> str:
    return "stop" if outcome is Outcome.REFUSED else words.tone(outcome)


def _rows(desk: Desk, found: Sequence[ApprovalView]) -> list[list[Cell]]:
    names = desk.names(*(one.asked_by for one in found), *(one.decided_by for one in found))
    return [
        [
            Cell(words.said(words.APPROVALS, one.kind), to("approval", one.id)),
            Cell(words.moment(one.asked_at), under=names[one.asked_by]),
            _tag(one),
            Cell(words.moment(one.decided_at), under=names.get(one.decided_by or "", "")),
        ]
        for one in found
    ]


def _facts(desk: Desk, found: ApprovalView) -> list[tuple[str, Cell]]:
    names = desk.names(found.asked_by, found.decided_by)
    facts = [
        (_("What"), Cell(words.said(words.APPROVALS, found.kind))),
        (_("About"), _subject(found)),
        *_content(found),
        (_("Asked"), Cell(words.moment(found.asked_at), under=names[found.asked_by])),
        (_("Good until"), Cell(words.moment(found.expires_at))),
    ]
    if found.decided_by:
        by = names[found.decided_by]
        facts.append((_("Decided"), Cell(words.moment(found.decided_at), under=by)))
    return facts


def _subject(found: ApprovalView) -> Cell:
    prefix = found.subject.partition("_")[0]
    pages = {"imp": "import", "card": "card"}
    where = to(pages[prefix], found.subject) if prefix in pages else ""
    return Cell(found.subject, where)


def _content(found: ApprovalView) -> list[tuple[str, Cell]]:
    """What exactly is asked for, where who asked has said it."""
    content = queries.asked_content(found) or {}
    if found.kind in TELLING:
        return [(label, Cell(text)) for label, text in TELLING[found.kind](content)]
    return [(words.said(CONTENT, name), Cell(_told(value))) for name, value in content.items()]


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(words.said(words.RIGHTS, str(one)) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _next_steps(desk: Desk, found: ApprovalView) -> list[Link]:
    asks_himself = found.asked_by == desk.by.id
    if found.outcome is Outcome.OPEN and desk.may(Right.APPROVALS_DECIDE) and not asks_himself:
        return [Link(_("Decide"), to("approval-decide", found.id), "check", "primary")]
    if found.outcome is not Outcome.APPROVED or found.used_at or not asks_himself:
        return []
    if found.kind == APPROVAL_KIND:
        where = to("key-new", query={"approval": found.id})
        return [Link(_("Make the key now"), where, "key", "primary")]
    if found.kind == EXCEPTING:
        where = to("campaign-except", found.subject, query={"approval": found.id})
        return [Link(_("Leave the card alone now"), where, "check", "primary")]
    if found.kind == BLOCKING:
        where = to("card-block", found.subject, query={"approval": found.id})
        return [Link(_("Block the card now"), where, "lock", "primary")]
    return []
