"""The queue at the desk: called, served, gone, checked in, and another time booked."""

import re

import pytest

from tests import story
from tests.channels.counter.conftest import Clerk, register
from tests.channels.counter.test_rights import booked, free_time
from yika.domain.machines.rules import MachineKind
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import TicketView
from yika.domain.staff.rules import Role


@pytest.fixture
def open_shop(shop: story.Shop) -> story.Shop:
    story.receive(shop)
    return shop


def walk_in(shop: story.Shop) -> TicketView:
    machine = shop.machines[MachineKind.KIOSK].actor
    return actions.take_number(service="loss", **story.asking(machine))


def test_the_desk_shows_who_is_next_and_calls_him(teller: Clerk, open_shop: story.Shop) -> None:
    first, second = walk_in(open_shop), walk_in(open_shop)
    desk = teller.get("/counter")
    assert f'next: <b class="num">{first.number}</b>' in desk.text
    assert "2 people wait" in desk.text

    page = teller.get(teller.post("/counter/queue/next").onward)
    assert page.context["mine"]["ticket"].id == first.id
    page = teller.get(teller.post("/counter/queue/next").onward)
    assert page.context["mine"]["ticket"].id == second.id
    assert teller.post("/counter/queue/next").status == 422

    gone = teller.post(f"/counter/queue/{second.id}/end", how="gone")
    page = teller.get(gone.onward)
    assert page.context["mine"] is None
    assert "Nobody is waiting" in page.text
    clerk = open_shop.staff[Role.TELLER].actor
    assert [queries.ticket(one.id, by=clerk).state for one in (first, second)] == ["served", "gone"]


def test_a_double_press_calls_one(teller: Clerk, open_shop: story.Shop) -> None:
    first = walk_in(open_shop)
    walk_in(open_shop)
    for _ in range(2):
        teller.post("/counter/queue/next", "pressed")

    assert teller.get("/counter/queue").context["mine"]["ticket"].id == first.id


def test_the_paired_counter_gives_the_desk_its_name(teller: Clerk, open_shop: story.Shop) -> None:
    walk_in(open_shop)
    story.come_in(teller.client, open_shop.machines[MachineKind.COUNTER])
    teller.post("/counter/queue/next")

    assert teller.get("/counter/queue").context["mine"]["ticket"].desk == "counter 1"


def test_a_ticket_is_typed_or_scanned_from_anywhere(teller: Clerk, open_shop: story.Shop) -> None:
    number = booked(open_shop)
    page = teller.does("/counter/queue/check-in", ticket="0000-0000")
    assert (page.status, 'value="0000-0000"' in page.text) == (404, True)

    page = teller.get(teller.does("/counter/queue/check-in", ticket=number).onward)
    [due] = [one["ticket"].due_at for one in page.context["waiting"]]
    late = story.day_of(due) > story.day_of(story.moment())  # shortly before midnight
    assert [one["view"].number for one in page.context["today"]] == [number] * (not late)

    me = story.holder()
    free = queries.next_free(open_shop.outlet, "loss", now=story.moment())
    assert free
    what = {"outlet": open_shop.outlet, "service": "loss", "begins_at": free.begins_at}
    view = actions.book(**what, **story.asking(me.actor))
    assert teller.finds(view.payload).onward == "/counter/queue"
    assert teller.finds(view.payload).status == 409


def test_another_time_is_booked_for_who_stands_here(teller: Clerk, open_shop: story.Shop) -> None:
    person, time = register(open_shop), free_time(open_shop)
    page = teller.checks(f"/counter/people/{person}/book", time=time)
    assert "Report a loss" in page.context["line"]

    page = teller.get(teller.does(f"/counter/people/{person}/book", **page.hidden).onward)
    assert "The appointment is booked" in page.text
    clerk = open_shop.staff[Role.TELLER].actor
    assert len(queries.coming(person, by=clerk, now=story.moment())) == 1
    wrong = teller.does(f"/counter/people/{person}/book", time="loss yesterday")
    assert wrong.status == 422


def test_who_only_looks_on_sees_no_queue(open_shop: story.Shop) -> None:
    walk_in(open_shop)
    auditor = Clerk(open_shop.staff[Role.AUDITOR])

    assert not re.search("next: <b", auditor.get("/counter").text)
    assert auditor.get("/counter/queue").status == 403
    assert auditor.post("/counter/queue/next").status == 403
