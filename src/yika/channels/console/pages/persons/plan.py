"""What is kept about people, why and how long, and what goes with the next sweep."""

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Table, to
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.identity.actions.retention import set_keeping_time
from yika.domain.identity.queries import retention as queries
from yika.domain.identity.queries.retention import Keeping
from yika.domain.identity.rules.retention import Disposal, OnErasure, class_of
from yika.domain.identity.rules.retention.plan import NotSettable
from yika.domain.journal.queries import next_work
from yika.domain.staff.rules import Right
from yika.domain.vault.rules.portions import Portion
from yika.kit.errors import Fault, Invalid, gettext_noop

SWEEP = "data.sweep"
DAYS_MAX = 5
NUMBER_EXPECTED = gettext_noop("Enter a number of days in digits.")
DAYS = Ask("days", AskKind.NUMBER, gettext_noop("Days"), max_length=DAYS_MAX)
DISPOSALS: Mapping[Disposal, str] = {
    Disposal.DESTROY_KEY: gettext_noop("Destroyed with its key"),
    Disposal.DELETE_ROW: gettext_noop("Deleted"),
    Disposal.UNNAME: gettext_noop("Stays without the person"),
    Disposal.KEEP: gettext_noop("Kept for good"),
}
ERASURES: Mapping[OnErasure, str] = {
    OnErasure.AT_ONCE: gettext_noop("At once"),
    OnErasure.WHEN_DUE: gettext_noop("When its days are over"),
    OnErasure.NEVER: gettext_noop("Stays: it names nobody, or the law wants it"),
}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The whole plan: what this issuer answers for first, then what the installation keeps."""
    desk = open_desk(request, *RIGHTS["data"])
    plan, due = queries.plan(desk.issuer), queries.due(by=desk.by, now=desk.now)
    manages = desk.may(Right.DATA_MANAGE)
    thing = Thing(
        title=_("Personal data"),
        tab="data",
        back=to("overview"),
        facts=_facts(desk, due),
        tables=[
            _own(desk, [one for one in plan if one.kind.settable], due),
            _installation([one for one in plan if not one.kind.settable]),
        ],
        links=[Link(_("Holds"), to("holds"), "lock", "primary")] * manages,
        notice=_alarm(),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, kind: str) -> HttpResponse:
    """How many days this issuer keeps one class of data."""
    desk = open_desk(request, Right.DATA_MANAGE)
    found = class_of(kind)
    if not found.settable:
        raise NotSettable(kind=kind)
    [now] = [one for one in queries.plan(desk.issuer) if one.kind is found]

    def act() -> None:
        days = _number(desk.given("days"))
        set_keeping_time(issuer=desk.issuer, kind=kind, days=days, **desk.acting())

    bounds = _("{least} to {most} days").format(least=found.least, most=found.most)
    sheet = Sheet(
        title=_("How long it is kept"),
        tab="data",
        back=to("data"),
        button=_("Keep it so"),
        lead=_pictures() if found.by_product else _at_once(),
        facts=[
            (_("Data"), _(found.name)),
            (_("Because"), _(found.ground)),
            (_("Counted from"), _(found.since)),
            (_("Then"), _(DISPOSALS[found.disposal])),
            (_("The plan allows"), bounds),
            (_("As it ships"), _days(found.days)),
        ],
        asks=[DAYS],
        values={"days": "" if now.days is None else str(now.days)},
    )
    return deed_page(desk, sheet, act)


def _pictures() -> str:
    return _(
        "Counts for checks that end from now on, and where the product says nothing else. Pictures "
        "of checks that have ended keep their day."
    )


def _at_once() -> str:
    return _(
        "Counts from the next sweep on, also for what is kept already. With fewer days, more is "
        "destroyed, and nothing brings it back."
    )


def _facts(desk: Desk, due: Mapping[str, Portion]) -> list[tuple[str, Cell]]:
    faces = queries.face_count(alarm_at=settings.CONFIG.face_alarm, issuer=desk.issuer)
    filing = _("At {count} it must be filed with the authority").format(
        count=words.many(faces.filing_at)
    )
    over = sum(one.count for one in due.values())
    facts = [
        (_("Next sweep"), Cell(words.moment(next_work(SWEEP)), under=_over(over))),
        (_("Stored pictures that show a face"), Cell(words.many(faces.stored), under=filing)),
    ]
    if desk.may(Right.DATA_MANAGE):
        bind = to("holds", query={"state": "binding"})
        held = {one.holder for one in queries.holds(by=desk.by, now=desk.now)}
        facts.append((_("People held by this issuer"), Cell(words.many(len(held)), bind)))
    return facts


def _over(count: int) -> str:
    text = ngettext("{count} thing of this issuer goes", "{count} things of this issuer go", count)
    return text.format(count=words.many(count)) if count else _("Nothing of this issuer goes")


def _alarm() -> str:
    """The duty is of the whole installation, so the alarm is too; whose they are is not told."""
    faces = queries.face_count(alarm_at=settings.CONFIG.face_alarm)
    if not faces.alarms:
        return ""
    return _(
        "So many pictures of faces are stored in this installation that it has to be filed with "
        "the authority, or soon will be. Tell who runs it, or keep pictures for fewer days."
    )


def _own(desk: Desk, plan: Sequence[Keeping], due: Mapping[str, Portion]) -> Table:
    return Table(
        columns=(
            Column(_("Data")),
            Column(_("Kept for")),
            Column(_("Counted from")),
            Column(_("Then")),
            Column(_("Over now"), number=True),
        ),
        rows=[
            [*_told(one, settable=desk.may(Right.DATA_MANAGE)), _due(due.get(one.kind.code))]
            for one in plan
        ],
        caption=_("What this issuer answers for"),
    )


def _installation(plan: Sequence[Keeping]) -> Table:
    return Table(
        columns=(
            Column(_("Data")),
            Column(_("Kept for")),
            Column(_("Counted from")),
            Column(_("Then")),
            Column(_("When somebody wants to be forgotten")),
        ),
        rows=[[*_told(one), Cell(_(ERASURES[one.kind.erasure]))] for one in plan],
        caption=_("What the installation keeps for all issuers"),
    )


def _told(one: Keeping, *, settable: bool = False) -> list[Cell]:
    """The class, which leads to its days where they may be set."""
    kind = one.kind
    where = to("data-keep", kind.code) if settable else ""
    return [
        Cell(_(kind.name), where, under=_(kind.ground)),
        Cell(_days(one.days), under=_whose(one)),
        Cell(_(kind.since)),
        Cell(_(DISPOSALS[kind.disposal])),
    ]


def _whose(one: Keeping) -> str:
    if not one.shipped:
        return _("set by this issuer")
    return _("or as the product says") if one.kind.by_product else ""


def _days(days: int | None) -> str:
    if days is None:
        return words.NOTHING
    if not days:
        return _("not at all")
    return ngettext("{count} day", "{count} days", days).format(count=words.many(days))


def _due(portion: Portion | None) -> Cell:
    if portion is None:
        return Cell(words.NOTHING)
    since = _("since {day}").format(day=f"{portion.oldest:%Y-%m-%d}") if portion.oldest else ""
    return Cell(words.many(portion.count), under=since)


def _number(typed: str) -> int:
    text = "".join(normalize("NFKC", typed).split())
    if not (text.isascii() and text.isdecimal() and len(text) <= DAYS_MAX):
        raise Invalid([Fault("days", "", NUMBER_EXPECTED)])
    return int(text)
