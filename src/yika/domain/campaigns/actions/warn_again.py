"""Warns a holder once more whom the warnings did not reach."""

from datetime import datetime, timedelta

from django.db import transaction

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.queries import card_view
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import CardState
from yika.domain.campaigns.rules.steps import Kind
from yika.domain.campaigns.rules.views import CampaignCardView
from yika.domain.campaigns.running.hold import check_asked, hold_entry, note
from yika.domain.campaigns.running.telling import notices, warn
from yika.domain.cards.queries import CardInUse, those_in_use
from yika.kit import ids
from yika.kit.actor import Actor

AT_MOST_EVERY = timedelta(days=1)


@transaction.atomic
def warn_again(*, entry: str, by: Actor, now: datetime, request_id: str) -> CampaignCardView:
    """Send one warning more: when it arrives, it makes good those before that did not.

    Once a day at most. Safe to repeat with the same `request_id`.
    """
    row = hold_entry(entry, by=by)
    request = ids.request_key(request_id)
    if row.warned_by_request == request:
        return card_view(row)

    check_asked(row)
    card = _reachable(row)
    last = max((one.told_at for one in notices([row])[row.id]), default=None)
    if last is not None and now < last + AT_MOST_EVERY:
        raise refusals.WarnedJustNow

    warn(row, card, Kind.AGAIN, now=now)
    row.warned_by_request = request
    row.save(update_fields=["told", "warned_by_request"])

    facts = {"number": row.told}
    note("campaign.card_warned", row, by=by, now=now, request_id=request_id, **facts)
    return card_view(row)


def _reachable(row: CampaignCard) -> CardInUse:
    card = those_in_use([row.card]).get(row.card)
    if card is None or not row.holder or card.holder != row.holder:
        raise refusals.NobodyToTell
    if row.state == CardState.EXCEPTED:
        raise refusals.CardIsOver
    return card
