"""Asking for a visit, planning it, calling it off; and what becomes of one that nobody makes."""

from dataclasses import replace

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask
from tests.domain.enquiries.conftest import employed
from tests.domain.people.folks import himself, registered
from tests.domain.visits.drive import (
    BEGINS,
    DAY,
    DOOR,
    ENDS,
    HOUR,
    agree,
    captured,
    requested,
    scheduled,
    take,
    told,
    wish,
    work,
)
from yika.domain.errands.queries import unfinished
from yika.domain.identity.rules.consents import ConsentMissing
from yika.domain.identity.rules.retention.erasure import Obstacle
from yika.domain.issuers.actions import change_outlet
from yika.domain.issuers.rules import Service
from yika.domain.outlets.actions import offer_service
from yika.domain.outlets.rules import Offer
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Role
from yika.domain.visits import actions, queries
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.rules import refusals
from yika.domain.visits.rules.states import State
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def test_a_wish_is_kept_once_and_its_address_is_for_those_who_need_it(house):
    first = requested(house)
    again = wish_again(house)

    assert first.state is State.REQUESTED
    assert first.door == DOOR
    assert again is refusals.VisitAskedFor
    assert told(house.lin) == ["visit-requested"]
    seen = queries.visit(first.id, by=house.first)
    assert (seen.door.address, seen.door.name, seen.code) == (f"{DOOR.address[:6]}…", "", "")
    assert DOOR.address.encode() not in bytes(HomeVisit.objects.get().door)


def wish_again(house):
    try:
        wish(house, house.lin)
    except refusals.VisitAskedFor as no:
        return type(no)


def test_the_same_request_is_one_wish_and_other_content_under_it_is_refused(house):
    agree(house.lin)
    one = wish(house, house.lin, request_id="same")

    assert wish(house, house.lin, request_id="same").id == one.id
    with pytest.raises(refusals.VisitRequestReused):
        wish(house, house.lin, request_id="same", about="harbor/other")


def test_without_his_consent_nobody_comes(house):
    agree(house.lin, "home-visit")
    with pytest.raises(ConsentMissing):
        wish(house, house.lin)


def test_nobody_asks_for_somebody_else_but_staff_whom_he_told(house):
    agree(house.lin)
    with pytest.raises(UnknownHolder):
        wish(house, house.lin, by=himself(registered()))
    with pytest.raises(NotAllowed):
        wish(house, house.lin, by=employed(Role.AUDITOR, "au.ditor"))

    assert wish(house, house.lin, by=house.first).state is State.REQUESTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": []},
        {"days": [NOW.date()]},
        {"days": [NOW.date() + 70 * DAY]},
        {"part": "at night"},
    ],
)
def test_days_that_cannot_be_had_are_refused(house, wrong):
    agree(house.lin)
    with pytest.raises(Invalid):
        wish(house, house.lin, **wrong)


def test_an_outlet_that_does_not_offer_it_sends_nobody(house):
    agree(house.lin)
    change_outlet(outlet=house.outlet, services=[Service.LOSS], **ask())
    with pytest.raises(refusals.NoVisitsHere):
        wish(house, house.lin)


def test_there_is_no_queue_and_no_appointment_for_a_visit(house):
    offer = Offer(
        outlet=house.outlet,
        issuer="harbor",
        service=Service.HOME_VISIT,
        minutes=30,
        places=1,
        bookable=True,
        days_ahead=5,
        notice=0,
    )
    with pytest.raises(Invalid):
        offer_service(offer=offer, **ask())


def test_the_holder_is_told_who_comes_and_what_they_say(house):
    visit = scheduled(house)
    own = queries.visit(visit.id, by=house.lin)

    assert visit.state is State.SCHEDULED
    assert told(house.lin) == ["visit-requested", "visit-scheduled"]
    assert len(own.code) == 4
    assert queries.names_of(own) == ("mei.one", "mei.two")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"begins_at": NOW, "ends_at": NOW + HOUR}, refusals.TooLateToPlan),
        ({"ends_at": BEGINS + HOUR / 6}, refusals.NotThisLong),
        ({"begins_at": BEGINS + 2 * HOUR, "ends_at": ENDS + 2 * HOUR}, refusals.NotOpenThen),
        ({"begins_at": BEGINS + 2 * DAY, "ends_at": ENDS + 2 * DAY}, refusals.NotOpenThen),
    ],
)
def test_a_time_that_cannot_be_is_refused(house, wrong, refusal):
    with pytest.raises(refusal):
        scheduled(house, **wrong)


def test_two_different_people_go_who_work_here_and_may(house):
    visit = requested(house)
    auditor = employed(Role.AUDITOR, "au.ditor")

    for second, refusal in [
        (house.first.id, refusals.TwoNeeded),
        ("", refusals.TwoNeeded),
        (auditor.id, refusals.CannotGo),
        ("login_nobody", refusals.CannotGo),
    ]:
        with pytest.raises(refusal):
            scheduled(house, visit, second=second)


def test_nobody_is_planned_for_two_visits_at_once(house):
    visit = scheduled(house)
    other = requested(house, himself(registered(name="王二")))

    with pytest.raises(refusals.StaffBusy):
        scheduled(house, other, first=house.third.id)
    moved = scheduled(house, visit, first=house.third.id)
    assert moved.staff == (house.third.id, house.second.id)
    assert told(house.lin)[-2:] == ["visit-scheduled", "visit-scheduled"]


def test_planning_again_with_the_same_request_changes_nothing(house):
    visit = scheduled(house, request_id="plan")

    assert scheduled(house, visit, request_id="plan").begins_at == BEGINS
    with pytest.raises(refusals.VisitRequestReused):
        scheduled(house, visit, request_id="plan", ends_at=ENDS - HOUR / 4)


def test_a_visit_that_is_called_off_forgets_where_it_was(house):
    visit = scheduled(house)
    assert Obstacle.OPEN_VISIT in unfinished(house.lin.id, by=house.lin, now=NOW)

    gone = actions.cancel_visit(visit=visit.id, **ask(house.lin))
    actions.cancel_visit(visit=visit.id, **ask(house.lin))

    assert (gone.state, gone.door) == (State.CANCELED, None)
    assert told(house.lin)[-1] == "visit-canceled"
    assert told(house.lin).count("visit-canceled") == 1
    assert Obstacle.OPEN_VISIT not in unfinished(house.lin.id, by=house.lin, now=NOW)


def test_a_visit_that_nobody_plans_or_makes_ends_by_itself(house):
    requested(house)
    other = scheduled(house, requested(house, himself(registered(name="王二"))))

    work(NOW + DAY)
    assert queries.visit(other.id, by=house.boss).state is State.EXPIRED
    assert queries.visits(by=house.boss, state="requested")
    work(NOW - DAY)
    work(NOW + 31 * DAY)
    assert not queries.visits(by=house.boss, state="requested")


def test_a_device_that_never_comes_back_loses_its_key_a_week_later(house):
    captured(take(house, scheduled(house)))

    work(ENDS + 5 * HOUR)
    assert Bundle.objects.exclude(server_key=None).exists()
    work(ENDS + 8 * DAY)
    assert not Bundle.objects.exclude(server_key=None).exists()


def test_nobody_of_another_issuer_or_another_holder_knows_of_it(house):
    visit = scheduled(house)
    for by in (himself(registered()), employed(Role.SUPERVISOR, "far.away")):
        stranger = by if by.kind == "holder" else _elsewhere(by)
        with pytest.raises(refusals.UnknownVisit):
            queries.visit(visit.id, by=stranger)


def _elsewhere(by):

    return replace(by, issuer="rivertown")
