"""Lists come in pages that miss nothing and repeat nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import story
from tests.channels.api.conftest import Program
from yika.kit import ids


def walk(program: Program, path: str, *, limit: int, cursor: str) -> Iterator[dict[str, Any]]:
    """Every page of a list, from one end."""
    told = program.get(f"{path}?limit={limit}").json if cursor == "starting_after" else None
    at = None
    while told is None or told["has_more"]:
        if told is not None:
            yield told
            at = told["next_cursor"]
        told = program.get(f"{path}?limit={limit}&{cursor}={at}").json
    yield told


@pytest.mark.parametrize("limit", [1, 3, 4, 10, 100])
def test_all_pages_together_are_the_list(program: Program, shop: story.Shop, limit: int) -> None:
    pages = list(walk(program, "/cards", limit=limit, cursor="starting_after"))
    found = [card["id"] for one in pages for card in one["data"]]
    assert found == sorted(found, reverse=True)
    assert set(shop.card_ids) <= set(found)
    assert pages[-1]["next_cursor"] is None
    assert all(len(one["data"]) == limit for one in pages[:-1])


def test_a_page_leads_back_to_the_one_before(program: Program, shop: story.Shop) -> None:
    whole = [card["id"] for card in program.get("/cards?limit=100").json["data"]]
    back = program.get(f"/cards?limit=3&ending_before={whole[7]}").json
    assert [card["id"] for card in back["data"]] == whole[4:7]
    assert (back["has_more"], back["next_cursor"]) == (True, whole[4])
    first = program.get(f"/cards?limit=3&ending_before={whole[2]}").json
    assert [card["id"] for card in first["data"]] == whole[:2]
    assert (first["has_more"], first["next_cursor"]) == (False, None)


def test_only_one_direction_can_be_walked(program: Program, shop: story.Shop) -> None:
    card = shop.card_ids[0]
    answer = program.get(f"/cards?starting_after={card}&ending_before={card}")
    assert (answer.status, answer.json["errors"][0]["parameter"]) == (422, "ending_before")


def test_a_list_is_narrowed_by_what_is_asked_for(program: Program, shop: story.Shop) -> None:
    def count(query: str) -> int:
        return len(program.get(f"/cards?limit=100&{query}").json["data"])

    assert count("state=handed_out") == len(shop.cards)
    assert count("state=in_stock") == len(shop.stock)
    assert count(f"batch={shop.batch}") == len(shop.card_ids)
    assert count(f"outlet={shop.outlet}&state=in_stock") == len(shop.stock)
    assert count("product=no-such-product") == 0
    assert count(f"holder={ids.show('hld', ids.new_id())}") == 0


@pytest.mark.parametrize(
    "path", ["/batches", "/deliveries", "/outlets", "/errands", "/enquiries", "/messages", "/cards"]
)
def test_every_list_has_the_same_shape(program: Program, path: str) -> None:
    assert set(program.get(path).json) == {"data", "has_more", "next_cursor"}


@pytest.mark.parametrize(
    "path", ["/batches", "/deliveries", "/outlets", "/errands", "/enquiries", "/messages"]
)
@pytest.mark.parametrize("cursor", ["starting_after", "ending_before"])
def test_a_cursor_that_leads_nowhere_breaks_no_list(
    program: Program, path: str, cursor: str
) -> None:
    answer = program.get(f"{path}?{cursor}={ids.show('xyz', ids.new_id())}")
    assert answer.status in {200, 404}
