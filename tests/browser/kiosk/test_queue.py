"""Going to the counter from the kiosk: with a ticket, without one; every screen fits."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kiosk.keys import touch
from tests.browser.kiosk.test_kiosk import SCREENS, fits
from tests.browser.looks import PLAIN, Look
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def stand(open_page: Open, world: World):
    def down(look: Look, height: int, address: str) -> Page:
        cookies = {"yika_machine": world.city["transit"]["machines"]["kiosk"]["token"]}
        return open_page(look, address, at=world.address, cookies=cookies, height=height)

    return down


@pytest.mark.parametrize(("look", "height"), SCREENS, ids=str)
def test_a_touch_gives_a_number(stand, look: Look, height: int) -> None:
    page = stand(look, height, "/kiosk/come")
    fits(page)
    page.locator(".k-leave a").first.click()
    fits(page)
    page.locator("a.k-option").click()
    fits(page)
    page.locator("button.k-option").first.click()
    page.wait_for_url("**/number/qt_*")
    fits(page)
    assert page.locator(".k-number").first.is_visible()
    assert page.locator("[data-print]").is_visible()
    page.locator(".k-leave a").click()
    assert page.url.endswith("/kiosk")


def test_a_ticket_from_the_phone_checks_in_once(stand, open_page: Open, world: World) -> None:
    mobile = open_page(PLAIN._replace(width=390), "/sign-in", at=world.address)
    walk.sign_in(mobile, world, world.phone())
    outlet = world.city["transit"]["outlet"]
    mobile.goto(f"{world.address}/appointments/new/replacement/{outlet}")
    mobile.locator(".times a").first.click()
    walk.press(mobile)
    number = mobile.locator(".amount").inner_text()

    look, height = SCREENS[1]
    page = stand(look, height, "/kiosk/come")
    touch(page, number)
    page.locator(".k-form .btn.primary").click()
    page.wait_for_url("**/number/qt_*")
    fits(page)
    told = page.locator(".k-number").first.inner_text()
    mobile.reload()
    assert mobile.locator(".amount").inner_text() == told

    page.goto(f"{world.address}/kiosk/come")
    page.fill("#f-ticket", number)
    page.locator(".k-form .btn.primary").click()
    page.locator(".field.wrong").wait_for()
    fits(page)
    assert told in page.locator(".fault").inner_text()
