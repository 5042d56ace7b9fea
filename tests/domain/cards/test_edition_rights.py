"""Staff of an issuer propose and approve editions only with the right to do so."""

import pytest

from tests.domain.cards.town import ask, city_card, open_town
from yika.domain.cards.actions import approve_edition, propose_edition
from yika.kit.actor import NotAllowed

pytestmark = pytest.mark.django_db


def test_neither_a_teller_nor_a_stranger_proposes_or_approves() -> None:
    town = open_town()
    day = ask()["now"].date()
    for by in (town.harbor.teller, town.campus.operator):
        with pytest.raises(NotAllowed):
            propose_edition(issuer="harbor", product=city_card(2), effective_on=day, **ask(by))
    for by in (town.harbor.operator, town.campus.supervisor):
        with pytest.raises(NotAllowed):
            approve_edition(issuer="harbor", product="city", edition=2, **ask(by))
