"""Campaigns: names asked for behind cards in use, from the plan to how far it has come."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.words import listed
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.pages.persons.campaigns import progress
from yika.channels.console.sheets import Sheet, Thing, deed_page, plain
from yika.channels.console.tables import Cell, Column, Link, Listing, Table, to
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.rules.states import STATE_WORDS, Stage, State
from yika.domain.campaigns.rules.views import CampaignCardView, CampaignView
from yika.domain.staff.rules import Right


@require_safe
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """Those of this issuer, the newest first."""
    desk = open_desk(request, Right.IDENTITY_VIEW)
    plan = Link(_("Plan a campaign"), to("campaign-new"), "plus", "primary")
    return Listing[CampaignView](
        title=_("Campaigns"),
        tab="campaigns",
        columns=(
            Column(_("Product")),
            Column(_("Last day")),
            Column(_("State")),
            Column(_("Cards"), number=True),
        ),
        fetch=lambda _limit, _behind: queries.campaigns(desk.by),
        cells=lambda found: _rows(desk, found),
        lead=_("Holders of cards in use are asked to prove their names by a day."),
        empty=_("There was no campaign yet."),
        links=[plan] * desk.may(Right.CAMPAIGNS_MANAGE),
    ).answer(desk)


@require_safe
def campaign(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """One of them: its plan, how far it has come, and whom nothing reached."""
    desk = open_desk(request, Right.IDENTITY_VIEW)
    found = queries.campaign(campaign_id, by=desk.by)
    thing = Thing(
        title=_("Campaign for {product}").format(product=_product(desk, found).text),
        tab="campaigns",
        back=to("campaigns"),
        tag=_state(found),
        id=found.id,
        facts=_facts(desk, found),
        tables=[_unreached(desk, found)],
        links=_links(desk, found),
    )
    more = {"thing": thing, "tab": thing.tab, "title": thing.title}
    more |= {"standing": progress.standing(desk, found), **progress.drawing(desk, found)}
    return render(request, "console/persons/campaign.html", more)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Start what another person planned."""
    desk = open_desk(request, Right.CAMPAIGNS_MANAGE)
    found = queries.campaign(campaign_id, by=desk.by)
    sheet = Sheet(
        title=_("Start the campaign"),
        tab="campaigns",
        back=to("campaign", found.id),
        button=_("Start it"),
        lead=_("All cards in use whose holders are not known firmly enough are taken into it."),
        facts=plain(_facts(desk, found)),
    )
    return deed_page(
        desk, sheet, lambda: actions.start_campaign(campaign=found.id, **desk.acting())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """End it, and let everything go."""
    desk = open_desk(request, Right.CAMPAIGNS_MANAGE)
    found = queries.campaign(campaign_id, by=desk.by)
    sheet = Sheet(
        title=_("End the campaign"),
        tab="campaigns",
        back=to("campaign", found.id),
        button=_("End it"),
        lead=_("Nobody is asked any more, and every restriction that it brought is lifted."),
        danger=True,
    )
    return deed_page(desk, sheet, lambda: actions.end_campaign(campaign=found.id, **desk.acting()))


@require_http_methods(["GET", "HEAD", "POST"])
def warn(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Warn somebody once more whom the warnings did not reach."""
    desk = open_desk(request, Right.CAMPAIGNS_MANAGE)
    found = queries.campaign_card(entry_id, by=desk.by)
    sheet = Sheet(
        title=_("Warn once more"),
        tab="campaigns",
        back=to("campaign", found.campaign),
        button=_("Send the warning"),
        lead=_("When it arrives, it makes good those that did not. See to his contacts first."),
        facts=[(_("Card"), found.card), (_("Warnings"), _arrived(found))],
    )
    return deed_page(desk, sheet, lambda: actions.warn_again(entry=found.id, **desk.acting()))


def _links(desk: Desk, found: CampaignView) -> list[Link]:
    if not desk.may(Right.CAMPAIGNS_MANAGE) or found.state in {State.ENDING, State.ENDED}:
        return []
    links = [Link(_("End it"), to("campaign-end", found.id), "cross", "danger")]
    if found.state is State.PLANNED and found.planned_by != desk.by.id:
        links.insert(0, Link(_("Start it"), to("campaign-start", found.id), "check", "primary"))
    return links


def _facts(desk: Desk, found: CampaignView) -> list[tuple[str, Cell]]:
    names, plan = desk.names(found.planned_by), found.plan
    warned = listed(words.moment(plan.warn_at(place)) for place in range(len(plan.warns)))
    return [
        (_("Product"), _product(desk, found)),
        (_("Level"), Cell(str(found.level))),
        (_("Last day"), Cell(words.day(plan.deadline))),
        (_("Warnings"), Cell(warned)),
        (_("Topping up restricted"), Cell(_stage(found, Stage.LOADING))),
        (_("Spending restricted"), Cell(_stage(found, Stage.SPENDING))),
        (_("Planned"), Cell(words.moment(found.planned_at), under=names[found.planned_by])),
    ]


def _stage(found: CampaignView, stage: Stage) -> str:
    at = found.plan.stage_at(stage)
    return words.moment(at) if at else _("never")


def _unreached(desk: Desk, found: CampaignView) -> Table:
    listed = queries.campaign_cards(found.id, by=desk.by, state="unreached", limit=200)
    may = desk.may(Right.CAMPAIGNS_MANAGE)
    return Table(
        columns=(
            Column(_("Card")),
            Column(_("Warnings")),
            Column(_("Since")),
            Column(_("Next")),
            Column(_("Or")),
        ),
        rows=[
            [
                Cell(f"card …{one.card[-6:]}", to("card", one.card)),
                Cell(_arrived(one)),
                Cell(words.moment(one.since)),
                Cell(_("Warn once more"), to("campaign-warn", one.id)) if may else Cell(""),
                Cell(_("Leave it alone"), to("campaign-except", one.id)) if may else Cell(""),
            ]
            for one in listed
        ],
        caption=_("Not restricted, because warnings did not arrive"),
        empty=_("No card is spared because a warning did not arrive."),
    )


def _arrived(found: CampaignCardView) -> str:
    arrived = sum(one.arrived_at is not None for one in found.notices)
    return _("{arrived} of {sent} arrived").format(arrived=arrived, sent=len(found.notices))


def _product(desk: Desk, found: CampaignView) -> Cell:
    """By its name, while it is on sale."""
    sold = desk.sold.get(found.product)
    name = words.called(sold.product.name) if sold else found.product
    return Cell(name, under=found.product if sold else "")


def _rows(desk: Desk, found: Sequence[CampaignView]) -> list[list[Cell]]:
    return [
        [
            replace(_product(desk, one), link=to("campaign", one.id)),
            Cell(words.day(one.plan.deadline)),
            _state(one),
            Cell(words.many(one.found)),
        ]
        for one in found
    ]


def _state(found: CampaignView) -> Cell:
    quiet = found.state in {State.PLANNED, State.ENDED}
    return Cell(_(STATE_WORDS[found.state]), tone="quiet" if quiet else "warn")
