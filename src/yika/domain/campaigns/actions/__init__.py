"""Every way a campaign, or a card in it, can change."""

from yika.domain.campaigns.actions.advance_campaign import advance_campaign
from yika.domain.campaigns.actions.end_campaign import end_campaign
from yika.domain.campaigns.actions.except_card import except_card
from yika.domain.campaigns.actions.follow_proof import (
    follow_letter,
    follow_proof,
    follow_proof_later,
)
from yika.domain.campaigns.actions.plan_campaign import plan_campaign
from yika.domain.campaigns.actions.start_campaign import start_campaign
from yika.domain.campaigns.actions.sweep_records import sweep_records
from yika.domain.campaigns.actions.warn_again import warn_again

__all__ = [
    "advance_campaign",
    "end_campaign",
    "except_card",
    "follow_letter",
    "follow_proof",
    "follow_proof_later",
    "plan_campaign",
    "start_campaign",
    "sweep_records",
    "warn_again",
]
