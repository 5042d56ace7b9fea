"""Leaves one card alone for a time, as two people agree."""

from datetime import datetime

from django.db import transaction

from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.queries import card_view
from yika.domain.campaigns.rules import exceptions as rules
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import CardState
from yika.domain.campaigns.rules.views import CampaignCardView
from yika.domain.campaigns.running.hold import check_asked, hold_entry, note
from yika.domain.campaigns.running.letting_go import let_go
from yika.domain.staff.actions import use_approval
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor


@transaction.atomic
def except_card(
    *,
    entry: str,
    why: str,
    note_text: str = "",
    until: datetime,
    approval: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> CampaignCardView:
    """Restrict nothing of a card until then; what was, is lifted at once.

    Needs a second person, who approved `rules.exceptions.excepting(…)` under the kind
    `rules.exceptions.EXCEPTING`. After its end the holder is warned again before anything
    happens. Safe to repeat with the same `request_id`.
    """
    row = hold_entry(entry, by=by)
    request = ids.request_key(request_id)
    if row.excepted_by_request == request:
        return _same(row, why, until)

    check_asked(row)
    rules.check_exception(why=why, note=note_text, until=until, now=now)
    subject, digest, _ = rules.excepting(entry, row.card_id, why=why, until=until)
    use_approval(
        approval=approval,
        kind=rules.EXCEPTING,
        subject=subject,
        digest=digest,
        by=by,
        now=now,
        request_id=request_id,
    )

    row.why, row.excepted_until, row.excepted_by_request = why, until, request
    row.next_at, row.note = until, None
    if note_text.strip():
        row.note = envelope.seal(keyring(), note_text.strip().encode(), where=row.where)
    row.save(update_fields=["why", "excepted_until", "excepted_by_request", "note"])
    let_go(row, CardState.EXCEPTED, by=by, now=now, request_id=request_id)

    facts = {"why": why, "until": until.isoformat(), "approval": approval}
    note("campaign.card_excepted", row, by=by, now=now, request_id=request_id, **facts)
    return card_view(row)


def _same(row: CampaignCard, why: str, until: datetime) -> CampaignCardView:
    if (row.why, row.excepted_until) != (why, until):
        raise refusals.CampaignRequestReused
    return card_view(row)
