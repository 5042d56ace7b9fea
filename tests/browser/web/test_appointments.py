"""Booking on a phone: from the question to the ticket, with and without script, in every look."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

PHONE = PLAIN._replace(width=390)
PAGES = ["NEW", "NEW/loss", "NEW/loss/OUTLET", "CHECK", "TICKET"]


@pytest.fixture(scope="module")
def booked(world: World, browser) -> tuple[dict[str, str], dict[str, str]]:
    """Somebody's sign-in, and the addresses of what he looks at."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{world.address}/sign-in")
    walk.sign_in(page, world, world.phone())
    outlet = world.city["transit"]["outlet"]
    page.goto(f"{world.address}/appointments/new/loss/{outlet}")
    choose(page, 20)
    check = page.url.removeprefix(world.address)
    walk.press(page)
    ticket = page.url.removeprefix(world.address)
    token = next(one["value"] for one in context.cookies() if one["name"] == "yika_sign_in")
    context.close()
    where = {"NEW": "/appointments/new", "OUTLET": outlet, "CHECK": check, "TICKET": ticket}
    return {"yika_sign_in": token}, where


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, booked, look: Look, pages: tuple[str, ...]
) -> None:
    cookies, where = booked
    for address in pages:
        full = re.sub("[A-Z]+", lambda word: where[word[0]], address)
        page = open_page(look, full, at=world.address, cookies=cookies)
        assert shut_out(page, look) == [], address


@pytest.mark.parametrize(("language", "script"), [("zh-hans", True), ("en", False)])
def test_somebody_without_an_account_books_moves_and_gives_up(
    open_page: Open, world: World, language: str, script: bool
) -> None:
    look = PHONE._replace(language=language)
    page = open_page(look, "/appointments/new", at=world.address, script=script)
    titles = [page.title()]
    follow(page, ".list a[href*='/new/loss']", titles)
    follow(page, ".place h2 a", titles)
    chosen = choose(page, 30)
    walk.sign_in(page, world, world.phone())  # and back to the last look
    assert chosen in page.locator(".facts").inner_text()
    walk.press(page)
    titles.append(page.title())
    assert len(set(titles)) == len(titles)
    assert page.locator(".qr svg").count() == 1
    number = page.locator(".amount").inner_text()

    page.locator("a[href$='/move']").click()
    choose(page, 40)
    walk.press(page)
    assert page.locator(".amount").inner_text() == number
    assert chosen not in page.locator(".when").inner_text()

    page.locator("a[href$='/cancel']").click()
    page.locator("main .btn.danger").click()
    page.wait_for_load_state()
    assert page.locator(".qr").count() == 0


def choose(page: Page, place: int) -> str:
    """A time of tomorrow, which has all of them at any hour."""
    page.locator(".days a").nth(1).click()
    page.wait_for_load_state()
    time = page.locator(".times a").nth(place)
    text = time.inner_text()
    time.click()
    page.wait_for_load_state()
    return text


def follow(page: Page, link: str, titles: list[str]) -> None:
    page.locator(link).first.click()
    page.wait_for_load_state()
    titles.append(page.title())
