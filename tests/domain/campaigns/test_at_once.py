"""Two workers on one campaign, and one that dies: each card is taken, told and stopped once."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.campaigns.drive import (
    DAY,
    LOADING,
    PLANNED,
    REAL_NAME,
    WARNINGS,
    boss,
    in_use,
    planned,
    post,
    reachable,
)
from tests.domain.cards.samples import TODAY
from tests.domain.cards.stops.lost import seen
from tests.domain.cards.town import Shop, ask, city_card, holder, open_town, sell
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.models import Campaign, CampaignCard, CampaignNotice
from yika.domain.campaigns.rules.states import CardState, State
from yika.domain.cards.rules import CardView
from yika.domain.journal.models import DueWork, Entry
from yika.kit.actor import WORKER
from yika.kit.errors import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
MANY = 6
PORTION = 2


class Killed(Refusal):
    code = "test.killed"
    wording = "This worker was killed."


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def portion(now: datetime) -> datetime | None:
    key = DueWork.objects.get(kind="campaigns.advance").key
    return actions.advance_campaign(key=key, now=now, at_once=PORTION)


@transaction.atomic
def killed(now: datetime) -> None:
    portion(now)
    raise Killed


def all_at_once(now: datetime, done: Callable[[], bool]) -> None:
    """Two workers and one that never lives to commit, until what is due is done."""
    for _ in range(MANY * 3):
        if done():
            return
        at_once([partial(portion, now), partial(portion, now), partial(killed, now)])
    raise AssertionError("the workers find no end")


def none_due(now: datetime) -> bool:
    return not CampaignCard.objects.filter(next_at__lte=now).exists()


def stops_of(card: CardView) -> list[str]:
    return sorted(stop.scope.value for stop in seen(card).stops)


def opened() -> Shop:
    shop = open_town().harbor
    sell("harbor", city_card(edition=2, **{"real-name": REAL_NAME}), on=TODAY + DAY)
    return shop


def test_at_once_every_card_is_taken_told_and_stopped_once_and_no_unwarned_one() -> None:
    shop = opened()
    reached = [in_use(shop, reachable(shop)) for _ in range(MANY - 2)]
    lost = [in_use(shop, holder(shop.teller)) for _ in range(2)]  # nobody can call them
    campaign = planned(shop)
    actions.start_campaign(campaign=campaign.id, **ask(boss(shop), now=PLANNED))

    all_at_once(PLANNED, lambda: Campaign.objects.get().state == State.RUNNING.value)
    found = queries.campaign(campaign.id, by=WORKER)
    assert (found.found, CampaignCard.objects.count()) == (MANY, MANY)

    for number, at in enumerate(WARNINGS, start=1):
        all_at_once(at, partial(none_due, at))
        assert CampaignNotice.objects.count() == MANY * number
        post(at)

    all_at_once(LOADING, partial(none_due, LOADING))
    assert [stops_of(card) for card in reached] == [["loading"]] * len(reached)
    assert [stops_of(card) for card in lost] == [[], []]
    states = Counter(CampaignCard.objects.values_list("state", flat=True))
    assert states == {CardState.LOADING.value: MANY - 2, CardState.UNREACHED.value: 2}
    events = Counter(Entry.objects.values_list("event", flat=True))
    assert events["campaign.card_warned"] == MANY * len(WARNINGS)
    assert events["campaign.card_restricted"] == MANY - 2
    assert events["campaign.card_unreached"] == len(lost)
