"""The steps of seeding, in order. Every one may be repeated: what is there stays as it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.journal.actions import seal_entries
from yika.domain.ledger.actions import seal_batches
from yika.domain.people.actions.create_login import create_login
from yika.domain.people.queries import find_login_id
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Refusal, gettext_noop
from yika.products.load import catalogue
from yika.site.demo import books, cast

DAYS = 28  # that the issuers have been in business already
OPERATOR = Actor(ActorKind.SYSTEM, "demo", Channel.COMMAND_LINE)

Progress = Callable[[int], None]


class NotForProduction(Refusal):
    code = "site.demo_in_production"
    wording = gettext_noop("The demo is not for production: it would mix with true data.")


def check_allowed() -> None:
    if settings.CONFIG.production:
        raise NotForProduction


def seed(*, now: datetime, days: int = DAYS, progress: Progress = lambda _: None) -> None:
    """Play a few weeks of business up to now. A seeding that was cut off goes on where it was."""
    check_allowed()
    began_at = _beginning(settings.YIKA_HOME / "demo-began", now - timedelta(days=days))
    proposer = _staff(cast.PROPOSER, began_at)
    approver = _staff(cast.APPROVER, began_at)
    for issuer, products in cast.ISSUERS.items():
        for product in products:
            _sell(issuer, product, began_at=began_at, by=(proposer, approver))
            progress(1)
    books.fill_books(first_day=began_at.date(), days=days, by=proposer, now=now, progress=progress)
    _seal(now)


def total() -> int:
    """How many pieces `seed` will report."""
    return sum(map(len, cast.ISSUERS.values())) + DAYS


def _seal(now: datetime) -> None:
    """Put everything into its chain at once, as a worker does over time."""
    for seal_some in (seal_entries, seal_batches):
        while seal_some(now=now):
            pass


def _beginning(file: Path, began_at: datetime) -> datetime:
    """The first day of the demo, kept, so that a repeated seeding asks for the very same."""
    if not file.exists():
        file.write_text(began_at.isoformat(), encoding="utf-8")
    return datetime.fromisoformat(file.read_text(encoding="utf-8"))


def _staff(handle: str, now: datetime) -> Actor:
    login = (
        find_login_id(handle)
        or create_login(
            handle=handle,
            password=cast.PASSWORD,
            by=OPERATOR,
            now=now,
            request_id=f"demo:login:{handle}",
        ).id
    )
    return Actor(ActorKind.STAFF, ids.show("login", login), Channel.CONSOLE)


def _sell(issuer: str, code: str, *, began_at: datetime, by: tuple[Actor, Actor]) -> None:
    """One issuer begins to sell one kind of card: proposed by one person, approved by another."""
    proposer, approver = by
    product = catalogue()[code]
    propose_edition(
        issuer=issuer,
        product=product,
        effective_on=began_at.date(),
        by=proposer,
        now=began_at,
        request_id=f"demo:propose:{issuer}:{code}",
    )
    approve_edition(
        issuer=issuer,
        product=code,
        edition=product.edition,
        by=approver,
        now=began_at,
        request_id=f"demo:approve:{issuer}:{code}",
    )
