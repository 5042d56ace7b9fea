"""Says amounts and limits of a product in the words of the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from yika.domain.errands.rules.asks import InBoth
from yika.kit.money import Money
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse
from yika.products.tables.span import Span

SIGNS = {"CNY": "¥", "JPY": "JP¥", "EUR": "€", "GBP": "£", "USD": "US$", "HKD": "HK$"}


def in_language(words: InBoth, language: str) -> str:
    """What is said in this language."""
    return words.zh_hans if language == "zh-hans" else words.en


def said(value: str | InBoth | date | Money | Span, *, literal: bool) -> str:
    """A label or a value of an errand in the reader's language; what is `literal` is data."""
    if isinstance(value, str):
        return value if literal else _(value)
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, Span):
        return lasting(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return amount(value) if isinstance(value, Money) else in_language(value, get_language() or "")


def listed(things: Iterable[str]) -> str:
    """One after the other, with the comma that the language has between things."""
    return pgettext("between things", ", ").join(things)


def in_turn(first: str, second: str) -> str:
    """Two sentences, with the space that the language has between them."""
    return _("{first} {second}").format(first=first, second=second)


def amount(money: Money) -> str:
    """¥1,000.00, 10,000 points, 50 rides."""
    number, _space, unit = str(money).partition(" ")
    whole, dot, cents = number.partition(".")
    shown = f"{int(whole):,}{dot}{cents}"
    if unit in SIGNS:
        return f"{SIGNS[unit]}{shown}"
    return _unit(unit, count=int(whole)).format(count=shown)


def limits(purse: Purse) -> list[str]:
    """How far a purse goes up and down, one statement each."""
    said = [_("up to {amount}").format(amount=amount(purse.balance_max))]
    if purse.overdraft_max:
        said.append(_("{amount} on credit").format(amount=amount(purse.overdraft_max)))
    if not purse.spendable:
        said.append(_("kept, not spent"))
    return said


def validity(product: CardProduct) -> str:
    """Until when a card may be used."""
    table = product.validity
    if table is None:
        return _("No last day")
    if table.ends_on:
        return _("Until {day}").format(day=date_format(table.ends_on, "DATE_FORMAT"))
    assert table.lasts
    return _("{time} from activation").format(time=lasting(table.lasts))


def _unit(unit: str, *, count: int) -> str:
    known = {
        "points": ngettext("{count} point", "{count} points", count),
        "rides": ngettext("{count} ride", "{count} rides", count),
        "visits": ngettext("{count} visit", "{count} visits", count),
        "meals": ngettext("{count} meal", "{count} meals", count),
        "minutes": ngettext("{count} minute", "{count} minutes", count),
        "messages": ngettext("{count} message", "{count} messages", count),
    }
    return known.get(unit, f"{{count}} {unit}")


def lasting(span: Span) -> str:
    """3 days, 18 months, 10 years."""
    if span.months and span.months % 12 == 0:
        years = span.months // 12
        return ngettext("{count} year", "{count} years", years).format(count=years)
    if span.months:
        return ngettext("{count} month", "{count} months", span.months).format(count=span.months)
    return ngettext("{count} day", "{count} days", span.days).format(count=span.days)
