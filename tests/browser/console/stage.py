"""Lets the one campaign of a world that runs have run for forty days."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

DAY = timedelta(days=1)
CARDS = 40
KNOWN_BEFORE = 25
AGO = 40


def main() -> None:
    django.setup()
    from yika.site.cli import install

    install.set_up()
    city = json.loads((Path(sys.argv[1]) / "city.json").read_text(encoding="utf-8"))
    real = [one["id"] for one in city["owner"]["cards"]]
    campaign = begun()
    for place in range(CARDS):
        asked(campaign, place, real)


def begun() -> Any:
    """What was started just now is dated back, and the worker leaves it alone."""
    from tests import story
    from yika.domain.campaigns.models import Campaign, CampaignCard

    now = story.moment()
    CampaignCard.objects.all().delete()
    row = Campaign.objects.get()
    row.state, row.deadline = "running", (now - 8 * DAY).date()
    row.planned_at = row.started_at = now - AGO * DAY
    row.found, row.known_before = CARDS + KNOWN_BEFORE, KNOWN_BEFORE
    row.promise += 1
    row.save()
    return row


def asked(campaign: Any, place: int, real: list[str]) -> None:
    """One card in it: told, mostly reached, and then known, restricted, spared or none of it."""
    from yika.domain.campaigns.models import CampaignCard
    from yika.kit import ids

    begin = campaign.started_at
    state, since = _stands(place, begin)
    entry = CampaignCard.objects.create(
        campaign=campaign,
        issuer=campaign.issuer,
        card=ids.read("card", real.pop()) if state == "unreached" else ids.new_id(),
        holder=ids.new_id(),
        state=state,
        stage=1 if state == "loading" else 0,
        since=since,
        next_at=None if state == "known" else begin + 80 * DAY,
    )
    for number, on in enumerate((2 + place % 3, 18, 29), start=1):
        reached = state != "unreached" or number == 1
        _told(entry, number, begin + on * DAY, reached=reached)
    if state == "loading":
        _told(entry, 4, begin + 33 * DAY, reached=True, kind="restricted")


def _stands(place: int, begin: datetime) -> tuple[str, datetime]:
    if place < CARDS // 2:
        return "known", begin + (4 + place * 3 % 34) * DAY
    states = ("loading", "loading", "unreached", "excepted", "open")
    return states[place % len(states)], begin + 33 * DAY


def _told(entry: Any, number: int, at: datetime, *, reached: bool, kind: str = "planned") -> None:
    from yika.domain.campaigns.models import CampaignNotice

    later = at + timedelta(hours=2 + number)
    CampaignNotice.objects.create(
        entry=entry, number=number, kind=kind, told_at=at, arrived_at=later if reached else None
    )


if __name__ == "__main__":
    main()
