"""A writer in a process of its own, without Django: the gateway's way of posting.

Run as `python -m tests.domain.ledger.other_process ROLE URL VERSION KEY …`. What it was told by
the books it prints, one line of JSON per item, the moment it knows.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from tests.domain.ledger.asking import hold, pay, spend, take_back
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.posting.seal import SealKey, digest
from yika.domain.ledger.posting.writer import Writer, open_writer

REQUESTS = 150
AT_ONCE = 20
UNTIL = datetime(2100, 1, 1, tzinfo=UTC)


def drawn(chance: random.Random, purses: Sequence[int], plain: Sequence[int]) -> AnyItem:
    """Something to ask: few requests, so that others ask the same, or the same id otherwise."""
    number = chance.randrange(REQUESTS)
    request = f"request {number}"
    same = random.Random(number * 10 + (chance.random() < 0.1))
    one, two = same.sample(list(purses), 2)
    cash, shop = plain
    amount = same.choice([1, 30, 70, 200])
    original = f"request {same.randrange(REQUESTS)}"
    return same.choice(
        [
            pay(request, one, shop, amount),
            pay(request, two, cash, amount),
            pay(request, cash, one, amount * 3),
            pay(request, one, two, amount),
            pay(request, shop, cash, amount),
            spend(request, (one, two), shop, amount),
            hold(request, one, amount, UNTIL),
            take_back(request, one, original),
            take_back(request, cash, original),
        ]
    )


def asked_in_turn(number: int, purses: Sequence[int], plain: Sequence[int]) -> AnyItem:
    """The item of this number, the same whoever asks it; it is never refused."""
    return pay(f"turn {number}", plain[0], purses[number % len(purses)], 1 + number % 9)


def told(item: AnyItem, outcome: Outcome) -> str:
    moves = [(m.id, m.account, m.seq, m.amount, m.balance_after) for m in outcome.moves]
    answer = {"code": outcome.code, "facts": outcome.facts, "moves": moves}
    whom = {"request": item.request.hex(), "digest": digest(item).hex()}
    return json.dumps(whom | {"answer": answer})


def post(writer: Writer, items: Sequence[AnyItem]) -> None:
    outcomes = writer.post(items, now=datetime.now(UTC))
    lines = [told(item, outcome) for item, outcome in zip(items, outcomes, strict=True)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def crowd(writer: Writer, seed: str, batches: str, purses: str, plain: str) -> None:
    """Post random batches, beside others who do the same."""
    chance = random.Random(int(seed))
    sys.stdin.readline()
    for _ in range(int(batches)):
        count = chance.choice([1, 5, AT_ONCE])
        post(writer, [drawn(chance, json.loads(purses), json.loads(plain)) for _ in range(count)])


def endless(writer: Writer, first: str, purses: str, plain: str) -> None:
    """Post one batch after the other, until killed."""
    number = int(first)
    while True:
        numbers = range(number, number + AT_ONCE)
        post(writer, [asked_in_turn(n, json.loads(purses), json.loads(plain)) for n in numbers])
        number += AT_ONCE


ROLES: dict[str, Callable[..., None]] = {"crowd": crowd, "endless": endless}


def main() -> None:
    role, url, version, seal, *rest = sys.argv[1:]
    writer = open_writer(url, seal=SealKey(int(version), bytes.fromhex(seal)))
    assert "django" not in sys.modules
    ROLES[role](writer, *rest)
    writer.close()


if __name__ == "__main__":
    main()
