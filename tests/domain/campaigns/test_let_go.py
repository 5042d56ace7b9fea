"""A card is let go at once: by a proven name, or by what two people agree on."""

from datetime import timedelta

import pytest

from tests.domain.campaigns.drive import (
    DAY,
    HOUR,
    LOADING,
    SPENDING,
    boss,
    entry,
    in_use,
    post,
    reachable,
    started,
    told,
    warn_all,
    work,
)
from tests.domain.cards.stops.lost import purse_of, seen
from tests.domain.cards.town import ask
from tests.domain.identity.verifying.desk import approve, submitted
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.rules import exceptions, refusals
from yika.domain.campaigns.rules.states import CardState
from yika.domain.staff import actions as staff
from yika.domain.staff import rules as approvals
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db
SETTLED = timedelta(seconds=30)


def restricted(shop):
    """A card whose topping up stopped."""
    lin = reachable(shop)
    card = in_use(shop, lin)
    campaign = started(shop)
    warn_all()
    work(LOADING)
    post(LOADING)
    assert len(seen(card).stops) == 1
    return lin, card, campaign


def agreed(shop, card, *, why="away", until, now):
    found = entry(card)
    subject, digest, content = exceptions.excepting(found.id, card.id, why=why, until=until)
    asked = staff.ask_approval(
        kind=exceptions.EXCEPTING,
        subject=subject,
        issuer=shop.issuer,
        digest=digest,
        content=content,
        **ask(shop.supervisor, now=now),
    )
    staff.decide_approval(approval=asked.id, approve=True, **ask(boss(shop), now=now))
    return asked.id


def test_a_proven_name_lifts_it_at_once(shop):
    lin, card, campaign = restricted(shop)
    now = LOADING + HOUR
    found = submitted(lin.id, lin, now=now)
    approve(found, shop.reviewer, now)
    work(now)
    assert len(seen(card).stops) == 1

    work(now + SETTLED)

    assert (seen(card).stops, purse_of(card)) == ((), "open")
    assert entry(card).state is CardState.KNOWN
    assert told(lin)[-1] == "campaign-released"
    assert queries.progress(campaign.id, by=shop.supervisor).known == 1
    work(SPENDING)
    assert seen(card).stops == ()


def test_whoever_is_known_before_is_not_asked(shop):
    lin = reachable(shop)
    in_use(shop, lin)
    approve(submitted(lin.id, lin), shop.reviewer)

    campaign = started(shop)

    assert (campaign.found, campaign.known_before) == (1, 1)
    assert queries.campaign_cards(campaign.id, by=shop.supervisor) == []


def test_whoever_proves_it_in_time_is_never_restricted(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    started(shop)
    warn_all()
    approve(submitted(lin.id, lin, now=LOADING - DAY), shop.reviewer, LOADING - DAY)

    work(LOADING)

    assert (seen(card).stops, entry(card).state) == ((), CardState.KNOWN)
    assert "campaign-released" not in told(lin)


def test_two_people_except_a_card_for_a_time(shop):
    lin, card, _ = restricted(shop)
    now, until = LOADING + HOUR, LOADING + 60 * DAY
    approval = agreed(shop, card, until=until, now=now)
    wanted = {"entry": entry(card).id, "why": "away", "until": until, "approval": approval}
    acting = ask(shop.supervisor, "except-it", now=now)

    found = actions.except_card(**wanted, note_text="in hospital", **acting)

    assert actions.except_card(**wanted, note_text="in hospital", **acting) == found
    assert (found.state, found.note, seen(card).stops) == (CardState.EXCEPTED, "in hospital", ())
    work(SPENDING)
    assert seen(card).stops == ()

    work(until)
    post(until)
    assert entry(card).state in {CardState.OPEN, CardState.UNREACHED}
    assert told(lin)[-1] == "campaign-warning"
    assert seen(card).stops == ()
    work(until + 4 * DAY)
    assert [stop.scope.value for stop in seen(card).stops] == ["loading"]


def test_an_exception_needs_exactly_what_was_approved(shop):
    _, card, _ = restricted(shop)
    now, until = LOADING + HOUR, LOADING + 60 * DAY
    approval = agreed(shop, card, until=until, now=now)
    wanted = {"entry": entry(card).id, "why": "away", "until": until, "approval": approval}
    for other, refusal in (
        ({"until": until + DAY}, approvals.OtherContent),
        ({"why": "dispute"}, approvals.OtherContent),
        ({"why": "because"}, Invalid),
        ({"approval": "apr_nothing"}, approvals.UnknownApproval),
        ({"entry": "cmpc_nothing"}, refusals.UnknownCampaignCard),
    ):
        with pytest.raises(refusal):
            actions.except_card(**wanted | other, **ask(shop.supervisor, now=now))
    assert len(seen(card).stops) == 1
