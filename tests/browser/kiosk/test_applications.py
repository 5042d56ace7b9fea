"""Applying at the kiosk: every screen fits, and the end says where the card is collected."""

import pytest

from tests.browser.conftest import Open
from tests.browser.kiosk.test_kiosk import SCREENS, fits
from tests.browser.looks import Look
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("look", "height"), SCREENS[1:3], ids=str)
def test_a_visitor_applies_for_a_card(
    open_page: Open, world: World, look: Look, height: int
) -> None:
    token, phone = world.city["transit"]["machines"]["kiosk"]["token"], world.phone()
    cookies = {"yika_machine": token}
    page = open_page(look, "/kiosk", at=world.address, cookies=cookies, height=height)
    fits(page)
    page.locator("a[href='/kiosk/apply']").click()
    fits(page)
    page.locator("input[name=about]").first.check()
    page.locator(".k-form .btn.primary").click()
    page.fill("#f-name", "Wu Tong")
    page.fill("#f-phone", phone)
    page.press("#f-phone", "Enter")
    page.locator(".errand .btn.primary[value=prepare]").click()
    page.fill("#f-code", world.code(phone))
    page.press("#f-code", "Enter")
    page.locator("input[name=where]").first.check()
    fits(page)
    page.locator(".errand .btn.primary").click()
    page.locator("input[name=right]").check()
    fits(page)
    page.locator(".errand .btn.primary").click()
    page.wait_for_url("**/kiosk/apply/done")
    fits(page)
    page.goto(f"{world.address}/kiosk/apply/case")
    fits(page)
