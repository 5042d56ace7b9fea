"""Enquiries at the desk: taken down, found by number, taken on, answered once they are read."""

from tests import story
from tests.channels.counter.conftest import Clerk, register
from tests.channels.counter.test_rights import asked
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import State
from yika.domain.staff.rules import Role

ASKED = {"kind": "complaint", "topic": "outlet", "words": "I waited an hour."}


def test_what_somebody_says_is_taken_down_and_gets_a_number(
    teller: Clerk, shop: story.Shop
) -> None:
    holder = register(shop)
    address = f"/counter/people/{holder}/ask"
    seen = teller.checks(address, **ASKED)
    assert "Complaint, An outlet or its staff." in seen.context["line"]
    page = teller.get(teller.does(address, **seen.hidden).onward)
    assert "It is taken down" in page.text
    assert "I waited an hour." in page.text

    number = page.context["one"].enquiry.number
    assert number in teller.get(f"/counter/people/{holder}").text
    assert teller.finds(number.lower().replace("-", " ")).onward == page_of(page)


def test_everything_that_is_wrong_is_said_at_once(teller: Clerk, shop: story.Shop) -> None:
    page = teller.checks(f"/counter/people/{register(shop)}/ask", kind="x", topic="", words=" ")
    assert page.status == 422
    wrong = {field.name for field in page.context["form"].fields if field.faults}
    assert wrong == {"kind", "topic", "words"}


def test_it_is_taken_on_and_answered_after_what_was_added_is_read(
    teller: Clerk, shop: story.Shop
) -> None:
    enquiry = asked(shop)
    address = f"/counter/enquiries/{enquiry}"
    assert {"answer", "take-on", "add-words"} <= teller.get(address).offers
    teller.does(f"{address}/take")
    assert "take-on" not in teller.get(address).offers

    seen = teller.checks(f"{address}/answer", words="Sorry. It is mended.")
    other = Clerk(shop.staff[Role.SUPERVISOR])
    assert other.does(f"{address}/add", words="It is dead again.").onward
    late = teller.does(f"{address}/answer", **seen.hidden)
    assert late.status == 409
    assert "Sorry. It is mended." in late.text
    again = teller.checks(f"{address}/answer", words="Mended for good.")
    page = teller.get(teller.does(f"{address}/answer", **again.hidden).onward)
    assert "It is answered" in page.text
    assert page.context["one"].enquiry.state is State.ANSWERED


def test_an_escalated_one_is_not_offered_to_a_teller(teller: Clerk, shop: story.Shop) -> None:
    enquiry = asked(shop)
    boss = shop.staff[Role.SUPERVISOR].actor
    actions.escalate_enquiry(enquiry=enquiry, reason="Press.", **story.asking(boss))
    address = f"/counter/enquiries/{enquiry}"

    assert "answer" not in teller.get(address).offers
    assert teller.does(f"{address}/answer", words="No.", version="9").status == 403
    assert enquiry in teller.get("/counter/enquiries").text


def test_those_of_another_issuer_do_not_exist(shop: story.Shop, campus: story.Shop) -> None:
    enquiry, stranger = asked(shop), Clerk(campus.staff[Role.SUPERVISOR])
    number = queries.enquiry(enquiry, by=story.OPERATOR, now=story.moment()).number

    for way in ("", "/answer", "/take", "/add"):
        assert stranger.get(f"/counter/enquiries/{enquiry}{way}").status == 404
        assert stranger.does(f"/counter/enquiries/{enquiry}{way}", words="x").status in {404, 405}
    assert stranger.finds(number).status == 422
    assert enquiry not in stranger.get("/counter/enquiries").text


def page_of(page) -> str:
    return f"/counter/enquiries/{page.context['one'].enquiry.id}"
