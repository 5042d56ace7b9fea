"""What stands in somebody's name at the kiosk, on both kinds of screen, and nothing is left."""

import pytest

from tests.browser.conftest import Open
from tests.browser.kiosk.keys import touch
from tests.browser.kiosk.test_kiosk import SCREENS, fits
from tests.browser.looks import Look
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("look", "height"), SCREENS[1:3], ids=str)
def test_a_visitor_sees_his_checks_and_cards(
    open_page: Open, world: World, look: Look, height: int
) -> None:
    cookies = {"yika_machine": world.city["transit"]["machines"]["kiosk"]["token"]}
    page = open_page(look, "/kiosk/info", at=world.address, cookies=cookies, height=height)
    fits(page)
    page.locator(".k-option[href$='/name']").click()
    fits(page)
    card, phone = world.owner["cards"][-1], world.owner["phone"]
    sent = world.sent(phone)
    page.click("#f-number")
    touch(page, card["number"])
    page.fill("#f-contact", phone)
    fits(page)
    page.locator(".k-form .btn.primary").click()
    fits(page)
    page.fill("#f-code", world.code(phone, after=sent))
    page.locator(".k-form .btn.primary").click()
    page.wait_for_url("**/kiosk/name/mine")
    fits(page)
    assert card["number"] not in page.content()
    page.locator(".k-next .btn.primary").click()
    page.goto(f"{world.address}/kiosk/name/mine")
    assert page.url.endswith("/kiosk/name")
