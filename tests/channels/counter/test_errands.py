"""Activation at the desk, and what an agent on the telephone sees of one begun elsewhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import story
from tests.channels.counter.conftest import Clerk, Page, given_to, register
from yika.domain.cards import queries as cards
from yika.domain.errands import actions as errands
from yika.domain.staff.rules import Role

QUERIES_MAX = {"card": 12, "person": 11, "errand": 19, "stock": 6}


def test_a_walk_in_goes_home_with_an_activated_card(teller: Clerk, shop: story.Shop) -> None:
    holder = register(shop)
    card = given_to(shop, holder)
    address = teller.does(f"/counter/cards/{card}/activate").onward
    assert teller.get(address).context["step"].name == "possession"
    assert take(teller, address, in_hand="").status == 422
    take(teller, address, in_hand="yes")
    assert teller.get(address).context["step"].name == "one-time-code"
    take(teller, address, do="prepare")
    take(teller, address, code=story.sent_code())

    page = teller.get(take(teller, address, do="skip").onward)
    found = cards.card(card, shop.staff[Role.TELLER].actor)
    assert (found.state.value, found.holder) == ("active", holder)
    assert "In use" in page.text
    assert [one.proven for one in page.context["desk"].person.contacts] == [True]


def test_what_was_begun_on_a_phone_goes_on_with_its_code(teller: Clerk, shop: story.Shop) -> None:
    holder = story.holder("13800005555").actor
    view = errands.begin_errand(kind="activation", card=shop.card_ids[0], **story.asking(holder))
    ticket = errands.hand_over(errand=view.id, **story.asking(holder))
    for brought in (ticket.code.lower(), view.case):
        page = teller.does("/counter/continue", code=brought)
        assert page.onward == f"/counter/errands/{view.id}"
    assert teller.does("/counter/continue", code="K7F3-2Q9M").status == 422


def test_a_scanned_ticket_goes_on_at_once(teller: Clerk, shop: story.Shop) -> None:
    holder = story.holder("13800005555").actor
    view = errands.begin_errand(kind="activation", card=shop.card_ids[0], **story.asking(holder))
    ticket = errands.hand_over(errand=view.id, **story.asking(holder))
    assert teller.finds(ticket.token).onward == f"/counter/errands/{view.id}"


def test_an_agent_sees_how_far_it_has_come_and_what_the_last_try_met(
    teller: Clerk, shop: story.Shop
) -> None:
    address = teller.does(f"/counter/cards/{given_to(shop, register(shop))}/activate").onward
    take(teller, address, in_hand="yes")
    take(teller, address, do="prepare")
    assert take(teller, address, code="000000").status == 422
    page = teller.get(address)
    assert [one["state"] for one in page.context["progress"]] == [
        "Done",
        "Known before",
        "Comes next",
        "Comes later",
    ]
    assert "at a counter" in page.text


def test_an_activation_is_cancelled_after_its_line_was_read(teller: Clerk, shop) -> None:
    card = given_to(shop, register(shop))
    address = teller.does(f"/counter/cards/{card}/activate").onward
    sheet = teller.get(f"{address}/cancel")
    stale = sheet.hidden
    take(teller, address, in_hand="yes")
    assert teller.does(f"{address}/cancel", version=stale["version"]).status == 409
    page = teller.get(
        teller.does(f"{address}/cancel", **teller.get(f"{address}/cancel").hidden).onward
    )
    assert "It is cancelled." in page.text
    assert "activate" in page.offers
    assert teller.get(address).context["state"] == "Cancelled"


def test_while_one_is_under_way_the_card_says_so_and_leads_there(teller: Clerk, shop) -> None:
    card = given_to(shop, register(shop))
    address = teller.does(f"/counter/cards/{card}/activate").onward
    page = teller.get(f"/counter/cards/{card}")
    assert {"errand", "withdraw"} <= page.offers
    assert "activate" not in page.offers
    assert address in page.text
    assert teller.does(f"/counter/cards/{card}/activate").onward == address


@pytest.mark.parametrize("what", QUERIES_MAX)
def test_a_page_asks_the_database_a_bounded_number_of_times(
    teller: Clerk, shop: story.Shop, what: str
) -> None:
    holder = register(shop)
    card = given_to(shop, holder)
    given_to(shop, holder, 1)
    errand = teller.does(f"/counter/cards/{card}/activate").onward
    pages = {
        "card": f"/counter/cards/{card}",
        "person": f"/counter/people/{holder}",
        "errand": errand,
        "stock": "/counter/stock",
    }
    with CaptureQueriesContext(connection) as asked:
        assert teller.get(pages[what]).status == 200
    assert len(asked) <= QUERIES_MAX[what]


def take(clerk: Clerk, address: str, do: str = "take", **given: str) -> Page:
    """One step with what is given."""
    view = clerk.get(address).context["view"]
    assert view.next
    sent = {"do": do, "step": view.next.name, "version": str(view.version), **given}
    return clerk.post(address, **sent)
