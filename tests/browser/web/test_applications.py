"""Applying for a card on the website, on a phone, until it is on its way."""

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import Look
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "large", "dark", 320)


def test_somebody_new_applies_for_a_card_and_follows_it(open_page: Open, world: World) -> None:
    page, phone = open_page(PHONE_ZH, "/apply", at=world.address), world.phone()
    assert shut_out(page, PHONE_ZH) == []
    page.locator("a[href='/apply/rivertown-transit/transit-adult']").click()
    assert shut_out(page, PHONE_ZH) == []
    come_in(page, world, phone)
    page.check("input[value=send]")
    walk.press(page)
    assert page.locator(".errors").count() == 1
    assert shut_out(page, PHONE_ZH) == []
    page.fill("#f-addressee", "林晚")
    page.fill("#f-address", "沿江大道 88 号")
    page.fill("#f-phone", phone)
    walk.press(page)
    page.check("input[name=right]")
    assert shut_out(page, PHONE_ZH) == []
    walk.press(page)
    assert "/applications/app_" in page.url
    assert "沿江大道 88 号" in page.content()
    assert shut_out(page, PHONE_ZH) == []


def come_in(page: Page, world: World, phone: str) -> None:
    """Sign in on the way, and say who one is."""
    walk.press(page)
    walk.sign_in(page, world, phone)
    page.goto(f"{world.address}/apply/rivertown-transit/transit-adult")
    walk.press(page)
    page.fill("#f-name", "林晚")
    walk.press(page)
    sent = world.sent(phone)
    walk.press(page)
    page.fill("#f-code", world.code(phone, after=sent))
    walk.press(page)
