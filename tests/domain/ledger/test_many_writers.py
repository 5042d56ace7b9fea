"""Several processes write to the same books, and the books stay as if one had."""

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.domain.ledger.asking import pay, take_back
from tests.domain.ledger.conftest import opener
from tests.domain.ledger.real_books import RealBooks
from yika.domain.ledger import verify
from yika.domain.ledger.models import Answer, Move
from yika.domain.ledger.rules import RequestReused
from yika.kit.actor import Actor

SOAK = bool(os.environ.get("YIKA_SOAK"))
WRITERS = 4
BATCHES = 2000 if SOAK else 40


@pytest.fixture
def places(real_books: RealBooks, clerk: Actor, now: datetime) -> tuple[list[int], list[int]]:
    """A few purses, with and without an overdraft and a ceiling; two accounts without a floor."""
    opened = opener(clerk, now)
    limits = [(0, None), (-100, None), (0, 500), (-100, 800)]
    purses = [opened(f"p{n}", floor=low, ceiling=high) for n, (low, high) in enumerate(limits)]
    return purses, [opened("cash"), opened("shop")]


def test_whoever_asks_gets_the_same_answer_and_each_is_in_the_book_once(
    real_books: RealBooks, places: tuple[list[int], list[int]]
) -> None:
    writers = [
        real_books.begin("crowd", seed, BATCHES, *map(json.dumps, places))
        for seed in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    outputs = [writer.communicate(timeout=600)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS

    answers: dict[tuple[str, str], object] = {}
    codes = Counter[str]()
    for line in "".join(outputs).splitlines():
        heard = json.loads(line)
        asked = heard["request"], heard["digest"]
        assert answers.setdefault(asked, heard["answer"]) == heard["answer"]
        codes[heard["answer"]["code"]] += 1
    assert list(verify.faults()) == []
    check_in_the_book(answers)
    assert {"", "ledger.not_enough", RequestReused.code} <= codes.keys()


def check_in_the_book(answers: dict[tuple[str, str], object]) -> None:
    """Every acknowledged move is there as it was told, and no other; so is each kept answer."""
    moved, kept = Counter[tuple[int, ...]](), set()
    for asked, answer in answers.items():
        assert isinstance(answer, dict)
        moved.update(map(tuple, answer["moves"]))
        if not answer["moves"] and answer["code"] != RequestReused.code:
            kept.add((*asked, answer["code"]))
    columns = ("id", "account_id", "seq", "amount", "balance_after")
    assert moved == Counter(Move.objects.values_list(*columns))
    rows = Answer.objects.values_list("request", "digest", "code")
    assert kept == {(request.hex(), digest.hex(), code) for request, digest, code in rows}


def test_two_who_take_the_same_posting_back_at_once_take_it_back_once(
    real_books: RealBooks, places: tuple[list[int], list[int]]
) -> None:
    """Also where no side has a floor, so that nothing was locked when both looked."""
    (purse, *_), (cash, shop) = places
    writers = [real_books.writer() for _ in range(2)]

    def taken_back(place: int, home: int, number: int) -> str:
        item = take_back(f"back {home} {number} {place}", home, f"{home} {number}")
        (outcome,) = writers[place].post([item], now=datetime.now(UTC))
        return outcome.code

    with ThreadPoolExecutor(2) as pool:
        for number in range(12):
            for home in (cash, purse):
                original = pay(f"{home} {number}", shop, home, 5)
                writers[0].post([original], now=datetime.now(UTC))
                told = pool.map(taken_back, range(2), [home] * 2, [number] * 2)
                assert sorted(told) == ["", "ledger.already_reversed"]
    for writer in writers:
        writer.close()
    assert list(verify.faults()) == []
