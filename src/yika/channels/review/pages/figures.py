"""How the desk stands and what it did: queue, age, outcomes, reasons, and each reviewer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common.visitors import visitor
from yika.channels.review import charts, words
from yika.channels.review.desk import context, reviewer
from yika.domain.identity import queries
from yika.domain.identity.queries.reviewing import ReviewerFigures
from yika.domain.identity.rules.review.reasons import REFUSED_WORDS, Refused
from yika.domain.journal.queries import daily
from yika.domain.people.queries import handles
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop

SPANS = (7, 14, 30)
USUAL = 14
A_FEW = 10
HEADS = (
    gettext_noop("Decided"),
    gettext_noop("In an hour"),
    gettext_noop("Not confirmed"),
    gettext_noop("Asked for one thing"),
    gettext_noop("Second looks"),
    gettext_noop("Disagreed"),
)
"""What is told of each reviewer."""
DECIDED = ("identity.approved", "identity.refused", "identity.asked_again")
CLASSES = (
    gettext_noop("under 1 hour"),
    gettext_noop("1 to 4 hours"),
    gettext_noop("4 to 24 hours"),
    gettext_noop("1 to 2 days"),
    gettext_noop("over 2 days"),
)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All of it on one page, each chart also as a table."""
    by, now = reviewer(request), visitor(request).now
    days = _days(request)
    last = timezone.localtime(now).date()
    shown = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    since = timezone.make_aware(datetime.combine(shown[0], time()))
    found = queries.figures(by=by, now=now, since=since)
    came, decided = _daily(by, shown, since, now)
    ages = queries.waiting_ages(by=by, now=now)
    classes = [_(name) for name in CLASSES]
    more = {
        "spans": [(one, one == days) for one in SPANS],
        "days": days,
        "found": found,
        "oldest": words.lasting(now - found.oldest_at) if found.oldest_at else "–",
        "by_day": charts.columns([came, decided], [f"{day:%m-%d}" for day in shown]),
        "day_rows": list(zip((f"{day:%Y-%m-%d}" for day in shown), came, decided, strict=True)),
        "came": sum(came),
        "decided": sum(decided),
        "by_age": charts.columns([ages], classes),
        "age_rows": list(zip(classes, ages, strict=True)),
        "heads": [_(head) for head in HEADS],
        "people": _people(queries.reviewer_figures(by=by, since=since)),
        "reasons": _reasons(found.by_reason),
        "outcomes": charts.bars(
            {
                _("Confirmed"): found.approved,
                _("Asked for one thing again"): found.asked_again,
                _("Not confirmed"): found.refused,
            }
        ),
    }
    return render(request, "review/figures.html", context(request, tab="figures", **more))


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return next((one for one in SPANS if str(one) == asked), USUAL)


def _daily(
    by: Actor, shown: list[date], since: datetime, now: datetime
) -> tuple[list[int], list[int]]:
    """What was submitted and what was decided on each of these days."""

    def counted(event: str) -> Mapping[date, int]:
        return daily(issuer=by.issuer, event=event, since=since, until=now)

    came, ends = counted("identity.submitted"), [counted(event) for event in DECIDED]
    return [came.get(day, 0) for day in shown], [
        sum(one.get(day, 0) for one in ends) for day in shown
    ]


def _people(found: Sequence[ReviewerFigures]) -> list[charts.Row]:
    """Everybody with what he did, each figure beside a bar of its own."""
    names = handles({one.login for one in found})
    decided, hour, no, again, seen, odd = map(_, HEADS)
    most = max((one.decided for one in found), default=0)
    fastest = max((one.per_hour or 0 for one in found), default=0)
    looked = max((one.looked_at for one in found), default=0)
    return [
        charts.Row(
            name=names.get(one.login, _("The checks")),
            cells=(
                charts.cell(decided, str(one.decided), one.decided, most),
                charts.cell(hour, _speed(one.per_hour), one.per_hour, fastest),
                charts.cell(no, words.share(one.share_refused), one.share_refused, 1),
                charts.cell(again, words.share(one.share_asked_again), one.share_asked_again, 1),
                charts.cell(seen, str(one.looked_at), one.looked_at, looked),
                charts.cell(odd, words.share(one.share_doubted), one.share_doubted, 1, tone="odd"),
            ),
        )
        for one in found
    ]


def _speed(per_hour: float | None) -> str:
    """So many in an hour; the tenths only where there are few."""
    if not per_hour:
        return "–"
    return f"{per_hour:.1f}" if per_hour < A_FEW else f"{per_hour:.0f}"


def _reasons(by_reason: Mapping[str, int]) -> list[charts.Bar]:
    return charts.bars(
        {
            _(REFUSED_WORDS[Refused(reason)].staff): many
            for reason, many in by_reason.items()
            if reason in set(Refused)
        }
    )
