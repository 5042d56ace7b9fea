"""A refusal becomes a page: in words, with the right status, in the dress of its face."""

import pytest
from django.test import Client

from tests import story
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db


def test_a_page_that_needs_somebody_leads_to_its_own_sign_in(client: Client) -> None:
    assert client.get("/me").headers["Location"] == "/sign-in?next=%2Fme"
    assert client.get("/console").headers["Location"] == "/staff/sign-in?next=%2Fconsole"
    assert client.get("/counter").headers["Location"] == "/staff/sign-in?next=%2Fcounter"
    assert client.get("/kiosk").headers["Location"] == "/kiosk/pair"


def test_a_posted_form_of_nobody_never_comes_back_as_an_address(client: Client) -> None:
    where = client.post("/me/profile", {"name": "x"}).headers["Location"]
    assert where.startswith("/sign-in?next=")


def test_what_is_not_there_and_what_is_not_mine_look_the_same(client: Client) -> None:
    city = story.city()
    story.come_in(client, story.holder())
    nothing = client.get("/cards/card_01hq0000000000000000000000")
    others = client.get(f"/cards/{city.transit.card_ids[0]}")
    assert nothing.status_code == others.status_code == 404
    assert b"<title>" in others.content


def test_a_forged_form_is_refused_with_a_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in", {"contact": "13800000001"})
    assert answer.status_code == 403
    assert b"<main" in answer.content


def test_staff_pages_are_not_for_holders_and_the_other_way_round(client: Client) -> None:
    city = story.city()
    teller = city.transit.staff[Role.TELLER]
    client.cookies["yika_sign_in"] = teller.token
    assert client.get("/cards").status_code == 303
    client.cookies["yika_staff"] = story.holder().token
    assert client.get("/counter").status_code == 303
    signed_out = client.get("/staff/passkeys")
    assert signed_out.status_code == 303
    assert signed_out["Location"].startswith("/staff/sign-in")


def test_where_to_afterwards_is_always_a_page_of_ours(client: Client) -> None:
    for wanted in ("//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil"):
        page = client.get("/sign-in", {"next": wanted})
        assert page.status_code == 200
    story.city()
