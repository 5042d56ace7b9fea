"""Products and editions to propose, and people to propose and approve them."""

from datetime import UTC, date, datetime

from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.cards.rules import Edition
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products import content
from yika.products.product import CardProduct

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
JANUARY = date(2027, 1, 1)

LIN = Actor(ActorKind.STAFF, "login_01kaf0000000000000000000ma", Channel.CONSOLE)
WANG = Actor(ActorKind.STAFF, "login_01kaf0000000000000000000wa", Channel.COMMAND_LINE)


def product(edition: int = 1, *, balance_max: str = "1000.00 CNY", **more: object) -> CardProduct:
    purse = {
        "name": "main",
        "label": {"en": "Stored value", "zh-hans": "储值"},
        "unit": balance_max.rsplit(maxsplit=1)[-1],
        "balance_max": balance_max,
    }
    name = {"en": "City card", "zh-hans": "市民卡"}
    table = {"code": "city", "edition": edition, "name": name, "purse": [purse], **more}
    return CardProduct.model_validate(table)


def stored(card: CardProduct, *, effective_on: date = JANUARY, approved: bool = True) -> Edition:
    """An edition as the database would give it."""
    return Edition(
        id=f"edition_{card.edition}",
        issuer="harbor",
        product=card,
        digest=content.digest(content.content(card)),
        effective_on=effective_on,
        proposed_by=LIN.id,
        proposed_at=NOW,
        approved_by=WANG.id if approved else None,
        approved_at=NOW if approved else None,
    )


def propose(edition=1, *, effective_on=JANUARY, **more):
    return propose_edition(
        issuer="harbor",
        product=product(edition, **more),
        effective_on=effective_on,
        by=LIN,
        now=NOW,
        request_id=f"propose-{edition}",
    )


def approve(edition=1, *, by=WANG, now=NOW, request_id=None):
    return approve_edition(
        issuer="harbor",
        product="city",
        edition=edition,
        by=by,
        now=now,
        request_id=request_id or f"approve-{edition}",
    )
