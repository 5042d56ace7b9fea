"""What changes from one edition of a product to the next, key by key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo

from yika.kit.money import Money
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse
from yika.products.tables.span import Span
from yika.products.tables.table import Limit, Table, inner_table
from yika.products.tables.values import inline

# Days and months are compared by counting both from this day, which no leap year is near.
A_DAY = date(2001, 1, 1)


class Effect(StrEnum):
    """What a change does to what a card may do."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """One key that differs, with its values as written; None where the key is not there."""

    key: str
    old: str | None
    new: str | None
    effect: Effect


def difference(old: CardProduct, new: CardProduct) -> list[Change]:
    """Every change from the old to the new, in the order of the schema.

    A table that comes or goes is one change. Purses are the same when their names are.
    """
    return list(_between(old, new, ""))


def changed_limits(old: CardProduct, new: CardProduct) -> list[Purse]:
    """The new purses that the old product has too, with another floor or another ceiling."""
    before = {(purse.name, purse.unit): (purse.floor, purse.ceiling) for purse in old.purses}
    return [
        purse
        for purse in new.purses
        if before.get((purse.name, purse.unit), (purse.floor, purse.ceiling))
        != (purse.floor, purse.ceiling)
    ]


def _between(old: Table, new: Table, prefix: str) -> Iterator[Change]:
    for name, field in type(new).model_fields.items():
        key = prefix + (field.alias or name)
        before, after = getattr(old, name), getattr(new, name)
        if isinstance(after, tuple) and _has_names(field):
            yield from _between_lists(before, after, key, field)
        elif isinstance(before, Table) and isinstance(after, Table):
            yield from _between(before, after, f"{key}.")
        elif before != after:
            yield _change(key, before, after, field)


def _between_lists(
    old: tuple[Purse, ...], new: tuple[Purse, ...], key: str, field: FieldInfo
) -> Iterator[Change]:
    olds = {each.name: each for each in old}
    news = {each.name: each for each in new}
    for name in {**olds, **news}:
        if name in olds and name in news:
            yield from _between(olds[name], news[name], f"{key}.{name}.")
        else:
            yield _change(f"{key}.{name}", olds.get(name), news.get(name), field)
    stayed = [[name for name in names if name in olds and name in news] for names in (olds, news)]
    if stayed[0] != stayed[1]:
        yield Change(key, ", ".join(olds), ", ".join(news), Effect.NEUTRAL)


def _has_names(field: FieldInfo) -> bool:
    """Whether the tables of a list can be told apart; a list of plain words is one value."""
    table = inner_table(field.annotation)
    return table is not None and "name" in table.model_fields


def _change(key: str, before: Any, after: Any, field: FieldInfo) -> Change:
    return Change(key, _written(before), _written(after), _effect(field, before, after))


def _effect(field: FieldInfo, before: Any, after: Any) -> Effect:
    limit = next((mark for mark in field.metadata if isinstance(mark, Limit)), None)
    if limit is None:
        return Effect.NEUTRAL
    if before is None or after is None:
        more = (before is None) == (limit.absent == "nothing")
        comparable = limit.absent != "unlike"
    else:
        more = _size(before) < _size(after)
        comparable = _kind(before) == _kind(after) and _size(before) != _size(after)
    if not comparable:
        return Effect.NEUTRAL
    return Effect.LOOSER if more else Effect.TIGHTER


def _size(value: Any) -> Any:
    if isinstance(value, Money):
        return value.minor
    return value.after(A_DAY) if isinstance(value, Span) else value


def _kind(value: Any) -> object:
    return value.unit if isinstance(value, Money) else type(value)


def _written(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Table):
        return inline(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, tuple) and any(isinstance(each, Table) for each in value):
        return "[" + ", ".join(str(_written(each)) for each in value) + "]"
    return inline(value) if isinstance(value, bool | tuple) else str(value)
