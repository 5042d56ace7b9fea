"""Asking at the kiosk: it fits on the screen, also in large text, and ends with a number."""

import re

import pytest

from tests.browser.conftest import Open
from tests.browser.kiosk.keys import touch
from tests.browser.kiosk.test_kiosk import SCREENS, fits
from tests.browser.looks import Look
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("look", "height"), SCREENS[2:3], ids=str)
def test_a_visitor_leaves_a_complaint(
    open_page: Open, world: World, look: Look, height: int
) -> None:
    token, phone = world.city["transit"]["machines"]["kiosk"]["token"], world.phone()
    cookies = {"yika_machine": token}
    page = open_page(look, "/kiosk/help", at=world.address, cookies=cookies, height=height)
    fits(page)
    page.locator("a[href='/kiosk/ask']").click()
    fits(page)
    page.locator(".k-option").nth(1).click()
    fits(page)
    page.locator(".k-option").nth(4).click()
    touch(page, phone)
    fits(page)
    page.locator(".k-form .btn.primary").click()
    page.fill("#f-code", world.code(phone))
    fits(page)
    page.locator(".k-form .btn.primary").click()
    page.wait_for_url("**/kiosk/ask/done")
    fits(page)
    number = page.locator("main .amount").inner_text()
    assert re.fullmatch(r"\w{3}-\w{3}-\w{3}", number)
    page.locator(".k-next .btn.primary").click()
    assert "yika_visit" not in {one["name"] for one in page.context.cookies()}
