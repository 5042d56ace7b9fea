"""Enquiries at the counter, by keys alone: taken down, taken on, answered."""

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.counter.test_counter import DESK, press, types
from tests.browser.world import World

pytestmark = pytest.mark.browser


def test_what_somebody_says_is_taken_down_and_answered_by_keys_alone(
    open_page: Open, world: World
) -> None:
    cookies = {"yika_staff": world.city["transit"]["staff"]["teller"]["token"]}
    page = open_page(DESK, "/counter", at=world.address, cookies=cookies)
    register(page, world.phone())
    press(page, "e")
    page.keyboard.press("Tab")  # the kind is chosen, the topic comes next
    page.keyboard.press("Space")
    keep(page, "Why so dear?")
    assert "Why so dear?" in page.content()
    press(page, "t")
    press(page, "Enter")
    press(page, "a")
    keep(page, "It is gold.")
    assert "It is gold." in page.content()
    assert page.locator("main .tag").first.inner_text() == "Answered"
    assert shut_out(page, DESK) == []


def register(page: Page, phone: str) -> None:
    """Somebody who has come in."""
    press(page, "r")
    types(page, "Wu Min")
    page.keyboard.press("Tab")
    types(page, phone)
    press(page, "Enter")
    press(page, "Enter")


def keep(page: Page, words: str) -> None:
    """Type into the only field for words, read the line, and be sure."""
    if page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    types(page, words)
    page.keyboard.press("Tab")
    press(page, "Enter")
    assert shut_out(page, DESK) == []
    press(page, "Enter")
