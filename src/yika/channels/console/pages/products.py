"""Products: the editions cards are sold under, and those that wait for a second person."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words as common
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, Thing, deed_page, thing_page
from yika.channels.console.tables import Cell, Column, Link, Listing, Table, to
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import Edition, in_force
from yika.domain.staff.rules import Right
from yika.products.difference import Effect, difference

EFFECT_TONES = {Effect.TIGHTER: "warn", Effect.LOOSER: "good", Effect.NEUTRAL: "quiet"}


@require_safe
def products(request: HttpRequest) -> HttpResponseBase:
    """Every edition, the newest of each product first."""
    desk = open_desk(request, *RIGHTS["products"])
    return Listing[Edition](
        title=_("Products"),
        tab="products",
        columns=(
            Column(_("Product")),
            Column(_("Edition"), number=True),
            Column(_("State")),
            Column(_("Holds from")),
            Column(_("Proposed")),
        ),
        fetch=lambda _limit, _behind: _newest_first(queries.editions(desk.issuer)),
        cells=lambda found: _rows(desk, found),
        empty=_("Editions appear here once one was proposed."),
    ).answer(desk)


@require_safe
def edition(request: HttpRequest, product: str, number: int) -> HttpResponse:
    """One edition: what it says, and what it changes."""
    desk = open_desk(request, *RIGHTS["products"])
    stored = queries.editions(desk.issuer, product)
    found = queries.edition(desk.issuer, product, number)
    names = desk.names(found.proposed_by, found.approved_by)
    proposed_by = names.get(found.proposed_by, "")
    facts = [
        (_("Edition"), Cell(str(found.number))),
        (_("Holds from"), Cell(words.day(found.effective_on))),
        (_("Valid"), Cell(common.validity(found.product))),
        (_("Proposed"), Cell(words.moment(found.proposed_at), under=proposed_by)),
    ]
    if found.approved_at:
        approved_by = names.get(found.approved_by or "", "")
        facts.append((_("Approved"), Cell(words.moment(found.approved_at), under=approved_by)))
    thing = Thing(
        title=words.called(found.product.name),
        tab="products",
        back=to("products"),
        tag=_tag(found, _holding(desk, stored)),
        id=f"{product}, {found.digest[:12]}",
        facts=[*facts, *_purses(found)],
        tables=_changes(found, stored),
        links=_next_steps(desk, found),
    )
    return thing_page(desk, thing)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, product: str, number: int) -> HttpResponse:
    """A second person puts an edition in force."""
    desk = open_desk(request, Right.PRODUCTS_APPROVE)
    found = queries.edition(desk.issuer, product, number)

    def act() -> None:
        actions.approve_edition(
            issuer=desk.issuer, product=product, edition=number, **desk.acting()
        )

    sheet = Sheet(
        title=_("Approve this edition"),
        tab="products",
        back=to("edition", product, number),
        button=_("Approve it"),
        lead=_("From its day on cards are sold under it. Cards that were sold keep theirs."),
        facts=[
            (_("Product"), words.called(found.product.name)),
            (_("Edition"), str(found.number)),
            (_("Holds from"), words.day(found.effective_on)),
            (_("Digest"), found.digest[:12]),
        ],
        tables=_changes(found, queries.editions(desk.issuer, product)),
    )
    return deed_page(desk, sheet, act)


def _newest_first(found: Sequence[Edition]) -> list[Edition]:
    return sorted(found, key=lambda one: (one.product.code, -one.number))


def _holding(desk: Desk, stored: Sequence[Edition]) -> set[str]:
    """The ids of those under which cards are sold today."""
    today = queries.today(desk.issuer, desk.now)
    codes = {one.product.code for one in stored}
    held = (
        in_force([one for one in stored if one.product.code == code], on=today) for code in codes
    )
    return {one.id for one in held if one}


def _tag(found: Edition, holding: set[str]) -> Cell:
    if found.approved_at is None:
        return Cell(_("Waiting for a second person"), tone="warn")
    if found.id in holding:
        return Cell(_("In force"), tone="good")
    return Cell(_("Approved"), tone="quiet")


def _rows(desk: Desk, found: Sequence[Edition]) -> list[list[Cell]]:
    holding = _holding(desk, found)
    return [
        [
            Cell(
                words.called(one.product.name),
                to("edition", one.product.code, one.number),
                under=one.product.code,
            ),
            Cell(str(one.number)),
            _tag(one, holding),
            Cell(words.day(one.effective_on)),
            Cell(words.moment(one.proposed_at)),
        ]
        for one in found
    ]


def _purses(found: Edition) -> list[tuple[str, Cell]]:
    return [
        (words.called(purse.label), Cell(", ".join(common.limits(purse))))
        for purse in found.product.purses
    ]


def _changes(found: Edition, stored: Sequence[Edition]) -> list[Table]:
    """What it changes against the one approved before it."""
    earlier = [one for one in stored if one.approved_at and one.number < found.number]
    if not earlier:
        return []
    before = max(earlier, key=lambda one: one.number)
    return [
        Table(
            columns=[
                Column(_("Rule")),
                Column(_("Edition {number}").format(number=before.number)),
                Column(_("Edition {number}").format(number=found.number)),
                Column(_("Effect")),
            ],
            rows=[
                [
                    Cell(words.key(change.key), under=change.key),
                    Cell(change.old or words.NOTHING),
                    Cell(change.new or words.NOTHING),
                    Cell(
                        words.said(words.EFFECTS, change.effect), tone=EFFECT_TONES[change.effect]
                    ),
                ]
                for change in difference(before.product, found.product)
                if change.key != "edition"
            ],
            caption=_("What changes"),
            empty=_("Nothing changes."),
        )
    ]


def _next_steps(desk: Desk, found: Edition) -> list[Link]:
    if found.approved_at or not desk.may(Right.PRODUCTS_APPROVE):
        return []
    if found.proposed_by == desk.by.id:
        return []
    where = to("edition-approve", found.product.code, found.number)
    return [Link(_("Approve"), where, "check", "primary")]
