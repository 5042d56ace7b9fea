"""What can be asked of the books, and how they answer."""

from collections.abc import Sequence
from datetime import date

import msgspec

from yika.domain.ledger import rules
from yika.kit.errors import Refusal


class Leg(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An amount from one account to another, in minor units, always above zero."""

    source: int
    target: int
    amount: int


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item"):
    """One thing asked, all of it or nothing.

    `request` is 16 bytes (`ids.request_key`) and scoped to the accounts with a floor that the
    item names. `used_at` is microseconds since 1970; None means "when the books write it".

    What is encoded of an item is what its digest covers. Fields at their default are left out,
    so that a field added later does not change the digest of requests already answered.
    """

    request: bytes
    used_at: int | None = None
    reason: str


class Post(Item, frozen=True, kw_only=True, tag="post"):
    """Move along every leg, in order. With `hold`, what was held at that account is freed first.

    `booked_on` dates a posting by hand. `way` is how the money came (cash, a provider), kept on
    the moves. `past_freeze` lets a frozen account move.
    """

    unit: str
    legs: tuple[Leg, ...]
    way: str = ""
    booked_on: date | None = None
    hold: bytes | None = None
    past_freeze: bool = False


class Spend(Item, frozen=True, kw_only=True, tag="spend"):
    """Pay one amount out of several purses, each emptied to its floor before the next."""

    unit: str
    purses: tuple[int, ...]
    target: int
    amount: int
    hold: bytes | None = None


class Reverse(Item, frozen=True, kw_only=True, tag="reverse"):
    """Take back everything the posting `original` moved, by contrary moves. Only once."""

    account: int
    original: bytes
    past_freeze: bool = False


class PlaceHold(Item, frozen=True, kw_only=True, tag="hold"):
    """Keep an amount of a purse aside until `until` (microseconds since 1970)."""

    unit: str
    account: int
    amount: int
    until: int


class Release(Item, frozen=True, kw_only=True, tag="release"):
    """Give a hold back to the purse. With `expired`, only because its time is over."""

    account: int
    hold: bytes
    expired: bool = False


AnyItem = Post | Spend | Reverse | PlaceHold | Release


class Moved(msgspec.Struct, frozen=True, gc=False):
    """One move as it stands in the book, seen from its home."""

    id: int
    account: int
    seq: int
    amount: int
    balance_after: int


class Outcome(msgspec.Struct, frozen=True):
    """The answer to one item: moved (`code` is empty) or refused. A repeat gets the first one."""

    moves: tuple[Moved, ...] = ()
    code: str = ""
    facts: dict[str, str] = {}
    repeated: bool = False

    @property
    def ok(self) -> bool:
        return not self.code

    def refusal(self) -> Refusal:
        return rules.BY_CODE[self.code](**self.facts)

    def same_as(self, other: "Outcome") -> bool:
        """Equal in all but whether it is told for the first time."""
        return (self.moves, self.code, self.facts) == (other.moves, other.code, other.facts)


def pairs_of(item: AnyItem) -> Sequence[tuple[int, int]]:
    """The accounts an item names, two by two, in its order."""
    if type(item) is Post:
        if len(item.legs) == 1:
            leg = item.legs[0]
            return ((leg.source, leg.target),)
        return [(leg.source, leg.target) for leg in item.legs]
    if type(item) is Spend:
        return [(purse, item.target) for purse in item.purses]
    return ((item.account, item.account),)  # type: ignore[union-attr]  # the others name one
