"""A batch from its making to the shelf of an outlet, and what is printed on its cards."""

import csv
import io
import re

from tests.channels.console.scene import Browser, Scene
from yika.domain.cards import queries
from yika.domain.cards.rules import State
from yika.domain.journal.queries import records


def onward(response) -> str:
    assert response.status_code == 303, response.content.decode()
    return str(response.headers["Location"])


def made(operator: Browser, count: int = 20) -> str:
    """The address of a new batch."""
    check = onward(operator.post("/console/batches/new", product="transit-adult", count=str(count)))
    return onward(operator.post(check))


def test_what_is_to_be_made_is_checked_before_it_is(operator: Browser, scene: Scene) -> None:
    before = len(queries.batches(operator.person.actor))
    check = onward(operator.post("/console/batches/new", product="transit-adult", count="20"))
    assert "Make 20 cards" in operator.text(check)
    assert len(queries.batches(operator.person.actor)) == before
    batch = onward(operator.post(check))
    assert "Batch of 20 × Adult transit card" in operator.text(batch)


def test_a_count_that_is_none_is_told_beside_its_field(operator: Browser) -> None:
    refused = operator.post("/console/batches/new", product="transit-adult", count="many")
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "<title>Error:" in text
    assert "Enter how many cards, as a whole number." in text
    assert operator.post("/console/batches/new", product="gold", count="5").status_code == 422


def test_the_same_form_posted_twice_makes_one_batch(operator: Browser) -> None:
    check = "/console/batches/new?product=transit-adult&count=7"
    given = {"request_id": "make-them-once"}
    first, second = (operator.client.post(check, given) for _ in range(2))
    assert onward(first) == onward(second)


def test_cards_are_sent_counted_and_a_difference_is_settled(operator: Browser, shop) -> None:
    batch = made(operator)
    delivery = onward(operator.post(f"{batch}/send", outlet=shop.outlet, count="12"))
    # The operator works at that outlet: before he has counted he does not see what was sent.
    assert "<dd>12" not in operator.text(delivery)
    onward(operator.post(f"{delivery}/count", counted="11"))
    assert "Count differs" in operator.text(delivery)
    unnamed = operator.post(f"{delivery}/settle", missing="", reason="missing")
    assert unnamed.status_code == 422
    view = queries.delivery(delivery.rpartition("/")[2], operator.person.actor)
    onward(operator.post(f"{delivery}/settle", missing=view.first_number, reason="missing"))
    assert "Settled" in operator.text(delivery)
    states = queries.batch(batch.rpartition("/")[2], operator.person.actor).states
    assert states == {State.IN_STOCK: 11, State.UNDELIVERABLE: 1, State.MADE: 8}


def test_each_printing_is_recorded_and_comes_as_a_file(operator: Browser) -> None:
    batch = made(operator)
    table = operator.post(f"{batch}/sheet", form="table", first="1", last="20")
    assert table.headers["Content-Disposition"].endswith('table.csv"')
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["piece"] for row in rows] == [str(place) for place in range(1, 21)]
    backs = operator.post(f"{batch}/sheet", form="backs", first="2", last="3")
    assert backs.content.startswith(b"%PDF")
    found = records(subject=batch.rpartition("/")[2], event="batch.sheet_printed")
    assert [one.facts for one in found] == [{"first": 2, "last": 3}, {"first": 1, "last": 20}]


def test_paper_is_for_a_few_hundred_cards_and_refused_pieces_are_told(operator: Browser) -> None:
    batch = made(operator)
    assert operator.post(f"{batch}/sheet", form="backs", first="1", last="9999").status_code == 422
    assert operator.post(f"{batch}/sheet", form="table", first="5", last="4").status_code == 422
    assert operator.post(f"{batch}/sheet", form="poem", first="1", last="4").status_code == 422
    assert not records(subject=batch.rpartition("/")[2], event="batch.sheet_printed")


def test_a_list_is_paged_narrowed_and_told_as_csv(operator: Browser, scene: Scene) -> None:
    made(operator, 60)
    first = operator.text("/console/cards?state=made")
    older = re.search(r'href="(\?state=made&amp;behind=card_\w+)"', first)
    assert older
    second = operator.text("/console/cards" + older[1].replace("&amp;", "&"))
    assert "Newest" in second
    assert set(re.findall(r"/console/cards/card_\w+", first)).isdisjoint(
        re.findall(r"/console/cards/card_\w+", second)
    )
    file = b"".join(operator.get("/console/cards?state=made&as=csv")).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(file)))) == 1 + 60
    assert operator.get("/console/cards?behind=nonsense").status_code == 404
    assert "?state" not in operator.text("/console/cards?state=nonsense")
