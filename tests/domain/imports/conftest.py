"""An issuer that sells transit cards and keeps books."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.imports.samples import ISSUER, TRANSIT, staff
from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.issuers.actions import open_issuer
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.ledger.actions import open_book
from yika.domain.staff.rules import Role
from yika.kit.actor import WORKER
from yika.products.load import catalogue

ZONE = ZoneInfo("Asia/Shanghai")
PROPOSER = staff("pr", Role.OPERATOR)
APPROVER = staff("ap", Role.SUPERVISOR)


def sell(product: str, now: datetime) -> None:
    """Have an edition of a product in force."""
    shipped = catalogue()[product]
    propose_edition(
        issuer=ISSUER,
        product=shipped,
        effective_on=now.astimezone(ZONE).date(),
        by=PROPOSER,
        now=now,
        request_id=f"propose-{product}",
    )
    approve_edition(
        issuer=ISSUER,
        product=product,
        edition=shipped.edition,
        by=APPROVER,
        now=now,
        request_id=f"approve-{product}",
    )


def open_harbor(now: datetime) -> None:
    """The issuer with its books and its transit card."""
    open_issuer(
        code=ISSUER,
        name=Text("Harbor Transit", "港城公交"),
        kind=IssuerKind.TRANSIT,
        hotline="400 000 0000",
        zone=ZONE.key,
        seal="港",
        by=WORKER,
        now=now,
        request_id="open-harbor",
    )
    open_book(code=ISSUER, zone=ZONE.key, by=WORKER, now=now, request_id="book-harbor")
    sell(TRANSIT, now)


@pytest.fixture
def harbor(db: None, now: datetime) -> None:
    open_harbor(now)
