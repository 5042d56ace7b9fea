"""A card is lost: stopped without signing in, found again, frozen; and nobody is shut out."""

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

NARROW = Look("zh-hans", "largest", "dark", 320)


def proves(page: Page, world: World, number: str) -> None:
    """From the first page to the form of the report, with what arrives at the phone."""
    phone = world.owner["phone"]
    sent = world.sent(phone)
    page.fill("#f-number", number)
    page.fill("#f-contact", phone)
    walk.press(page)
    page.fill("#f-code", world.code(phone, after=sent))
    walk.press(page)


@pytest.mark.parametrize(
    ("look", "script"),
    [
        (Look("zh-hans", "large", "dark", 320), True),
        (Look("en", "standard", "light", 390), False),
    ],
    ids=str,
)
def test_a_card_is_stopped_signed_out_and_found_again(
    open_page: Open, world: World, look: Look, script: bool
) -> None:
    card = world.card_in_use()
    page = open_page(look, "/", at=world.address, script=script)
    page.locator("a[href='/loss']").click()
    assert page.url.endswith("/loss/number")
    if script:
        assert shut_out(page, look) == []
    proves(page, world, card["number"])
    assert "/loss/errands/" in page.url
    if script:
        assert shut_out(page, look) == []
    walk.press(page)
    assert page.url.endswith("/done")
    assert page.locator(".result-mark.stop").count() == 1
    assert card["number"] not in page.content()
    page.go_back()
    if page.locator("form.form .btn.primary").count():
        walk.press(page)
    page.goto(f"{world.address}/loss/cards/{card['id']}")
    assert page.locator("main .panel a[href$='/end']").count() == 1

    page.locator("a[href$='/end']").click()
    page.check("input[value=found]")
    walk.press(page)
    assert page.locator(".result-mark.stop").count() == 0
    page.goto(f"{world.address}/cards")
    assert "/sign-in" in page.url


PAGES = ("FAULTS", "REPORT", "STOPPED", "END")


@pytest.fixture(scope="module")
def places(world: World, browser) -> dict[str, str]:
    """Where each of these pages is."""
    free, lost = world.card_in_use(), world.card_in_use()
    context = browser.new_context()
    context.add_cookies(
        [{"name": "yika_sign_in", "value": world.owner["token"], "url": world.address}]
    )
    page = context.new_page()
    page.goto(f"{world.address}/loss/cards/{lost['id']}")
    walk.press(page)
    walk.press(page)
    end = page.locator("a[href$='/end']").get_attribute("href")
    page.goto(f"{world.address}/loss/cards/{free['id']}")
    walk.press(page)
    report = page.url.removeprefix(world.address)
    context.close()
    return {
        "REPORT": report,
        "STOPPED": f"/loss/cards/{lost['id']}",
        "END": str(end),
        "FAULTS": "/loss/number",
    }


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, places, look: Look, pages: tuple[str, ...]
) -> None:
    cookies = {"yika_sign_in": world.owner["token"]}
    page = open_page(look, "/loss", at=world.address, cookies=cookies)
    for name in pages:
        page.goto(world.address + places[name])
        if name == "FAULTS":
            walk.press(page)
            assert page.locator(":focus").get_attribute("id") == "errors"
        assert shut_out(page, look) == [], name


def test_titles_tell_the_pages_apart(open_page: Open, world: World, places) -> None:
    cookies = {"yika_sign_in": world.owner["token"]}
    page = open_page(PLAIN, "/loss", at=world.address, cookies=cookies)
    titles = [page.title()]
    for name in PAGES:
        page.goto(world.address + places[name])
        titles.append(page.title())
    assert len(set(titles)) == len(titles)


def test_a_frozen_card_is_thawed_with_one_press(open_page: Open, world: World) -> None:
    card = f"/cards/{world.card_in_use()['id']}"
    cookies = {"yika_sign_in": world.owner["token"]}
    page = open_page(NARROW, card, at=world.address, cookies=cookies)
    assert shut_out(page, NARROW) == []
    page = open_page(NARROW, f"{card}/freeze", at=world.address, cookies=cookies)
    assert shut_out(page, NARROW) == []
    walk.press(page)
    assert page.url == world.address + card
    assert page.locator("main .asleep").count() == 1
    page.locator("form[action$='/thaw'] button").click()
    assert page.locator("main .asleep").count() == 0
