"""Passkeys with an authenticator of the browser: a holder signs in by one, staff as second step."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.console.desk import Desk
from tests.browser.web import walk
from tests.browser.world import World
from tests.story import PASSWORD

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(page: Page) -> None:
    """The page's device can make passkeys from now on, and its owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_a_holder_makes_a_passkey_and_signs_in_by_it(browser: Browser, world: World) -> None:
    context = browser.new_context()
    page, phone = context.new_page(), world.phone()
    give_authenticator(page)
    page.goto(f"{world.address}/sign-in")
    walk.sign_in(page, world, phone)

    page.goto(f"{world.address}/me/passkeys")
    page.locator("yk-passkey button").click()
    page.locator(".list .item").wait_for()
    context.clear_cookies(name="yika_sign_in")
    page.goto(f"{world.address}/sign-in")
    page.locator("yk-passkey button").click()

    page.wait_for_url("**/cards")
    context.close()


def test_staff_use_a_passkey_instead_of_a_code(browser: Browser, world: World) -> None:
    with Desk(browser, world, "operator") as desk:
        page = desk.page
        give_authenticator(page)
        desk.goto("/console/account")
        page.click("main >> text=Passkeys")
        page.locator("yk-passkey button").click()
        page.locator(".list .item").wait_for()
        desk.context.clear_cookies(name="yika_staff")

        desk.goto("/staff/sign-in")
        page.fill("#f-handle", world.city["transit"]["staff"]["operator"]["handle"])
        page.fill("#f-password", PASSWORD)
        desk.press()
        page.locator("yk-passkey button").click()

        page.wait_for_url("**/console")
        page.goto(f"{world.address}/staff/passkeys")
        page.locator(".list .item form button").click()
        assert page.locator(".list .item").count() == 0
