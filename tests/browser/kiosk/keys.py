"""A finger on the large keys of a kiosk."""

from playwright.sync_api import Page


def touch(page: Page, text: str) -> None:
    """Key after key, as on the screen; dashes and spaces have none."""
    keys = page.locator("yk-keypad")
    for key in text.replace("-", "").replace(" ", ""):
        keys.get_by_text(key, exact=True).first.click()
