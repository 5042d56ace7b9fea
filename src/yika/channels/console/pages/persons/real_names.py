"""How an issuer stands with real names: who is known how firmly, what waits, what is late."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yika.channels.console import chart, words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.pages.persons import ties
from yika.channels.console.sheets import Thing
from yika.channels.console.tables import Cell, Column, Table, to
from yika.domain.identity.queries import by_product
from yika.domain.identity.queries.overview import LEVELS, ProductFigures
from yika.domain.identity.queries.retention import face_count
from yika.domain.journal.queries import daily
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct

DAYS = 30
NEEDS: Mapping[str, str] = {
    "never": gettext_noop("never"),
    "before-activation": gettext_noop("before a card is activated"),
    "before-service": gettext_noop("before a card is used"),
    "above-limits": gettext_noop("above the limits of an unnamed card"),
}


@require_safe
def real_names(request: HttpRequest) -> HttpResponse:
    """All products that ask for a real name, with the last days."""
    desk = open_desk(request, *RIGHTS["real-names"])
    since = _first_moment(desk)
    found = by_product(by=desk.by, now=desk.now, since=since)
    asked = {code: one.product for code, one in desk.sold.items()}
    found = _with_unused(found, asked)
    submitted = _submitted(desk, since)
    sees_staff = desk.may(Right.STAFF_MANAGE, Right.AUDIT_VIEW)
    thing = Thing(
        title=_("Real names"),
        tab="real-names",
        back="",
        tables=[
            _known(found, asked),
            _checked(found, asked),
            *([ties.table(desk)] if sees_staff else []),
        ],
        notice=_alarm(desk),
    )
    context: dict[str, Any] = {
        "thing": thing,
        "tab": thing.tab,
        "title": thing.title,
        "figures": _figures(found),
        "chart": chart.chart(submitted),
        "submitted": [(words.day(on), words.many(many)) for on, many in submitted],
        "submitted_total": words.many(sum(many for _day, many in submitted)),
    }
    return render(request, "console/persons/real_names.html", context)


def _first_moment(desk: Desk) -> datetime:
    today = timezone.localtime(desk.now).date()
    return timezone.make_aware(datetime.combine(today - timedelta(days=DAYS - 1), time()))


def _submitted(desk: Desk, since: datetime) -> list[tuple[date, int]]:
    """How many were submitted on each of the last days."""
    found = daily(issuer=desk.issuer, event="identity.submitted", since=since, until=desk.now)
    days = (since.date() + timedelta(days=place) for place in range(DAYS))
    return [(day, found.get(day, 0)) for day in days]


def _with_unused(
    found: Sequence[ProductFigures], asked: Mapping[str, CardProduct]
) -> list[ProductFigures]:
    """With the products on sale that ask for a name, and for which nobody has come yet."""
    known = {one.product for one in found}
    nobody = dict.fromkeys(LEVELS, 0)
    unused = [
        ProductFigures(product=code, known=nobody)
        for code, product in asked.items()
        if product.real_name and code not in known
    ]
    return sorted([*found, *unused], key=lambda one: one.product)


def _figures(found: Sequence[ProductFigures]) -> list[tuple[str, str, str]]:
    """What is looked at first: label, figure, and how it is dressed."""
    waiting, late = sum(one.waiting for one in found), sum(one.late for one in found)
    decided, in_time = sum(one.decided for one in found), sum(one.in_time for one in found)
    return [
        (_("Being checked"), words.many(waiting), ""),
        (_("Late"), words.many(late), "stop" if late else ""),
        (_("Decided in {days} days").format(days=DAYS), words.many(decided), ""),
        (_("As soon as promised"), _share(in_time, decided), ""),
    ]


def _share(part: int, whole: int) -> str:
    """Rounded down: not all is never shown as all."""
    return f"{part * 100 // whole} %" if whole else words.NOTHING


def _alarm(desk: Desk) -> str:
    faces = face_count(alarm_at=settings.CONFIG.face_alarm, issuer=desk.issuer)
    if not faces.alarms:
        return ""
    text = ngettext(
        "{count} picture of a face is stored. At {filing} it must be filed with the authority.",
        "{count} pictures of faces are stored. At {filing} it must be filed with the authority.",
        faces.stored,
    )
    return text.format(count=words.many(faces.stored), filing=words.many(faces.filing_at))


def _known(found: Sequence[ProductFigures], asked: Mapping[str, CardProduct]) -> Table:
    return Table(
        columns=(
            Column(_("Product")),
            Column(_("When it is asked for")),
            *(Column(_("Level {level}").format(level=one), number=True) for one in LEVELS),
            Column(_("Ending soon"), number=True),
        ),
        rows=[
            [
                _product(one, asked),
                _asked(asked.get(one.product)),
                *(Cell(words.many(one.known[level])) for level in LEVELS),
                Cell(words.many(one.ending)),
            ]
            for one in found
        ],
        caption=_("How firmly holders are known"),
        empty=_("No product of this issuer asks for a real name."),
    )


def _checked(found: Sequence[ProductFigures], asked: Mapping[str, CardProduct]) -> Table:
    return Table(
        columns=(
            Column(_("Product")),
            Column(_("Begun"), number=True),
            Column(_("Being checked"), number=True),
            Column(_("Late"), number=True),
            Column(_("Confirmed"), number=True),
            Column(_("Not confirmed"), number=True),
            Column(_("As soon as promised"), number=True),
        ),
        rows=[
            [
                _product(one, asked),
                Cell(words.many(one.given)),
                Cell(words.many(one.waiting), under=_since(one)),
                Cell(words.many(one.late), tone="stop" if one.late else ""),
                Cell(words.many(one.approved)),
                Cell(words.many(one.refused)),
                Cell(_share(one.in_time, one.decided)),
            ]
            for one in found
        ],
        caption=_("Checks: what waits now, and the last {days} days").format(days=DAYS),
    )


def _since(one: ProductFigures) -> str:
    return _("since {at}").format(at=words.moment(one.oldest_at)) if one.oldest_at else ""


def _product(one: ProductFigures, asked: Mapping[str, CardProduct]) -> Cell:
    product = asked.get(one.product)
    if product is None:
        return Cell(one.product, under=_("not on sale"))
    return Cell(words.called(product.name), to("edition", product.code, product.edition))


def _asked(product: CardProduct | None) -> Cell:
    rule = product.real_name if product else None
    if rule is None:
        return Cell(words.NOTHING)
    level = _("Level {level}").format(level=rule.level)
    return Cell(level, under=words.said(NEEDS, rule.need))
