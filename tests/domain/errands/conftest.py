"""An issuer that sells one product and two people, which is all the tiny errands need."""

from datetime import date

import pytest

from tests.domain.cards.samples import LIN, WANG, product
from tests.domain.errands.tiny import ISSUER, LI, NOW, WU
from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.people.models import Holder
from yika.kit import ids


@pytest.fixture
def sold(db: None) -> None:
    propose_edition(
        issuer=ISSUER,
        product=product(),
        effective_on=date(2026, 11, 20),
        by=LIN,
        now=NOW,
        request_id="propose",
    )
    approve_edition(
        issuer=ISSUER, product="city", edition=1, by=WANG, now=NOW, request_id="approve"
    )
    for person in (LI, WU):
        Holder.objects.create(
            id=ids.read("hld", person.id),
            language="en",
            created_at=NOW,
            created_by_request=ids.new_id(),
        )
