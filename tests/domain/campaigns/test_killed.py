"""A worker that dies in the middle has done nothing; what follows does all of it, once."""

from datetime import datetime

import pytest
from django.db import transaction

from tests.domain.campaigns.drive import (
    FIRST,
    LOADING,
    PLANNED,
    boss,
    in_use,
    planned,
    reachable,
    started,
    told,
    warn_all,
    work,
)
from tests.domain.cards.stops.lost import seen
from tests.domain.cards.town import ask
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.models import CampaignCard, CampaignNotice
from yika.domain.campaigns.rules.states import CardState, State
from yika.domain.journal.models import DueWork
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db
MANY = 5


class Killed(Exception):
    pass


def key() -> str:
    return DueWork.objects.get(kind="campaigns.advance").key


def die_after(now: datetime, at_once: int) -> None:
    actions.advance_campaign(key=key(), now=now, at_once=at_once)
    raise Killed


def killed(now: datetime, at_once: int = 2) -> None:
    """One portion, of which nothing is ever committed."""
    with pytest.raises(Killed), transaction.atomic():
        die_after(now, at_once)


def portion(now: datetime, at_once: int = 2) -> datetime | None:
    return actions.advance_campaign(key=key(), now=now, at_once=at_once)


def test_gathering_goes_on_where_it_was(shop):
    cards = [in_use(shop, reachable(shop)) for _ in range(MANY)]
    campaign = planned(shop)
    actions.start_campaign(campaign=campaign.id, **ask(boss(shop), now=PLANNED))

    portion(PLANNED)
    killed(PLANNED)
    killed(PLANNED)
    assert CampaignCard.objects.count() == 2
    while queries.campaign(campaign.id, by=WORKER).state is State.GATHERING:
        killed(PLANNED)
        portion(PLANNED)

    assert queries.campaign(campaign.id, by=WORKER).found == MANY
    assert CampaignCard.objects.count() == len(cards)


def test_everybody_is_warned_once(shop):
    people = [reachable(shop) for _ in range(MANY)]
    for person in people:
        in_use(shop, person)
    started(shop)

    killed(FIRST)
    while portion(FIRST) == FIRST:
        killed(FIRST)

    assert [told(one) for one in people] == [["campaign-warning"]] * MANY
    assert CampaignNotice.objects.count() == MANY


def test_every_card_is_restricted_once(shop):
    cards = [in_use(shop, reachable(shop)) for _ in range(3)]
    started(shop)
    warn_all()

    killed(LOADING)
    assert [seen(card).stops for card in cards] == [()] * 3
    portion(LOADING)
    killed(LOADING)
    work(LOADING)

    assert [len(seen(card).stops) for card in cards] == [1] * 3
    assert set(CampaignCard.objects.values_list("state", flat=True)) == {CardState.LOADING}


def test_work_that_was_set_before_is_void(shop):
    in_use(shop, reachable(shop))
    campaign = started(shop)
    old = key()
    actions.end_campaign(campaign=campaign.id, **ask(shop.supervisor, now=PLANNED))

    assert actions.advance_campaign(key=old, now=FIRST) is None
    assert actions.advance_campaign(key="cmp_nothing:1", now=FIRST) is None
