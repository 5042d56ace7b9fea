"""What a program does with cards, batches, PINs and people, and what it is refused."""

import pytest

from tests import story
from tests.channels.api.conftest import Program
from yika.domain.machines.rules import MachineKind

TRANSIT = "transit-adult"


@pytest.mark.parametrize("shown", ["{}", " {} "])
def test_a_card_is_found_by_number_and_by_qr_code(
    program: Program, shop: story.Shop, shown: str
) -> None:
    row = shop.cards[0]
    spaced = " ".join(row.number[at : at + 4] for at in range(0, len(row.number), 4))
    found = {
        program.post("/cards/lookup", {"text": shown.format(text)}).json["id"]
        for text in (row.number, spaced, row.qr)
    }
    assert found == {shop.card_ids[0]}


def test_a_swapped_digit_a_foreign_code_and_another_city_are_told_apart(
    program: Program, city: story.City
) -> None:
    number = city.transit.cards[1].number
    swapped = number[:-2] + number[-1] + number[-2]
    assert swapped != number
    texts = {
        "card.mistyped_number": swapped,
        "card.foreign_code": "https://example.com/q/abc",
        "card.unknown": city.campus.cards[0].number,
    }
    for code, text in texts.items():
        assert program.post("/cards/lookup", {"text": text}).code == code


def test_no_answer_shows_a_whole_card_number(program: Program, shop: story.Shop) -> None:
    card = shop.card_ids[0]
    for path in (f"/cards/{card}", f"/cards/{card}/history", "/cards"):
        assert shop.cards[0].number not in program.get(path).response.content.decode()


def test_stock_goes_from_the_press_to_a_person(program: Program, shop: story.Shop) -> None:
    batch = program.post("/batches", {"product": TRANSIT, "count": 4}).json
    assert batch["states"] == {"made": 4}
    sent = program.post(
        f"/batches/{batch['id']}/deliveries", {"outlet": shop.outlet, "count": 3}
    ).json
    assert sent["state"] == "on_the_way"
    differs = program.post(f"/deliveries/{sent['id']}/count", {"counted": 2}).json
    assert (differs["state"], differs["difference"]) == ("differs", -1)
    counted = program.post(f"/deliveries/{sent['id']}/count", {"counted": 3}).json
    assert counted["state"] == "received"
    assert program.get(f"/deliveries/{sent['id']}").json == counted

    cards = program.get(f"/cards?batch={batch['id']}&state=in_stock").json["data"]
    assert len(cards) == 3
    path = f"/cards/{cards[0]['id']}"
    assert program.post(f"{path}/hand-out", {"reason": "mailed"}).json["state"] == "handed_out"
    lost = program.post(f"{path}/undeliverable", {"reason": "address-unknown"}).json
    assert lost["state"] == "undeliverable"
    history = program.get(f"{path}/history").json["data"]
    assert [step["after"] for step in history][-2:] == ["handed_out", "undeliverable"]
    assert program.get(f"/batches/{batch['id']}").json["states"]["undeliverable"] == 1


def test_the_stock_tells_what_lies_where(program: Program, shop: story.Shop) -> None:
    lines = program.get(f"/stock?outlet={shop.outlet}").json["data"]
    (line,) = [one for one in lines if one["product"] == TRANSIT]
    assert line["states"]["in_stock"] == len(shop.stock)


def test_a_card_is_blocked_and_let_go(program: Program, shop: story.Shop) -> None:
    path = f"/cards/{shop.card_ids[1]}"
    other = program.post(f"{path}/block", {"reason": "other"})
    assert other.code == "card.note_needed"
    blocked = program.post(f"{path}/block", {"reason": "other", "note": "seen twice"})
    assert blocked.json["state"] == "blocked"
    assert "seen twice" not in program.get(f"{path}/history").response.content.decode()
    freed = program.post(f"{path}/unblock", {"reason": "cleared-up"})
    assert freed.json["state"] == "handed_out"


def test_a_card_that_nobody_activated_comes_back(program: Program, shop: story.Shop) -> None:
    back = program.post(f"/cards/{shop.card_ids[2]}/take-back")
    assert back.json["state"] == "in_stock"


def test_a_reason_that_is_none_is_refused(program: Program, shop: story.Shop) -> None:
    answer = program.post(f"/cards/{shop.card_ids[0]}/block", {"reason": "mailed"})
    assert (answer.status, answer.code) == (422, "card.reason_unknown")


def test_a_product_tells_what_its_activation_asks(program: Program) -> None:
    product = program.get(f"/products/{TRANSIT}").json
    steps = {step["name"]: step for step in product["activation"]["steps"]}
    assert list(steps)[:3] == ["possession", "profile", "one-time-code"]
    (form, *_more) = steps["profile"]["forms"]
    assert {"name", "phone"} <= form["properties"].keys()
    assert program.get("/products").json["data"] == [product]
    assert program.get("/products/no-such").status == 404


def test_people_are_registered_found_and_shown_masked(program: Program) -> None:
    lin = {"name": "林小雨", "phone": "13800138000", "email": "lin@example.com"}
    made = program.post("/holders", lin)
    assert made.status == 201
    for text in (lin["phone"], lin["email"], lin["name"], made.json["id"]):
        (found,) = program.post("/holders/search", {"text": text}).json["data"]
        assert found == made.json
    assert not {"小雨", "13800138000", "lin@"} & set(made.json.values())
    assert program.post("/holders/search", {"text": "138"}).json["data"] == []


def test_a_pin_is_checked_counted_and_locked_at_a_terminal(
    program: Program, shop: story.Shop
) -> None:
    """Cards of this kind have none, and the terminal is told so before anything is counted."""
    reader = Program(shop.machines[MachineKind.READER].token)
    path = f"/cards/{shop.card_ids[0]}/pin"
    assert reader.get(path).code == "pin.none"
    assert reader.post(f"{path}/check", {"pin": "2580"}).code == "pin.none"
    assert reader.post(f"{path}/change", {"old": "2580", "new": "8051"}).code == "pin.none"
