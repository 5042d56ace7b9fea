"""Lets a holder's cards go at once when his name is proven."""

from datetime import datetime

from django.db import transaction

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.states import OVER, CardState
from yika.domain.campaigns.running.letting_go import let_go
from yika.domain.identity.queries import level_of, verification
from yika.domain.journal.actions import schedule
from yika.domain.organizations.queries import answered_for
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
    rows = CampaignCard.objects.select_for_update(of=("self",), no_key=True)
    entries = rows.select_related("campaign").filter(
        holder__in=holders, issuer=proof.issuer, campaign__level__lte=level
    )
    over = sorted(one.value for one in OVER)
    for entry in entries.exclude(state__in=over).order_by("id"):
        let_go(entry, CardState.KNOWN, now=now, request_id=f"campaign-proof:{entry}:{key}")
