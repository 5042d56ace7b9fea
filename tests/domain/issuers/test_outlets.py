"""Opening, changing and closing outlets."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.domain.issuers.samples import OPERATOR, harbor, manager, pier
from yika.domain.issuers import queries
from yika.domain.issuers.actions import change_outlet, close_outlet
from yika.domain.issuers.models import Outlet
from yika.domain.issuers.rules import (
    CodeTaken,
    Hours,
    OutletClosed,
    RequestReused,
    Text,
    UnknownIssuer,
    UnknownOutlet,
)
from yika.domain.journal.models import Entry
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _harbor(now: datetime) -> None:
    harbor(now)


def test_an_outlet_tells_where_it_is_and_when_it_is_open(now: datetime) -> None:
    opened = pier(now)

    assert queries.outlet(opened.id) == opened
    assert opened.id.startswith("out_")
    assert (opened.issuer, opened.zone, opened.phone) == (
        "harbor",
        "Asia/Shanghai",
        "027-8765 0001",
    )
    assert opened.is_open(now)
    assert not opened.is_open(now + timedelta(hours=12))
    assert opened.closes_at(now) == now + timedelta(hours=5)
    assert opened.opens_at(now + timedelta(hours=12)) == now + timedelta(hours=21)


def test_outlets_are_listed_by_issuer_and_code(now: datetime) -> None:
    harbor(now, code="eastgate")
    mine, other = pier(now, code="b-second"), pier(now, issuer="eastgate", code="a-gate")
    first = pier(now, code="a-first")

    assert queries.outlets("harbor") == [first, mine]
    assert queries.outlets() == [other, first, mine]
    assert queries.outlets("nobody") == []


def test_a_repeat_opens_nothing_twice(now: datetime) -> None:
    assert pier(now) == pier(now)
    assert Outlet.objects.count() == 1


def test_the_same_request_for_another_outlet_is_refused(now: datetime) -> None:
    pier(now)
    with pytest.raises(RequestReused):
        pier(now, phone="")


def test_a_code_is_taken_once_per_issuer(now: datetime) -> None:
    harbor(now, code="eastgate")
    pier(now)

    pier(now, issuer="eastgate", request_id="of-another-issuer")
    with pytest.raises(CodeTaken):
        pier(now, request_id="again")


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("code", {"code": "-"}),
        ("name", {"name": Text("Pier", " ")}),
        ("address", {"address": Text("x" * 121, "码头路")}),
        ("phone", {"phone": "none"}),
    ],
)
def test_what_cannot_be_shown_is_not_kept(now: datetime, where: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        pier(now, **wrong)
    assert {fault.where for fault in refused.value.faults} == {where}


def test_what_changes_is_kept_with_what_it_was(now: datetime) -> None:
    opened = pier(now)
    longer = Hours.read("mon-sun 08:00-20:00")

    changed = change_outlet(
        outlet=opened.id,
        hours=longer,
        phone="",
        address=Text("2 Quay Road", "码头路 2 号"),
        by=manager(),
        now=now,
        request_id="change",
    )

    assert (changed.hours, changed.phone, changed.name) == (longer, "", opened.name)
    assert queries.outlet(opened.id) == changed
    entry = Entry.objects.get(event="outlet.changed")
    assert entry.before["hours"] == opened.hours.as_json()
    assert entry.after["hours"] == longer.as_json()


def test_changing_nothing_is_no_change(now: datetime) -> None:
    opened = pier(now)

    same = change_outlet(
        outlet=opened.id, name=opened.name, by=OPERATOR, now=now, request_id="change"
    )

    assert same == opened
    assert not Entry.objects.filter(event="outlet.changed").exists()


def test_a_closed_outlet_stays_known_and_closed(now: datetime) -> None:
    opened = pier(now)

    for _ in range(2):
        close_outlet(outlet=opened.id, by=manager(), now=now, request_id="close")

    closed = queries.outlet(opened.id)
    assert closed.closed_at == now
    assert not closed.is_open(now)
    assert closed.opens_at(now) is None
    assert queries.outlets("harbor") == []
    assert queries.outlets("harbor", closed=True) == [closed]
    assert Entry.objects.filter(event="outlet.closed").count() == 1
    with pytest.raises(OutletClosed):
        change_outlet(outlet=opened.id, phone="", by=manager(), now=now, request_id="change")


@pytest.mark.parametrize("wrong", ["", "pier-one", "out_", "card_01kaf0000000000000000000ma"])
def test_what_is_no_outlet_is_told_as_such(wrong: str) -> None:
    with pytest.raises(UnknownOutlet):
        queries.outlet(wrong)


def test_the_staff_of_another_issuer_sees_and_changes_nothing(now: datetime) -> None:
    opened = pier(now)
    stranger = manager("eastgate")

    with pytest.raises(UnknownIssuer):
        pier(now, code="mine", by=stranger)
    with pytest.raises(UnknownOutlet):
        change_outlet(outlet=opened.id, phone="", by=stranger, now=now, request_id="x")
    with pytest.raises(UnknownOutlet):
        close_outlet(outlet=opened.id, by=stranger, now=now, request_id="x")


def test_without_the_right_nothing_is_changed(now: datetime) -> None:
    opened = pier(now)
    teller = manager(right="cards.view")

    with pytest.raises(NotAllowed):
        pier(now, code="mine", by=teller)
    with pytest.raises(NotAllowed):
        change_outlet(outlet=opened.id, phone="", by=teller, now=now, request_id="x")
    with pytest.raises(NotAllowed):
        close_outlet(outlet=opened.id, by=teller, now=now, request_id="x")
