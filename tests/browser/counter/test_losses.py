"""A lost card at the counter, by keys alone: from the call to the card stopped, and back."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.counter.test_counter import DESK, press, types
from tests.browser.looks import Look
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "look", [DESK._replace(language="zh-hans"), Look("en", "large", "dark", 320)], ids=str
)
def test_a_loss_on_the_telephone_is_reported_and_undone_by_keys_alone(
    open_page: Open, world: World, look: Look
) -> None:
    cookies = {"yika_staff": world.city["transit"]["staff"]["teller"]["token"]}
    page = open_page(look, "/counter", at=world.address, cookies=cookies)
    card = world.card_in_use()
    press(page, "l")
    assert shut_out(page, look) == []
    types(page, card["number"])
    press(page, "Enter")
    assert page.url.endswith(f"/cards/{card['id']}/loss")
    assert shut_out(page, look) == []
    for field in ("by_phone", "seen"):
        while page.evaluate("document.activeElement.id") != f"f-{field}":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    press(page, "Enter")
    expect(page.locator(".c-line")).to_be_visible()
    assert shut_out(page, look) == []
    press(page, "Enter")
    assert "did=report-loss" in page.url
    expect(page.locator("main .tag.stop").first).to_be_visible()

    press(page, "f")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press(page, "Enter")
    press(page, "Enter")
    assert "did=end-report" in page.url
    expect(page.locator("main .tag.stop")).to_have_count(0)
