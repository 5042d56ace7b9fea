"""How far campaigns for cards in use have come: `yika campaign …`."""

from dataclasses import asdict
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.campaigns import queries
from yika.domain.campaigns.rules.states import CARD_WORDS, STATE_WORDS, Stage
from yika.domain.campaigns.rules.views import CampaignView
from yika.kit.errors import gettext_noop
from yika.site.cli import frame

app = frame.group(gettext_noop("Campaigns: names asked for behind cards that are in use."))

Campaign = Annotated[str, typer.Argument(help=gettext_noop("The id of a campaign: cmp_…"))]


@app.command("list", help=gettext_noop("Show the campaigns of all issuers, the newest first."))
def list_campaigns(json: frame.Json = False) -> None:
    found = queries.campaigns(frame.OPERATOR)
    headings = [
        gettext_noop("Campaign"),
        gettext_noop("Issuer"),
        gettext_noop("Product"),
        gettext_noop("Last day"),
        gettext_noop("Cards"),
        gettext_noop("State"),
    ]
    cells = (
        [
            one.id,
            one.issuer,
            one.product,
            one.plan.deadline.isoformat(),
            one.found,
            gettext(STATE_WORDS[one.state]),
        ]
        for one in found
    )
    frame.answer([_told(one) for one in found], json=json, text=frame.table(headings, cells))


@app.command("show", help=gettext_noop("Show how far one has come, day by day with --json."))
def show(campaign: Campaign, json: frame.Json = False) -> None:
    found = queries.campaign(campaign, by=frame.OPERATOR)
    counted = queries.progress(campaign, by=frame.OPERATOR)
    days = queries.days(campaign, by=frame.OPERATOR, now=frame.now()) if json else ()
    data = _told(found) | {
        "cards": {state.value: many for state, many in counted.counts.items()},
        "days": [asdict(one) for one in days],
    }
    headings = [gettext_noop("Cards"), gettext_noop("Number")]
    cells = [[gettext("Proven before"), counted.known_before]]
    cells += [[gettext(CARD_WORDS[state]), many] for state, many in counted.counts.items()]
    frame.answer(data, json=json, text=frame.table(headings, cells))


def _told(one: CampaignView) -> dict[str, object]:
    plan = one.plan
    stages = {Stage.LOADING: "loading_at", Stage.SPENDING: "spending_at"}
    return {
        "id": one.id,
        "issuer": one.issuer,
        "product": one.product,
        "level": one.level,
        "state": one.state.value,
        "deadline": plan.deadline,
        "warns_at": [plan.warn_at(number) for number in range(len(plan.warns))],
        **{name: plan.stage_at(stage) for stage, name in stages.items()},
        "found": one.found,
        "known_before": one.known_before,
    }
