"""My data on the website: consents, a copy, being forgotten, my real name; on a phone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import Look
from tests.browser.web import walk
from tests.browser.world import World, until

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "largest", "dark", 320)
PHONE_EN = Look("en", "large", "light", 390)


def opened(open_page: Open, world: World, look: Look, address: str) -> Page:
    cookies = {"yika_sign_in": world.owner["token"]}
    page = open_page(look, address, at=world.address, cookies=cookies)
    assert shut_out(page, look) == [], address
    return page


def test_a_consent_is_read_and_taken_back(open_page: Open, world: World) -> None:
    page = opened(open_page, world, PHONE_ZH, "/me/data")
    page.locator("a[href='/me/consents']").click()
    page.locator(f"a[href='/me/consents/{world.owner['consent']}']").click()
    assert shut_out(page, PHONE_ZH) == []
    page.locator("main .btn.danger").click()
    assert shut_out(page, PHONE_ZH) == []
    walk.press(page)
    assert page.locator("main .tag.quiet").count() == 1
    assert page.locator("main .btn.danger").count() == 0
    assert shut_out(page, PHONE_ZH) == []


def test_a_copy_of_everything_is_waited_for_and_taken_twice(open_page: Open, world: World) -> None:
    page = opened(open_page, world, PHONE_EN, "/me/copy")
    walk.press(page)

    def ready() -> bool | None:
        page.goto(f"{world.address}/me/copy")
        return page.locator("form[data-again]").count() == 2 or None

    until(ready)
    assert shut_out(page, PHONE_EN) == []
    for _ in range(2):
        with page.expect_download() as taken:
            page.locator("form[action$='/data'] button").click()
        told = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
        assert told["sections"]["consents"]


def test_what_is_lost_and_kept_is_read_before_being_forgotten(
    open_page: Open, world: World
) -> None:
    page = opened(open_page, world, PHONE_ZH, "/me/forget")
    assert page.locator(".hurdles a[href='/cards']").count() >= 1
    page = opened(open_page, world, PHONE_EN, "/me/forget/ask")
    page.locator("form.form .btn").click()
    assert page.locator(".errors").count() == 1
    assert shut_out(page, PHONE_EN) == []


def test_a_refusal_is_given_to_somebody_else(open_page: Open, world: World) -> None:
    page = opened(open_page, world, PHONE_ZH, "/me/identity")
    page.locator(f"a[href='/me/identity/{world.owner['refused']}']").click()
    assert shut_out(page, PHONE_ZH) == []
    page.locator("a[href$='/appeal']").click()
    assert shut_out(page, PHONE_ZH) == []
    page.fill("#f-words", "请再看一次")
    walk.press(page)
    assert "请再看一次" in page.content()
    assert shut_out(page, PHONE_ZH) == []


def test_all_cards_in_my_name_are_shown_after_a_code(open_page: Open, world: World) -> None:
    page = opened(open_page, world, PHONE_EN, "/me/cards")
    sent = world.sent(world.owner["phone"])
    walk.press(page)
    page.fill("#f-code", world.code(world.owner["phone"], after=sent))
    walk.press(page)
    assert shut_out(page, PHONE_EN) == []
    page.locator("a[href$='/disown']").first.click()
    assert shut_out(page, PHONE_EN) == []
