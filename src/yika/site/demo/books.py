"""A few weeks of believable use: cards are topped up and used, and days are closed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from yika.domain.ledger import actions as ledger
from yika.domain.ledger import queries
from yika.domain.ledger.posting.items import AnyItem, Leg, Post, Spend
from yika.domain.ledger.rules import purse_name
from yika.kit import ids
from yika.kit.actor import Actor
from yika.products.load import catalogue
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse
from yika.site.demo import cast

WEEK = 7
EVENING = time(23, 30)  # when the last uses of a day have come in
AFTER_MIDNIGHT = time(0, 30)
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))

Used = tuple[str, str, Sequence[str]]  # an issuer, one of its products, the cards in use
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the demo with the accounts of its purses."""

    id: str
    issuer: str
    product: CardProduct
    purses: Mapping[str, int]


def fill_books(
    used: Iterable[Used],
    *,
    first_day: date,
    days: int,
    by: Actor,
    now: datetime,
    progress: Progress = lambda _: None,
) -> None:
    """Play the days in order. What is closed already is left alone, so this may be repeated."""
    began_at = _moment(first_day, time(6, 0))
    cards = list(_cards(used, by=by, now=began_at))
    for number in range(days):
        _play(first_day + timedelta(days=number), number, cards, by=by, now=now)
        progress(1)


def _play(day: date, number: int, cards: list[Card], *, by: Actor, now: datetime) -> None:
    """One day of every issuer: what was used is posted in the evening, the day closed at night."""
    closed = {book.code: queries.last_closed_day(book) for book in queries.books()}
    playing = {card.issuer for card in cards if card.purses}
    playing = {issuer for issuer in playing if (closed[issuer] or date.min) < day}
    for issuer in sorted(playing):
        mine = (card for card in cards if card.issuer == issuer)
        items = [item for card in mine for item in _uses(card, day, number)]
        with transaction.atomic():
            ledger.post(items, now=min(_moment(day, EVENING), now))
    for issuer in sorted(playing):
        ledger.close_day(
            issuer=issuer,
            day=day,
            by=by,
            now=min(_moment(day + timedelta(days=1), AFTER_MIDNIGHT), now),
            request_id=f"demo:close:{issuer}:{day}",
        )


def _cards(used: Iterable[Used], *, by: Actor, now: datetime) -> Iterator[Card]:
    """The cards in use, with the purses that their activation opened."""
    for issuer, code, ids_in_use in used:
        product = catalogue()[code]
        _open_counterparts(issuer, product, by=by, now=now)
        for card in ids_in_use:
            purses = {
                purse.name: queries.account_id(purse_name(card, purse.name))
                for purse in product.purses
            }
            yield Card(card, issuer, product, purses)


def _open_counterparts(issuer: str, product: CardProduct, *, by: Actor, now: datetime) -> None:
    """Where what is loaded comes from, and where what is used goes to: accounts without a floor."""
    for unit in {purse.unit for purse in product.purses}:
        for side in ("paid-in", "used"):
            name = _counterpart(issuer, side, unit)
            ledger.open_account(
                issuer=issuer,
                heading=f"{side}:{issuer}:{unit}",
                unit=unit,
                name=name,
                by=by,
                now=now,
                request_id=f"demo:account:{name}",
            )


def _counterpart(issuer: str, side: str, unit: str) -> str:
    return f"{issuer}/{side}/{unit}"


def _uses(card: Card, day: date, number: int) -> Iterator[AnyItem]:
    """What happens to one card on one day; always the same, however often it is asked."""
    chance = Random(f"{card.id}:{day}")  # noqa: S311  a play, no secret
    for purse in card.product.purses:
        if number == 0 or (purse.spendable and number % WEEK == 0):
            yield _load(card, purse, day)
    for unit in sorted({purse.unit for purse in card.product.purses if purse.spendable}):
        for use in range(chance.choice((0, 1, 1, 2, 3))):
            yield _use(card, day, unit=unit, use=use, chance=chance)


def _load(card: Card, purse: Purse, day: date) -> Post:
    """A top-up, or for a purse that is kept (a deposit) all of it."""
    amount = purse.balance_max.minor // (WEEK if purse.spendable else 1)
    account = queries.account_id(_counterpart(card.issuer, "paid-in", purse.unit))
    return Post(
        request=_request(card, day, f"load:{purse.name}"),
        used_at=_micros(day, hour=7),
        reason="top-up" if purse.spendable else "deposit",
        way="cash",
        unit=purse.unit,
        legs=(Leg(account, card.purses[purse.name], _round(amount, purse.unit)),),
    )


def _use(card: Card, day: date, *, unit: str, use: int, chance: Random) -> Spend:
    purses = card.product.spending_order(unit)
    largest = max(purse.balance_max.minor for purse in purses) // 60
    return Spend(
        request=_request(card, day, f"use:{unit}:{use}"),
        used_at=_micros(day, hour=8 + 4 * use, minute=chance.randrange(60)),
        reason="use",
        unit=unit,
        purses=tuple(card.purses[purse.name] for purse in purses),
        target=queries.account_id(_counterpart(card.issuer, "used", unit)),
        amount=_round(chance.randrange(largest // 4, largest + 2), unit),
    )


def _round(minor: int, unit: str) -> int:
    """As people pay: whole tenths of a yuan, at least one."""
    step = 10 if unit == "CNY" else 1
    return max(step, minor // step * step)


def _request(card: Card, day: date, what: str) -> bytes:
    return ids.request_key(f"demo:{card.id}:{day}:{what}").bytes


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(cast.ZONE))


def _micros(day: date, *, hour: int, minute: int = 0) -> int:
    return (_moment(day, time(hour, minute)) - EPOCH) // MICROSECOND
