"""Guides at the counter are those of the issuer's own cards."""

import pytest

from tests.channels.counter.conftest import Clerk
from yika.domain.staff.rules import Role


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_everybody_at_the_counter_finds_a_guide(shop, role: Role) -> None:
    clerk = Clerk(shop.staff[role])
    assert "guides" in clerk.get("/counter").offers
    page = clerk.get("/counter/guides?guide=transit-adult/activation")
    assert page.status == 200
    assert "Show that you have the card" in page.text
    assert 'class="slip"' in page.text


@pytest.mark.parametrize("wrong", ["x", "campus-student/activation", "transit-adult/dance", "/"])
def test_a_guide_that_is_not_there_is_told_so(teller: Clerk, wrong: str) -> None:
    status = teller.get(f"/counter/guides?guide={wrong}").status
    assert status == (200 if wrong == "/" else 404)
