"""Lets cards go at once when a name is proven, or somebody known answers for an organization."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.states import OVER, CardState
from yika.domain.campaigns.running.letting_go import let_go
from yika.domain.identity.queries import level_of, verification
from yika.domain.journal.actions import schedule
from yika.domain.organizations.queries import answered_for, known_among
from yika.kit import ids
from yika.kit.actor import WORKER

FOLLOW = "campaigns.follow_proof"


def follow_proof_later(*, verification: str, now: datetime) -> None:
    """Have the worker do so next, in the caller's transaction, apart from what he does now."""
    schedule(kind=FOLLOW, key=verification, due_at=now)


@transaction.atomic
def follow_proof(*, key: str, now: datetime) -> None:
    """End what campaigns of the issuer ask of this holder's cards, as far as his level is enough.

    Those of organizations that he answers for are known with him.

    The key is the verification by which he proved it. Safe to repeat.
    """
    proof = verification(key, by=WORKER, now=now).line
    level = level_of(proof.holder, proof.issuer, now=now)
    his = answered_for(proof.holder, proof.issuer, now=now)
    holders = {ids.read("hld", proof.holder), *his}
    for entry in _held(holders).filter(issuer=proof.issuer, campaign__level__lte=level):
        let_go(entry, CardState.KNOWN, now=now, request_id=f"campaign-proof:{entry}:{key}")


@transaction.atomic
def follow_letter(*, key: str, now: datetime) -> None:
    """The same for the cards of an organization with a new letter, by whom its issuer knows.

    The key is the organization. Safe to repeat.
    """
    holder = ids.read("hld", key)
    for entry in _held({holder}):
        if known_among({holder}, entry.issuer, level=entry.campaign.level, now=now):
            let_go(entry, CardState.KNOWN, now=now, request_id=f"campaign-letter:{entry}:{now}")


def _held(holders: Collection[UUID]) -> QuerySet[CampaignCard]:
    """What is asked of their cards still, held."""
    rows = CampaignCard.objects.select_for_update(of=("self",), no_key=True)
    asked = rows.select_related("campaign").filter(holder__in=holders).order_by("id")
    return asked.exclude(state__in=sorted(one.value for one in OVER))
