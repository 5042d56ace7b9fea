"""Uses of cards as they come: any card, in order of time, some without money, a few told twice."""

import random
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from yika.domain.ledger.posting.items import Leg, Post
from yika.kit.ids import new_id
from yika.kit.moments import to_micros

UNIT: Final = "CNY"
OPENING: Final = 1_000_000  # in the least unit: enough for thousands of rides
FARES: Final = range(100, 801)
TOO_MUCH: Final = 50_000_000

REFUSED: Final = 0.02
REPEATED: Final = 0.005
REMEMBERED: Final = 5000  # a repeat is of one of so many last uses


@dataclass(frozen=True, slots=True)
class Cards:
    """The accounts of a book: one per card, and those without a floor."""

    ids: range
    merchants: tuple[int, ...]
    clearing: int

    def half(self, part: int) -> "Cards":
        """Every other card: what one of two writers has to itself."""
        return Cards(self.ids[part::2], self.merchants, self.clearing)


@dataclass(frozen=True, slots=True)
class Batch:
    """Items to be posted together, and how many rows the books have to keep of them."""

    items: Sequence[Post]
    moves: int
    answers: int


@dataclass(slots=True)
class Tally:
    """How many rows were acknowledged, and so must be in the book."""

    moves: int = 0
    answers: int = 0

    def add(self, batches: Iterable["Batch | Tally"]) -> None:
        """These were answered too."""
        for batch in batches:
            self.moves += batch.moves
            self.answers += batch.answers


class Uses:
    """An endless stream of uses; the same seed gives the same cards and fares."""

    def __init__(self, cards: Cards, *, seed: int) -> None:
        self._cards = cards
        self._random = random.Random(seed)
        self._recent: deque[Post] = deque(maxlen=REMEMBERED)

    def supply(self, size: int, count: int) -> list[Batch]:
        """Batches made in advance, to be posted in order, perhaps not to the last."""
        # What was made in advance and never posted would be told for the first time as a repeat.
        self._recent.clear()
        return [self.batch(size) for _ in range(count)]

    def batch(self, size: int) -> Batch:
        """The next `size` uses, their ids in the order of their making."""
        items: list[Post] = []
        moves = answers = 0
        for _ in range(size):
            chance = self._random.random()
            if chance < REPEATED and self._recent:
                items.append(self._random.choice(self._recent))
                continue
            refused = chance < REPEATED + REFUSED
            moves, answers = moves + (not refused), answers + refused
            use = self._use(TOO_MUCH if refused else self._random.choice(FARES))
            items.append(use)
            self._recent.append(use)
        return Batch(items, moves, answers)

    def _use(self, amount: int) -> Post:
        choose = self._random.choice
        leg = Leg(choose(self._cards.ids), choose(self._cards.merchants), amount)
        return _post(leg, reason="ride")


def openings(cards: Cards, *, at_once: int) -> Iterator[Batch]:
    """The first top-up of every card."""
    for start in range(0, len(cards.ids), at_once):
        legs = [Leg(cards.clearing, id_, OPENING) for id_ in cards.ids[start : start + at_once]]
        items = [_post(leg, reason="top-up", way="cash") for leg in legs]
        yield Batch(items, len(items), 0)


def _post(leg: Leg, *, reason: str, way: str = "") -> Post:
    return Post(
        request=new_id().bytes,
        used_at=to_micros(datetime.now(UTC)),
        reason=reason,
        unit=UNIT,
        legs=(leg,),
        way=way,
    )
