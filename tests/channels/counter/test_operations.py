"""What is done at the desk: said in words before, done once, and told afterwards."""

from tests import story
from tests.channels.counter.conftest import Clerk, given_to, in_stock, register, state
from tests.channels.counter.test_rights import PIN, sent, with_pin
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.people import queries as people
from yika.domain.staff.rules import Role
from yika.kit import ids


def test_a_walk_in_is_registered_after_the_clerk_has_seen_what_he_typed(
    teller: Clerk, shop: story.Shop
) -> None:
    given = {"name": "Lin Wan", "phone": "138 0000 1111", "email": "", "language": "en"}
    seen = teller.checks("/counter/people/new", **given)
    assert "Register Lin Wan, 138 0000 1111." in seen.text
    assert people.search_holders(shop.staff[Role.TELLER].actor, "Lin Wan") == []

    page = teller.get(teller.does("/counter/people/new", **seen.hidden).onward)
    assert "The person is registered." in page.text
    assert [one.proven for one in page.context["desk"].person.contacts] == [False]


def test_whatever_is_wrong_with_a_person_is_said_at_once_beside_its_field(teller: Clerk) -> None:
    page = teller.checks("/counter/people/new", name="", phone="12", email="x", language="en")
    assert page.status == 422
    wrong = {field.name for field in page.context["form"].fields if field.faults}
    assert wrong == {"name", "phone", "email"}
    assert page.text.count("<title>Error:") == 1


def test_going_back_from_the_line_keeps_everything_that_was_typed(teller: Clerk) -> None:
    seen = teller.checks("/counter/people/new", name="Lin Wan", phone="13800001111", language="en")
    page = teller.post("/counter/people/new", do="change", **seen.hidden)
    values = {field.name: field.value for field in page.context["form"].fields}
    assert (values["name"], values["phone"]) == ("Lin Wan", "13800001111")


def test_a_card_is_handed_out_to_who_is_served(teller: Clerk, shop: story.Shop) -> None:
    holder, card = register(shop), in_stock(shop)
    address = f"/counter/cards/{card}/hand-out?for={holder}"
    assert "to L*** W***" in teller.get(address).context["line"]
    assert state(shop, card) == "in_stock"
    page = teller.get(teller.does(address).onward)
    assert "The card is handed out." in page.text
    assert page.context["desk"].card.holder == holder
    assert {"activate", "take-back", "block"} <= page.offers


def test_a_card_is_handed_out_to_nobody_in_particular(teller: Clerk, shop: story.Shop) -> None:
    card = in_stock(shop)
    address = f"/counter/cards/{card}/hand-out"
    assert "nobody in particular" in teller.get(address).context["line"]
    teller.does(address)
    assert queries.card(card, shop.staff[Role.TELLER].actor).holder == ""
    assert state(shop, card) == "handed_out"


def test_a_sheet_that_is_sent_twice_does_its_work_once(teller: Clerk, shop: story.Shop) -> None:
    card, request = in_stock(shop), str(ids.new_id())
    address = f"/counter/cards/{card}/hand-out"
    assert teller.post(address, request, do="act").onward
    assert teller.post(address, request, do="act").onward
    assert len(queries.history(card, shop.staff[Role.TELLER].actor)) == 4
    assert teller.does(address).status == 409


def test_a_block_for_another_reason_needs_a_word_of_which(teller: Clerk, shop) -> None:
    card = given_to(shop, register(shop))
    address = f"/counter/cards/{card}/block"
    page = teller.checks(address, reason="other", note=" ")
    assert page.status == 422
    assert [field.name for field in page.context["form"].fields if field.faults] == ["note"]

    seen = teller.checks(address, reason="other", note="Bitten by a dog")
    assert "Another reason (Bitten by a dog)" in seen.context["line"]
    page = teller.get(teller.does(address, **seen.hidden).onward)
    assert state(shop, card) == "blocked"
    assert "Bitten by a dog" in page.text
    assert "unblock" in page.offers


def test_a_reason_that_is_not_listed_is_refused(teller: Clerk, shop: story.Shop) -> None:
    address = f"/counter/cards/{given_to(shop, register(shop))}/block"
    for reason in ("", "cleared-up", "nonsense"):
        assert teller.checks(address, reason=reason).status == 422
        assert teller.does(address, reason=reason).status == 422


