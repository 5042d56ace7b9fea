"""The reference of the API in every look, with script and without."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread

pytestmark = pytest.mark.browser

PAGES = ["/api/docs", "/api/docs/errands", "/api/docs/problems"]


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nothing_in_the_reference_shuts_anybody_out(
    open_page: Open, look: Look, pages: tuple[str, ...]
) -> None:
    for address in pages:
        assert shut_out(open_page(look, address), look) == [], address


def test_an_example_is_copied_with_one_press(open_page: Open) -> None:
    page = open_page(PLAIN, "/api/docs/issuer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl ")
    assert "Authorization: Bearer $YIKA_KEY" in copied


def test_without_script_everything_is_there_but_the_copying(open_page: Open) -> None:
    page = open_page(PLAIN, "/api/docs/cards", script=False)
    assert page.get_by_role("heading", name="Hand a card out of stock").is_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
    page.locator(".members summary", has_text="Answer").first.click()
    assert page.locator("code", has_text="activated_at").first.is_visible()
