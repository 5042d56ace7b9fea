"""Help on the website: asked without an account, answered, read again; on a phone, by anybody."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.console.desk import Desk
from tests.browser.looks import Look
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "large", "dark", 320)
PHONE_EN = Look("en", "standard", "light", 390)
WORDS = "The reader at gate 3 took the fare twice."


@pytest.mark.parametrize(
    ("look", "script"), [(PHONE_ZH, True), (PHONE_EN, False)], ids=["zh-large", "en-no-script"]
)
def test_somebody_without_an_account_asks_and_comes_back_for_the_answer(
    open_page: Open, world: World, browser, look: Look, script: bool
) -> None:
    page, phone = open_page(look, "/outlets", at=world.address, script=script), world.phone()
    page.locator("a[href='/help?from=/outlets']").first.click()
    page.locator("main .btn.primary").click()
    prove(page, world, {"contact": phone})
    if script:
        assert page.locator("input[name=topic]").count() == 10
        assert shut_out(page, look) == []
    page.check("input[value=rivertown-transit]")
    page.check("input[value=machine]")
    page.fill("#f-words", WORDS)
    walk.press(page)
    number = page.locator("main .facts dd").first.inner_text()
    assert WORDS in page.content()
    if script:
        assert shut_out(page, look) == []

    found = re.search(r"enq_\w+", page.url)
    assert found
    answer(browser, world, found[0])
    again = open_page(look, "/help/find", at=world.address, script=script)
    prove(again, world, {"number": number.lower(), "contact": phone})
    assert "It is mended." in again.content()
    again.goto(f"{again.url}/rate")
    again.check("input[value='5']")
    walk.press(again)
    assert again.url.endswith(found[0])


def prove(page: Page, world: World, typed: dict[str, str]) -> None:
    """Type a contact, then the code that went there."""
    sent = world.sent(typed["contact"])
    for name, value in typed.items():
        page.fill(f"#f-{name}", value)
    walk.press(page)
    page.fill("#f-code", world.code(typed["contact"], after=sent))
    walk.press(page)


def answer(browser, world: World, enquiry: str) -> None:
    """A supervisor reads it at the console, and answers."""
    with Desk(browser, world, "supervisor") as desk:
        page = desk.goto(f"/console/enquiries/{enquiry}/answer")
        page.fill("#f-words", "It is mended.")
        desk.press()
        assert "It is mended." in page.content()
