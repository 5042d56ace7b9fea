"""Plans a home visit, calls it off, or decides about what came back in another way."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.pages.outlets.visits import DESTROY, TAKE, wished
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import to
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.staff.rules import Right
from yika.domain.visits import actions, queries
from yika.domain.visits.rules.bundles import WHY_WORDS
from yika.domain.visits.rules.refusals import NothingHeld
from yika.domain.visits.rules.views import VisitView
from yika.kit.errors import Fault, Invalid, gettext_noop

DAY = Ask("day", AskKind.DATE, gettext_noop("Day"))
TIME = Ask("time", AskKind.TEXT, gettext_noop("From"), gettext_noop("Such as 14:30."), max_length=5)
MINUTES = Ask("minutes", AskKind.NUMBER, gettext_noop("Minutes"), max_length=3)
WHEN_EXPECTED = gettext_noop("expected a day, a time such as 14:30, and minutes")


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, visit_id: str) -> HttpResponse:
    """When it is and who goes; the holder is told."""
    desk = open_desk(request, Right.VISITS_SERVE)
    found = queries.visit(visit_id, by=desk.by)

    def act() -> None:
        begins, ends = _span(desk)
        actions.schedule_visit(
            visit=found.id,
            begins_at=begins,
            ends_at=ends,
            first=desk.given("first"),
            second=desk.given("second"),
            **desk.acting(),
        )

    sheet = Sheet(
        title=_("Plan the home visit"),
        tab="visits",
        back=to("visit", found.id),
        button=_("Plan it"),
        lead=_("The holder is told when it is, who comes, and what they say at the door."),
        facts=[(_("Days that suit"), wished(found)), (_("Outlet"), desk.place(found.outlet))],
        asks=[DAY, TIME, MINUTES, *_who(desk)],
        values=_planned(found),
    )
    return deed_page(desk, sheet, act)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, visit_id: str) -> HttpResponse:
    """Call it off; the holder is told."""
    desk = open_desk(request, Right.VISITS_SERVE)
    found = queries.visit(visit_id, by=desk.by)
    sheet = Sheet(
        title=_("Cancel the home visit"),
        tab="visits",
        back=to("visit", found.id),
        button=_("Cancel it"),
        lead=_("The holder is told that nobody comes, and his address is destroyed."),
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.cancel_visit(visit=found.id, **desk.acting()))


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, visit_id: str, deed: str) -> HttpResponse:
    """Take in what was kept, or destroy it."""
    if deed not in {TAKE, DESTROY}:
        raise Http404
    desk = open_desk(request, Right.APPROVALS_DECIDE)
    found = queries.visit(visit_id, by=desk.by)
    held = found.held
    if held is None:
        raise NothingHeld
    sheet = Sheet(
        title=_("Take in what was kept") if deed == TAKE else _("Destroy what was kept"),
        tab="visits",
        back=to("visit", found.id),
        button=_("Take it in") if deed == TAKE else _("Destroy it"),
        lead=_("Nobody's word counts for what was seen: it is checked as if sent from afar.")
        if deed == TAKE
        else _("Nobody can read it then, and it cannot be brought back."),
        facts=[(_("Why it was kept"), _(WHY_WORDS[held.why]))],
        danger=deed == DESTROY,
    )
    return deed_page(
        desk,
        sheet,
        lambda: actions.settle_bundle(bundle=held.bundle, take=deed == TAKE, **desk.acting()),
    )


def _who(desk: Desk) -> list[Ask]:
    names = queries.goers(by=desk.by)
    there = tuple(Choice(login, handle, literal=True) for login, handle in names.items())
    return [
        Ask("first", AskKind.CHOICE, gettext_noop("Who goes"), choices=there),
        Ask("second", AskKind.CHOICE, gettext_noop("And with whom"), choices=there),
    ]


def _planned(found: VisitView) -> dict[str, str]:
    """What the form begins with: the plan as it stands, or the first day that suits."""
    values = {"day": found.days[0].isoformat(), "minutes": "60"}
    if found.begins_at and found.ends_at:
        begins = found.begins_at.astimezone(ZoneInfo(found.zone))
        minutes = (found.ends_at - found.begins_at) // timedelta(minutes=1)
        values = {"day": f"{begins:%Y-%m-%d}", "time": f"{begins:%H:%M}", "minutes": str(minutes)}
        values |= dict(zip(("first", "second"), found.staff, strict=False))
    return values


def _span(desk: Desk) -> tuple[datetime, datetime]:
    try:
        typed = f"{desk.given('day').strip()} {desk.given('time').strip()}"
        begins = datetime.strptime(typed, "%Y-%m-%d %H:%M").replace(
            tzinfo=ZoneInfo(desk.house.zone)
        )
        return begins, begins + timedelta(minutes=int(desk.given("minutes")))
    except (ValueError, OverflowError):
        raise Invalid([Fault("time", "", WHEN_EXPECTED)]) from None
