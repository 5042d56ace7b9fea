"""A shop whose cards have two parts."""

import pytest

from tests.domain.cards.stops.lost import PARTED, other_shop
from tests.domain.cards.town import Shop, Town


@pytest.fixture
def shop(town: Town) -> Shop:
    return other_shop(town, loss=PARTED)
