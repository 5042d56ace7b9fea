"""In the same moment: one handing over counts, and nobody is planned twice."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from tests.domain.people.folks import himself, registered
from tests.domain.visits.drive import captured, hand_over, open_house, requested, scheduled, take
from yika.domain.identity.models import Evidence, Verification
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.rules import refusals
from yika.domain.visits.rules.states import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_at_once_one_plan_and_one_handing_over_count():
    house = open_house()
    wishes = [requested(house), requested(house, himself(registered(name="王二")))]
    plans = at_once([partial(scheduled, house, one) for one in wishes])
    assert sum(isinstance(plan, refusals.StaffBusy) for plan in plans) == 1
    [visit] = HomeVisit.objects.filter(state=State.SCHEDULED)

    tablet = captured(take(house, next(one for one in wishes if one.id == str(visit))))
    tablet.keep("sheet", b'{"met": "not-met"}')
    answers = at_once([partial(hand_over, house, tablet) for _ in range(3)])

    assert len(set(answers)) == 1
    assert HomeVisit.objects.get(pk=visit.pk).state == State.NOT_MET
    assert Verification.objects.count() == Evidence.objects.count() == 0
