"""A campaign from its plan to its end."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.domain.campaigns.drive import (
    DAY,
    FIRST,
    HOUR,
    LOADING,
    PLANNED,
    SECOND,
    SPENDING,
    THIRD,
    Refused,
    boss,
    entry,
    in_use,
    planned,
    post,
    reachable,
    started,
    told,
    warn_all,
    work,
)
from tests.domain.cards.stops.lost import purse_of, seen
from tests.domain.cards.town import ask, holder, only
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.campaigns.rules import refusals
from yika.domain.campaigns.rules.states import CardState, Stage, State
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import State as Card
from yika.domain.journal.models import Entry
from yika.domain.messages.actions import mark_read
from yika.domain.messages.queries import inbox
from yika.kit import ids
from yika.kit.actor import WORKER, NotAllowed

pytestmark = pytest.mark.django_db


def scopes(card):
    return sorted(stop.scope.value for stop in seen(card).stops)


def test_one_person_plans_and_another_starts(shop):
    campaign = planned(shop)
    assert (campaign.state, campaign.level) == (State.PLANNED, 1)
    with pytest.raises(refusals.SecondPersonStarts):
        actions.start_campaign(campaign=campaign.id, **ask(shop.supervisor, now=PLANNED))

    second = boss(shop)
    on = actions.start_campaign(campaign=campaign.id, **ask(second, now=PLANNED))
    same = actions.start_campaign(campaign=campaign.id, **ask(second, now=PLANNED))

    assert on == same
    with pytest.raises(refusals.NotPlanned):
        actions.start_campaign(campaign=campaign.id, **ask(boss(shop), now=PLANNED))


def test_a_product_has_one_campaign_at_a_time(shop):
    first = planned(shop)
    with pytest.raises(refusals.CampaignOn):
        planned(shop)
    actions.end_campaign(campaign=first.id, **ask(shop.supervisor, now=PLANNED))
    assert planned(shop).state is State.PLANNED


def test_the_same_request_plans_once_and_no_other_thing(shop):
    said = {"product": "city", "deadline": date(2027, 1, 31), "warns": [3, 14], "loading_after": 0}
    asked = {"issuer_code": shop.issuer, "spending_after": None}
    acting = ask(shop.supervisor, "plan-it", now=PLANNED)
    once = actions.plan_campaign(**said, **asked, **acting)
    assert actions.plan_campaign(**said, **asked, **acting) == once
    with pytest.raises(refusals.CampaignRequestReused):
        actions.plan_campaign(**said | {"loading_after": 9}, **asked, **acting)


def test_nobody_else_plans_looks_or_starts(shop):
    campaign = planned(shop)
    for by in (shop.teller, shop.operator, shop.auditor, shop.program):
        with pytest.raises(NotAllowed):
            planned(shop, by)
        with pytest.raises(NotAllowed):
            actions.start_campaign(campaign=campaign.id, **ask(by, now=PLANNED))
    with pytest.raises(NotAllowed):
        queries.campaigns(only(shop.teller))
    for wrong in ("cmp_nothing", ids.show("cmp", ids.new_id())):
        with pytest.raises(refusals.UnknownCampaign):
            queries.campaign(wrong, by=shop.supervisor)


def test_before_the_edition_that_asks_there_is_nothing_to_prove(shop):
    with pytest.raises(refusals.NothingToProve):
        planned(shop, now=PLANNED - 2 * DAY)


def test_warnings_then_loading_then_spending(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    started(shop)
    assert told(lin) == []

    warn_all()
    assert told(lin) == ["campaign-warning"] * 3
    work(LOADING - HOUR)
    assert scopes(card) == []

    work(LOADING)
    post(LOADING)
    assert (scopes(card), purse_of(card)) == (["loading"], "out_only")
    assert entry(card).state is CardState.LOADING
    work(SPENDING - HOUR)
    assert scopes(card) == ["loading"]

    work(SPENDING)
    assert (scopes(card), seen(card).state) == (["loading", "spending"], Card.BLOCKED)
    assert told(lin)[3:] == ["campaign-restricted"] * 2
    assert {stop.reason for stop in seen(card).stops} == {"name-not-proven"}


def test_what_a_provider_refused_restricts_nobody_and_is_listed(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    campaign = started(shop)
    warn_all(way=Refused())

    for at in (LOADING, LOADING + DAY, SPENDING, SPENDING + 30 * DAY):
        work(at)

    assert scopes(card) == []
    [listed] = queries.campaign_cards(campaign.id, by=shop.supervisor, state="unreached")
    assert listed.card == card.id
    assert Entry.objects.filter(event="campaign.card_unreached").count() == 1


def test_nobody_without_a_telephone_is_restricted_until_he_has_read_it(shop):
    lin = holder(shop.teller)
    card = in_use(shop, lin)
    started(shop)
    warn_all()
    work(LOADING)
    assert (scopes(card), entry(card).state) == ([], CardState.UNREACHED)

    for one in inbox(lin.id):
        mark_read(message=one.id, **ask(lin, now=LOADING + HOUR))
    work(LOADING + DAY)
    assert scopes(card) == []
    work(LOADING + 4 * DAY)

    assert (scopes(card), entry(card).state) == (["loading"], CardState.LOADING)


def test_a_warning_sent_again_makes_good_what_was_lost(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    started(shop)
    warn_all(until=2)
    work(THIRD)
    post(THIRD, Refused())
    work(LOADING)
    assert entry(card).state is CardState.UNREACHED

    acting = ask(shop.supervisor, "again", now=LOADING + HOUR)
    actions.warn_again(entry=entry(card).id, **acting)
    actions.warn_again(entry=entry(card).id, **acting)
    with pytest.raises(refusals.WarnedJustNow):
        actions.warn_again(entry=entry(card).id, **ask(shop.supervisor, now=LOADING + 2 * HOUR))
    post(LOADING + HOUR)
    work(LOADING + DAY)
    assert scopes(card) == []
    work(LOADING + 4 * DAY)

    assert scopes(card) == ["loading"]
    assert told(lin).count("campaign-warning") == 4


def test_a_card_of_nobody_is_listed_and_one_that_ended_is_gone(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    started(shop)
    CampaignCard.objects.update(holder=None)

    work(FIRST)

    assert entry(card).state is CardState.GONE


def test_a_worker_that_slept_warns_once_and_restricts_nobody_at_once(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    started(shop)

    work(SPENDING)
    post(SPENDING)
    assert told(lin) == ["campaign-warning"]
    work(SPENDING + 9 * DAY)

    assert (scopes(card), entry(card).state) == ([], CardState.UNREACHED)


def test_a_card_with_no_room_for_a_stop_is_left_to_the_staff(shop):
    lin = reachable(shop)
    card, other = in_use(shop, lin), in_use(shop, reachable(shop, "周一"))
    started(shop)
    warn_all()
    for _ in range(20):
        cards.block_card(card=card.id, reason="suspicion", **ask(shop.teller, now=THIRD))

    work(LOADING)

    assert entry(card).state is CardState.UNREACHED
    assert scopes(other) == ["loading"]


def test_ending_lets_everything_go(shop):
    lin = reachable(shop)
    card = in_use(shop, lin)
    campaign = started(shop)
    warn_all()
    work(LOADING)

    actions.end_campaign(campaign=campaign.id, **ask(shop.supervisor, now=LOADING + HOUR))
    work(LOADING + HOUR)

    assert (scopes(card), purse_of(card)) == ([], "open")
    assert entry(card).state is CardState.RELEASED
    assert queries.campaign(campaign.id, by=WORKER).state is State.ENDED
    assert told(lin)[-1] == "campaign-released"
    with pytest.raises(refusals.CampaignOver):
        actions.warn_again(entry=entry(card).id, **ask(shop.supervisor, now=LOADING + DAY))


def test_the_holder_is_told_what_is_asked_and_nobody_else(shop):
    lin, wang = reachable(shop), reachable(shop, "王一")
    card = in_use(shop, lin)
    started(shop)
    work(FIRST)

    [asked] = queries.asked_of(lin.id, by=lin, now=FIRST)

    assert (asked.card, asked.restricts, asked.restricts_at) == (card.id, Stage.LOADING, LOADING)
    assert queries.asked_of(lin.id, by=wang, now=FIRST) == []
    assert queries.asked_of(wang.id, by=wang, now=FIRST) == []


def test_the_days_of_a_campaign_tell_how_far_it_had_come(shop):
    lin = reachable(shop)
    in_use(shop, lin)
    in_use(shop, holder(shop.teller))
    campaign = started(shop)
    assert [one.told for one in queries.days(campaign.id, by=shop.supervisor, now=PLANNED)] == [0]
    warn_all()
    work(LOADING)
    post(LOADING)
    work(LOADING + HOUR)

    found = queries.days(campaign.id, by=shop.supervisor, now=LOADING + HOUR)

    told = {one.day: (one.told, one.arrived, one.restricted) for one in found}
    zone = ZoneInfo("Asia/Shanghai")
    assert told[FIRST.astimezone(zone).date() - DAY] == (0, 0, 0)
    assert told[FIRST.astimezone(zone).date()] == (2, 1, 0)
    assert told[LOADING.astimezone(zone).date()] == (2, 1, 1)
    assert len(found) == (LOADING - PLANNED).days + 2
    assert queries.days(planned_only(shop), by=shop.supervisor, now=LOADING) == ()


def planned_only(shop):
    Campaign.objects.update(state=State.ENDED.value)
    return planned(shop).id


def test_progress_counts_every_card(shop):
    for name in ("林晚", "周一", "王一"):
        in_use(shop, reachable(shop, name))
    campaign = started(shop)

    found = queries.progress(campaign.id, by=shop.supervisor)

    assert (found.found, found.known, found.counts[CardState.OPEN]) == (3, 0, 3)
    assert SECOND > FIRST
