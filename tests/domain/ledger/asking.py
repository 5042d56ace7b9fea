"""Items in few words, for tests that ask the books for something."""

from typing import Any

from yika.domain.ledger.posting.items import Leg, PlaceHold, Post, Release, Reverse, Spend
from yika.kit import ids
from yika.kit.moments import to_micros


def key(text: str) -> bytes:
    return ids.request_key(text).bytes


def pay(request: str, source: int, target: int, amount: int, **more: Any) -> Post:
    """A posting with one leg."""
    return pay_all(request, (source, target, amount), **more)


def pay_all(request: str, *legs: tuple[int, int, int], **more: Any) -> Post:
    """A posting with several legs."""
    fields = {"unit": "CNY", "reason": "test"} | more
    return Post(request=key(request), legs=tuple(Leg(*leg) for leg in legs), **fields)


def spend(request: str, purses: tuple[int, ...], target: int, amount: int, **more: Any) -> Spend:
    fields = {"unit": "CNY", "reason": "test"} | more
    return Spend(request=key(request), purses=purses, target=target, amount=amount, **fields)


def take_back(request: str, account: int, original: str, **more: Any) -> Reverse:
    fields = {"reason": "test"} | more
    return Reverse(request=key(request), account=account, original=key(original), **fields)


def hold(request: str, account: int, amount: int, until: Any, **more: Any) -> PlaceHold:
    fields = {"unit": "CNY", "reason": "test"} | more
    return PlaceHold(
        request=key(request), account=account, amount=amount, until=to_micros(until), **fields
    )


def release(request: str, account: int, held: str, **more: Any) -> Release:
    return Release(request=key(request), account=account, hold=key(held), reason="test", **more)
