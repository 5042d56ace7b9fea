"""Open accounts in an issuer's books."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import rules
from yika.domain.ledger.models import Account, AccountName, Book, Heading
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid
from yika.kit.money import UNITS, Money
from yika.products.product import CardProduct


@transaction.atomic
def open_account(  # noqa: PLR0913  an account is all of these
    *,
    issuer: str,
    heading: str,
    unit: str,
    name: str,
    floor: Money | None = None,
    ceiling: Money | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> int:
    """Open an account under a heading of the issuer's chart; without a floor if none is given.

    An account is opened empty, so its floor is never above zero. Safe to repeat: a name that is
    there already under the same heading is given back.
    """
    if unit not in UNITS:
        raise Invalid([Fault(name, "unit", f"expected one of {', '.join(UNITS)}, not {unit!r}")])
    line = heading_of(issuer, heading, unit)
    account, opened = _open(line, name, floor=floor, ceiling=ceiling, now=now)
    if opened:
        facts = {"heading": heading, "unit": unit, "floor": None if floor is None else str(floor)}
        journal.record(
            "ledger.account_opened",
            subject=name,
            by=by,
            now=now,
            request_id=request_id,
            issuer=issuer,
            facts=facts,
        )
    return account


@transaction.atomic
def open_purses(
    *, issuer: str, product: CardProduct, card: str, by: Actor, now: datetime, request_id: str
) -> Mapping[str, int]:
    """Open the purses a card of this product has: purse name → account, in spending order.

    Each gets the floor and the ceiling of the product's policy. Safe to repeat.
    """
    purses: dict[str, int] = {}
    opened: list[str] = []
    for purse in product.purses:
        line = heading_of(issuer, rules.purse_heading(issuer, product.code, purse.name), purse.unit)
        account, new = _open(
            line,
            rules.purse_name(card, purse.name),
            floor=purse.floor,
            ceiling=purse.ceiling,
            now=now,
        )
        purses[purse.name] = account
        opened += [purse.name] * new
    if opened:
        journal.record(
            "ledger.purses_opened",
            subject=card,
            by=by,
            now=now,
            request_id=request_id,
            issuer=issuer,
            facts={"product": product.code, "edition": product.edition, "purses": opened},
        )
    return purses


def heading_of(issuer: str, code: str, unit: str) -> Heading:
    """The line of the issuer's chart, made when it is asked for first."""
    book = Book.objects.filter(code=issuer).first()
    if book is None:
        raise rules.UnknownBook(thing="books", name=issuer)
    heading, _ = Heading.objects.get_or_create(book=book, code=code, defaults={"unit": unit})
    if heading.unit != unit:
        raise rules.WrongUnit(kept=heading.unit, given=unit)
    return heading


def _open(
    heading: Heading, name: str, *, floor: Money | None, ceiling: Money | None, now: datetime
) -> tuple[int, bool]:
    """The account of this name, and whether it was opened just now."""
    rules.check_name(name)
    if found := _existing(heading, name):
        return found, False
    for limit in (floor, ceiling):
        if limit is not None and limit.unit != heading.unit:
            raise rules.WrongUnit(kept=heading.unit, given=limit.unit)
    if floor is not None and floor.minor > 0:
        raise rules.FloorAboveBalance(balance=Money(0, heading.unit))
    minor = None if floor is None else floor.minor
    account = Account(
        heading=heading,
        floor=minor,
        floor_min=minor,
        ceiling=None if ceiling is None else ceiling.minor,
        opened_at=now,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            AccountName.objects.create(name=name, account_id=account.id)
    except IntegrityError:
        # Somebody opened it in the same moment.
        if found := _existing(heading, name):
            return found, False
        raise
    return account.id, True


def _existing(heading: Heading, name: str) -> int | None:
    named = AccountName.objects.filter(name=name).first()
    if named is None:
        return None
    if Account.objects.get(id=named.account_id).heading_id != heading.pk:
        raise rules.NameTaken(name=name)
    return named.account_id
