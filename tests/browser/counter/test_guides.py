"""A guide is looked up and printed for a customer by keys alone."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.counter.test_counter import Sit, press, sit  # noqa: F401  a fixture
from tests.browser.looks import Look
from tests.browser.world import until

pytestmark = pytest.mark.browser

LOOKS = [Look("en", "standard", "light", 1280), Look("zh-hans", "large", "dark", 320)]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_guide_is_printed_by_keys_alone(sit: Sit, look: Look) -> None:  # noqa: F811
    page = sit(look=look)
    press(page, "g")
    assert page.evaluate("document.activeElement.id") in {"f-guide", ""}
    page.focus("#f-guide")
    press(page, "Tab", "Enter")
    assert page.locator(".numbered > li").count() >= 1
    assert shut_out(page, look) == []

    page.evaluate("window.print = () => { window.printed = true }")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    until(lambda: page.evaluate("window.printed") or None)
