"""Tells holders what is asked of them, and keeps what of it arrived.

For an organization its responsible person is told: it has no telephone, and only he can help.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from yika.domain.campaigns.models import CampaignCard, CampaignNotice
from yika.domain.campaigns.rules.states import Stage
from yika.domain.campaigns.rules.steps import TIME_TO_ACT, Kind, Notice
from yika.domain.cards.queries import CardInUse
from yika.domain.issuers.queries import issuer
from yika.domain.messages.queries import arrivals
from yika.domain.messages.rules import moment_words
from yika.domain.organizations.queries import responsible_among
from yika.domain.people import actions as people
from yika.kit import ids

WARNING, RESTRICTED, RELEASED = "campaign-warning", "campaign-restricted", "campaign-released"
TEMPLATES = (WARNING, RESTRICTED)
STAGE_FACTS = {Stage.LOADING: "loading", Stage.SPENDING: "spending"}


def warn(entry: CampaignCard, card: CardInUse, kind: Kind, *, now: datetime) -> None:
    """Tell the holder by when to prove his name, and what happens to the card after that."""
    plan = entry.campaign.plan
    stage = plan.stage_after(Stage(entry.stage))
    if stage is None or (at := plan.stage_at(stage)) is None:
        return
    facts = {"stage": STAGE_FACTS[stage]}
    _tell_and_keep(
        entry, card, WARNING, kind, facts=facts, until=max(at, now + TIME_TO_ACT), now=now
    )


def tell_restricted(entry: CampaignCard, card: CardInUse, *, now: datetime) -> None:
    """Tell him what the card does no more, and that proving the name ends it."""
    facts = {"stage": STAGE_FACTS[Stage(entry.stage)]}
    _tell_and_keep(entry, card, RESTRICTED, Kind.RESTRICTED, facts=facts, until=None, now=now)


def tell_released(entry: CampaignCard, card: CardInUse, *, now: datetime) -> None:
    """Tell him that nothing of this kind stops the card any more."""
    _tell(entry, card, RELEASED, f"campaign-released:{entry}:{entry.told}", {}, None, now)


def notices(entries: Iterable[CampaignCard]) -> Mapping[UUID, tuple[Notice, ...]]:
    """What the holders of these cards were told and what arrived by now, kept once it is known."""
    told = list(entries)
    holders = {entry.holder for entry in told if entry.holder}
    holders |= set(responsible_among(holders).values())
    arrived = arrivals([ids.show("hld", one) for one in holders], TEMPLATES) if holders else {}
    found: dict[UUID, tuple[Notice, ...]] = {entry.id: () for entry in told}
    for row in CampaignNotice.objects.filter(entry__in=told).order_by("entry", "number"):
        _keep_arrival(row, arrived)
        found[row.entry_id] += (as_notice(row),)
    return found


def as_notice(row: CampaignNotice) -> Notice:
    return Notice(
        number=row.number,
        kind=Kind(row.kind),
        told_at=row.told_at,
        arrived_at=row.arrived_at,
    )


def _keep_arrival(row: CampaignNotice, arrived: Mapping[str, datetime]) -> None:
    if row.arrived_at is None and str(row) in arrived:
        row.arrived_at = arrived[str(row)]
        CampaignNotice.objects.filter(entry=row.entry_id, number=row.number).update(
            arrived_at=row.arrived_at
        )


def _tell_and_keep(
    entry: CampaignCard,
    card: CardInUse,
    template: str,
    kind: Kind,
    *,
    facts: Mapping[str, str],
    until: datetime | None,
    now: datetime,
) -> None:
    entry.told += 1
    row = CampaignNotice(entry=entry, number=entry.told, kind=kind.value, told_at=now)
    row.save(force_insert=True)
    _tell(entry, card, template, str(row), facts, until, now)


def _tell(  # noqa: PLR0917  a message says all of this
    entry: CampaignCard,
    card: CardInUse,
    template: str,
    reference: str,
    more: Mapping[str, str],
    until: datetime | None,
    now: datetime,
) -> None:
    if not entry.holder:
        return
    house = issuer(entry.issuer)
    person = responsible_among({entry.holder}).get(entry.holder, entry.holder)

    def facts(language: str) -> Mapping[str, str]:
        name = card.name.en if language == "en" else card.name.zh_hans
        told = {"card": f"{name} {card.tail}", "hotline": house.hotline, **more}
        if until:
            told["until"] = moment_words(until, zone=house.zone, language=language)
        return told

    people.tell_holder(
        holder=ids.show("hld", person),
        template=template,
        facts=facts,
        reference=reference,
        issuer=entry.issuer,
        now=now,
    )
