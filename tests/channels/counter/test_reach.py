"""Staff of another issuer see nothing, at no address, by no search."""

import re

import pytest

from tests import story
from tests.channels.applying import applied
from tests.channels.counter.conftest import Clerk, given_to, register
from tests.channels.counter.test_queue import walk_in
from tests.channels.counter.test_rights import asked, sent
from yika.channels.counter.urls import urlpatterns
from yika.domain.people import queries as people
from yika.domain.staff.rules import Role


@pytest.fixture
def stranger(campus: story.Shop) -> Clerk:
    """A supervisor of the other issuer."""
    return Clerk(campus.staff[Role.SUPERVISOR])


def test_no_page_of_another_issuer_exists(stranger: Clerk, shop: story.Shop) -> None:
    named = things(shop)
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if "<" not in route:
            continue
        address = "/" + re.sub(r"<str:(\w+)>", lambda name: named[name[1]], route)
        answers = {stranger.get(address).status, stranger.does(address).status}
        assert 404 in answers, address
        assert answers <= {404, 405}, address  # 405: takes no form, or is nothing but one


def test_no_search_finds_anything_of_another_issuer(stranger: Clerk, shop: story.Shop) -> None:
    named = things(shop)
    for text in (shop.stock[0].number, shop.stock[0].qr, "Lin Wan", "13800001111", named["case"]):
        assert stranger.finds(text).status in {404, 422}, text
    found = stranger.get(f"/counter/people?h={named['holder']}")
    assert found.context["found"] == []


def test_nobody_is_served_whom_the_issuer_does_not_know(stranger: Clerk, shop, campus) -> None:
    holder = register(shop)
    page = stranger.get(f"/counter/cards/{campus.card_ids[0]}?for={holder}")
    assert page.context["desk"].person is None
    assert people.looks(holder) == []


def things(shop: story.Shop) -> dict[str, str]:
    """One of everything that an address names."""
    story.receive(shop)
    teller = Clerk(shop.staff[Role.TELLER])
    holder = register(shop)
    card = given_to(shop, holder)
    errand = teller.does(f"/counter/cards/{card}/activate").onward
    return {
        "holder": holder,
        "card_id": card,
        "errand_id": errand.rpartition("/")[2],
        "case": teller.get(errand).context["view"].case,
        "delivery_id": sent(shop),
        "enquiry_id": asked(shop),
        "application_id": applied(shop).id,
        "ticket_id": walk_in(shop).id,
        "mandate_id": "mandate_x",
        "user_id": "user_x",
    }
