"""Files of cards, and the people who import them."""

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import count

from yika.domain.cards.rules.numbers import Series
from yika.domain.imports import actions
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.staff.rules import Role, rights_of
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.products.load import catalogue
from yika.products.product import CardProduct

ISSUER = "harbor"
TRANSIT = "transit-adult"

_counts = count(1)


def staff(name: str, *roles: Role, issuer: str = ISSUER) -> Actor:
    """Somebody at the console. The name fills up the id of a login."""
    login = f"login_01kaf{name:0>21}"
    rights = rights_of(roles)
    return Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer=issuer, rights=rights)


OPERATOR = staff("xna", Role.OPERATOR)
SUPERVISOR = staff("xnb", Role.SUPERVISOR)
STRANGER = staff("xnc", Role.OPERATOR, Role.SUPERVISOR, issuer="elsewhere")
TELLER = staff("xnd", Role.TELLER)


def transit() -> CardProduct:
    return catalogue()[TRANSIT]


def number(serial: int, product: str = TRANSIT) -> str:
    """The card number with this serial number."""
    policy = catalogue()[product].number
    assert policy
    return Series.of(policy).number(serial)


def table(*rows: Iterable[object], header: str = "card number,state") -> str:
    """A file as a spreadsheet writes it."""
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    return "\r\n".join(lines) + "\r\n"


def plain(cards: int, *, first: int = 1) -> str:
    """A file of cards in stock."""
    return table(*((number(serial), "in stock") for serial in range(first, first + cards)))


def receive(
    text: str | bytes,
    now: datetime,
    *,
    mode: Mode = Mode.WHOLE_FILE,
    dry_run: bool = False,
    typed: Totals | None = None,
    product: str = TRANSIT,
    by: Actor = OPERATOR,
    background: bool = False,
    request_id: str = "",
) -> ImportView:
    """Bring a file."""
    raw = text.encode() if isinstance(text, str) else text
    return actions.receive_import(
        order=Order(ISSUER, product, mode, dry_run=dry_run, typed=typed),
        file=io.BytesIO(raw),
        name="cards.csv",
        background=background,
        by=by,
        now=now,
        request_id=request_id or f"receive-{next(_counts)}",
    )


def advance(view: ImportView, now: datetime) -> ImportView:
    """Do one piece of work."""
    return actions.advance_import(
        import_id=view.id, by=WORKER, now=now, request_id=f"advance-{next(_counts)}"
    )


def work(view: ImportView, now: datetime) -> ImportView:
    """Work until nothing is left to do."""
    while not view.rests:
        view = advance(view, now)
    return view


def approve(view: ImportView, now: datetime, *, by: Actor = SUPERVISOR) -> ImportView:
    return actions.approve_import(
        import_id=view.id, by=by, now=now, request_id=f"approve-{next(_counts)}", background=False
    )
