"""Applying for a card on the website, from the list that anybody reads to a card that came back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import story
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import State
from yika.domain.cards.queries import find_card
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db
HOME = {"addressee": "Lin Wan", "address": "8 Quay Road, 430000 Rivertown", "phone": "13800000001"}


@pytest.fixture
def shop() -> story.Shop:
    return story.shop("rivertown-transit", "Rivertown Transit", "江城通", "transit-adult", 6)


def posted(client: Client, page: str, /, **given: str) -> str:
    """Where a post leads to."""
    answer = client.post(page, given)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def on_page(client: Client, address: str) -> dict[str, str]:
    view = client.get(address).context["view"]
    return {"version": str(view.version), "step": view.next.name if view.next else ""}


def applied(client: Client, shop: story.Shop, **where: str) -> str:
    """The page of an application that was just sent off."""
    page = posted(client, reverse("web:offer", args=[shop.code, "transit-adult"]))
    posted(client, page, **on_page(client, page), name="Lin Wan", language="en", do="take")
    posted(client, page, **on_page(client, page), do="prepare")
    code = story.sent_code()
    posted(client, page, **on_page(client, page), code=code, do="take")
    posted(client, page, **on_page(client, page), **where, do="take")
    shown = client.get(page).content.decode()
    assert "Nothing" in shown
    assert where.get("address", "Rivertown Transit") in shown
    done = posted(client, page, **on_page(client, page), right="yes", do="take")
    return posted_on(client, done)


def posted_on(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 303
    return str(answer["Location"])


def test_anybody_reads_what_can_be_applied_for(client: Client, shop: story.Shop) -> None:
    page = client.get(reverse("web:offers"), headers={"accept-language": "en"})
    assert "Adult transit card" in page.content.decode()
    address = reverse("web:offer", args=[shop.code, "transit-adult"])
    page = client.get(address, headers={"accept-language": "en"})
    assert "Nothing to pay" in page.content.decode()
    led = client.post(address)
    assert led.status_code in {302, 303}
    assert reverse("web:sign-in") in led["Location"]


@pytest.mark.parametrize(
    "named", [("nowhere", "x"), ("rivertown-transit", "city-card"), ("a", "%00")]
)
def test_what_is_not_offered_says_so(
    client: Client,
    shop: story.Shop,
    named: tuple[str, str],
) -> None:
    assert client.get(f"/apply/{named[0]}/{named[1]}").status_code == 404


def test_a_holder_applies_has_it_sent_and_corrects_the_address(
    client: Client, shop: story.Shop
) -> None:
    client.cookies["yika_language"] = "en"
    story.come_in(client, story.holder())
    page = applied(client, shop, where="send", **HOME)
    shown = client.get(page).content.decode()
    assert "Being prepared" in shown
    assert HOME["address"] in shown

    teller = shop.staff[Role.TELLER].actor
    found = page.rpartition("/")[2]
    card = find_card(shop.stock[0].number, by=teller)
    actions.assign_card(application=found, card=card.number, **story.asking(teller))
    actions.send_card(application=found, carrier="SF", tracking="SF123", **story.asking(teller))
    assert "SF123" in client.get(page).content.decode()
    actions.note_undeliverable(application=found, reason="address-unknown", **story.asking(teller))
    shown = client.get(page).content.decode()
    assert "Nobody of that name at the address" in shown

    receive = reverse("web:application-receive", args=[found])
    wrong = client.post(receive, {"where": "send", **HOME, "address": "x" * 10_000})
    assert wrong.status_code == 422
    assert "at most 200 characters" in wrong.content.decode()
    posted(client, receive, where="send", **HOME | {"address": "9 Quay Road"})
    assert "9 Quay Road" in client.get(page).content.decode()
    posted(client, reverse("web:application-withdraw", args=[found]))
    assert queries.application(found, by=teller).state is State.WITHDRAWN
    assert "Quay Road" not in client.get(page).content.decode()


def test_too_much_of_an_address_is_refused_and_kept(client: Client, shop: story.Shop) -> None:
    client.cookies["yika_language"] = "en"
    story.come_in(client, story.holder())
    page = posted(client, reverse("web:offer", args=[shop.code, "transit-adult"]))
    posted(client, page, **on_page(client, page), name="Lin Wan", language="en", do="take")
    posted(client, page, **on_page(client, page), do="prepare")
    posted(client, page, **on_page(client, page), code=story.sent_code(), do="take")
    long = HOME | {"where": "send", "address": "y" * 10_000}
    answer = client.post(page, on_page(client, page) | long | {"do": "take"})
    assert answer.status_code == 422
    assert "Lin Wan" in answer.content.decode()


def test_an_application_is_nobody_elses(client: Client, shop: story.Shop) -> None:
    client.cookies["yika_language"] = "en"
    story.come_in(client, story.holder())
    page = applied(client, shop, where=shop.outlet)
    assert "You collect it at" in client.get(page).content.decode()
    again = client.post(reverse("web:offer", args=[shop.code, "transit-adult"]))
    assert again.status_code == 409
    story.come_in(client, story.holder("13800000002"))
    for address in (page, f"{page}/receive", f"{page}/withdraw"):
        assert client.get(address).status_code == 404
    assert client.post(f"{page}/arrived").status_code == 404
    assert "No application yet" in client.get(reverse("web:applications")).content.decode()
