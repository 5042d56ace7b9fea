"""Asking at the kiosk: four touches and a code, a number at the end, and nothing left behind."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import story
from yika.domain.enquiries import queries
from yika.domain.machines.rules import MachineKind


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city(count=6)
        transaction.set_rollback(True)


@pytest.fixture
def kiosk(city: story.City, db: None) -> Client:
    return story.come_in(Client(), city.transit.machines[MachineKind.KIOSK])


def test_somebody_leaves_a_question_and_gets_a_number(kiosk: Client, city: story.City) -> None:
    assert "/kiosk/ask" in kiosk.get("/kiosk/help").content.decode()
    assert "?kind=complaint" in kiosk.get("/kiosk/ask").content.decode()
    onward = "/kiosk/ask/phone?kind=complaint&amp;topic=machine"
    assert onward in kiosk.get("/kiosk/ask?kind=complaint").content.decode()
    wrong = kiosk.post(onward.replace("&amp;", "&"), {"contact": "12"})
    assert wrong.status_code == 422
    sent = kiosk.post(onward.replace("&amp;", "&"), {"contact": "13900000002"})
    assert kiosk.post(sent.headers["Location"], {"code": "12"}).status_code == 422
    asked = kiosk.post(sent.headers["Location"], {"code": story.sent_code()})
    assert asked.headers["Location"] == "/kiosk/ask/done"

    [found] = queries.enquiries(by=story.OPERATOR, now=story.moment(), kind="complaint")
    page = kiosk.get("/kiosk/ask/done").content.decode()
    assert found.number in page
    assert (found.issuer, found.outlet) == (city.transit.code, city.transit.outlet)
    assert kiosk.get("/kiosk/ask/done").headers["Location"] == "/kiosk"


@pytest.mark.parametrize("query", ["", "?kind=x&topic=card", "?kind=enquiry&topic=x"])
def test_what_cannot_be_touched_leads_back(kiosk: Client, query: str) -> None:
    assert kiosk.get(f"/kiosk/ask/phone{query}").headers["Location"] == "/kiosk/ask"
    assert kiosk.get(f"/kiosk/ask/code{query}").headers["Location"] == "/kiosk/ask"
    assert kiosk.get("/kiosk/ask/code?kind=enquiry&topic=card").status_code == 303
