"""Applying at a kiosk with a code to the phone, and asking where an application stands."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import story
from tests.channels.applying import applied
from yika.domain.applications.rules.states import Act
from yika.domain.machines.rules import MachineKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> story.Shop:
    return story.shop("rivertown-transit", "Rivertown Transit", "江城通", "transit-adult", 6)


@pytest.fixture
def kiosk(client: Client, shop: story.Shop) -> Client:
    client.cookies["yika_language"] = "en"
    return story.come_in(client, shop.machines[MachineKind.KIOSK])


def step(kiosk: Client, **given: str) -> str:
    """Where the next step of the visit leads."""
    page = reverse("kiosk:visit")
    view = kiosk.get(page).context["view"]
    seen = {"version": str(view.version), "step": view.next.name, "do": "take"}
    answer = kiosk.post(page, seen | given)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def test_somebody_unknown_applies_with_his_phone(kiosk: Client, shop: story.Shop) -> None:
    assert "Apply for a card" in kiosk.get(reverse("kiosk:attract")).content.decode()
    begun = kiosk.post(reverse("kiosk:apply"), {"about": "rivertown-transit/transit-adult"})
    assert begun["Location"] == reverse("kiosk:visit")
    step(kiosk, name="Wu Tong", phone="13900001111", language="en")
    step(kiosk, do="prepare")
    step(kiosk, code=story.sent_code())
    step(kiosk, where=shop.outlet)
    done = step(kiosk, right="yes")
    assert done == reverse("kiosk:applied")
    shown = kiosk.get(done).content.decode()
    assert "Your application is taken in" in shown
    assert "Wu Tong" not in shown


def test_a_case_number_tells_where_it_stands_and_nothing_personal(
    kiosk: Client, shop: story.Shop
) -> None:
    view = applied(shop, Act.SENT)
    answer = kiosk.post(reverse("kiosk:case"), {"case": view.case.lower().replace("-", " ")})
    assert answer["Location"] == reverse("kiosk:application")
    shown = kiosk.get(answer["Location"]).content.decode()
    assert "On its way" in shown
    assert "Quay Road" not in shown
    assert "Lin" not in shown
    assert kiosk.get(reverse("kiosk:visit"))["Location"] == reverse("kiosk:application")


@pytest.mark.parametrize("case", ["", "ABCD-EFGH", "x" * 1000])
def test_a_case_that_is_none_is_not_found(kiosk: Client, case: str) -> None:
    assert kiosk.post(reverse("kiosk:case"), {"case": case}).status_code == 404
    assert kiosk.get(reverse("kiosk:application"))["Location"] == reverse("kiosk:case")
    assert kiosk.post(reverse("kiosk:apply"), {"about": "other/thing"}).status_code == 404