def test_a_blocked_card_is_what_it_was_before_once_it_is_unblocked(teller: Clerk, shop) -> None:
    card = given_to(shop, register(shop))
    teller.does(f"/counter/cards/{card}/block", reason="suspicion")
    teller.does(f"/counter/cards/{card}/unblock", reason="cleared-up")
    assert state(shop, card) == "handed_out"


def test_a_card_comes_back_from_a_person_and_from_the_post(teller: Clerk, shop) -> None:
    taken, lost = given_to(shop, register(shop)), given_to(shop, register(shop), 1)
    teller.does(f"/counter/cards/{taken}/take-back")
    teller.does(f"/counter/cards/{lost}/undeliverable", reason="address-unknown")
    assert (state(shop, taken), state(shop, lost)) == ("in_stock", "undeliverable")
    teller.does(f"/counter/cards/{lost}/found")
    assert state(shop, lost) == "in_stock"


def test_a_new_pin_needs_the_document_and_is_never_sent_to_the_page_again(campus) -> None:
    teller, card = Clerk(campus.staff[Role.TELLER]), with_pin(campus)
    address = f"/counter/cards/{card}/pin"
    assert teller.does(address, pin="604813", again="604813").status == 422
    different = teller.does(address, seen="yes", pin="604813", again="604814")
    assert (different.status, "604813" in different.text) == (422, False)
    weak = teller.does(address, seen="yes", pin="123456", again="123456")
    assert [field.name for field in weak.context["form"].fields if field.faults] == ["pin"]

    page = teller.get(teller.does(address, seen="yes", pin="604813", again="604813").onward)
    assert "The new PIN is set" in page.text
    cards.check_pin(card=card, pin="604813", **story.asking())
    assert PIN not in page.text


def test_a_delivery_is_counted_without_knowing_what_was_sent(teller: Clerk, shop) -> None:
    delivery = sent(shop)
    address = f"/counter/deliveries/{delivery}"
    listed = teller.get("/counter/stock")
    assert address in listed.text
    blind = [one["delivery"] for one in listed.context["deliveries"]]
    assert next(one for one in blind if one.id == delivery).count is None

    assert teller.checks(address, counted="four").status == 422
    assert "4 cards" in teller.checks(address, counted=" 4 ").context["line"]
    teller.does(address, counted="4")
    page = teller.get("/counter/stock")
    assert "Differs" in page.text
    assert "Counted: 4" in page.text
    teller.does(address, counted="\uff15")
    assert teller.does(address, counted="5").status == 409


def test_what_lies_at_the_outlet_is_listed_by_kind_of_card(teller: Clerk, shop) -> None:
    line = teller.get("/counter/stock").context["lines"][0]
    assert (line["name"], line["counts"][0]) == ("Adult transit card", ("In stock", 4))


def test_personal_data_are_shown_once_after_the_look_was_written_down(
    teller: Clerk, shop: story.Shop
) -> None:
    holder = register(shop)
    address = f"/counter/people/{holder}/reveal"
    assert teller.checks(address, field="phone", purpose="x").status == 422
    assert teller.checks(address, field="shoe", purpose="to call back").status == 422
    assert people.looks(holder) == []

    given = {"field": "phone", "purpose": "to call back"}
    page = teller.does(address, **given)
    assert "+8613800001111" in page.text
    assert page.response.headers["Cache-Control"] == "no-store"
    (look,) = people.looks(holder)
    assert (look.field, look.purpose) == ("phone", "to call back")
    assert "13800001111" not in teller.get(f"/counter/people/{holder}").text


def test_everything_is_masked_until_somebody_says_what_for(teller: Clerk, shop) -> None:
    holder = register(shop)
    card = given_to(shop, holder)
    for address in (f"/counter/people/{holder}", f"/counter/cards/{card}"):
        page = teller.get(address)
        assert not [
            one for one in ("Lin Wan", "13800001111", shop.stock[0].number) if one in page.text
        ]
        assert page.response.headers["Cache-Control"] == "no-store"
