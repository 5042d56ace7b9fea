"""A town with two issuers."""

import pytest

from tests.domain.cards.town import Town, open_town


@pytest.fixture
def town(db: None) -> Town:
    return open_town()
