"""An issuer with a company whose cards are used by its people."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import fresh
from yika.domain.organizations import actions
from yika.domain.organizations.rules import Letter, OrganizationView
from yika.kit.actor import Actor

CODE = "91350100M000100Y43"
OTHER_CODE = "911100001000000336"
LATER = NOW + desk.MINUTE
SINCE, UNTIL = date(2026, 11, 1), date(2027, 10, 31)


def ask(by: Actor, **more: Any) -> dict[str, Any]:
    return {"by": by, "now": LATER, "request_id": fresh()} | more


def letter(seed: int = 7, since: date = SINCE, until: date = UNTIL) -> Letter:
    return Letter(desk.picture(seed), since, until)


def known(shop: town.Shop, serial: int, name: str = "林晚") -> Actor:
    """A holder who has proven to the issuer who he is."""
    person = town.holder(shop.teller, name=name)
    fields = desk.card(serial) | {"name": name}
    found = desk.submitted(person.id, person, fields=fields)
    desk.approve(found, shop.reviewer)
    return person


def registered(shop: town.Shop, person: Actor, **more: Any) -> OrganizationView:
    given: dict[str, Any] = {
        "name": "江城物流（集团）有限公司",
        "code": CODE,
        "language": "zh-hans",
        "responsible": person.id,
        "letter": letter(),
    }
    return actions.register_organization(**given | ask(shop.teller) | more)


@pytest.fixture
def firm(db: None) -> SimpleNamespace:
    """A company with its responsible person, a deputy to be, and somebody who drives."""
    place = town.open_town()
    shop = place.harbor
    boss = known(shop, 1)
    return SimpleNamespace(
        shop=shop,
        elsewhere=place.campus,
        boss=boss,
        aide=known(shop, 2, "周一"),
        driver=town.holder(shop.teller, name="王二"),
        id=registered(shop, boss).id,
    )
