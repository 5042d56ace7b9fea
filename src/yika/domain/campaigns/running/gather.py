"""Gathers the cards of a campaign in portions, once each, however often it is interrupted."""

from datetime import datetime

from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.campaigns.rules.states import State
from yika.domain.cards.queries import cards_in_use
from yika.domain.organizations.queries import known_among


def gather(row: Campaign, *, at_once: int, now: datetime) -> None:
    """Take in the next cards whose holders are not known firmly enough; the last ends it."""
    found = cards_in_use(row.issuer, row.product, after=row.gathered, limit=at_once)
    holders = {card.holder for card in found if card.holder}
    known = known_among(holders, row.issuer, level=row.level, now=now)
    wanted = [card for card in found if card.holder not in known]
    first = row.plan.warn_at(0)
    CampaignCard.objects.bulk_create(
        [
            CampaignCard(
                campaign=row,
                issuer=row.issuer,
                card=card.id,
                holder=card.holder,
                next_at=first,
                since=now,
            )
            for card in wanted
        ]
    )
    row.found += len(found)
    row.known_before += len(found) - len(wanted)
    if found:
        row.gathered = found[-1].id
    if len(found) < at_once:
        row.state = State.RUNNING.value
    row.save(update_fields=["found", "known_before", "gathered", "state"])
