"""Every page of the console, found by its links: nobody is shut out, in any look."""

import os
import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.console.desk import Desk, cookies
from tests.browser.looks import LOOKS, PLAIN, Look
from tests.browser.world import World

pytestmark = pytest.mark.browser

ROLES = ("supervisor", "operator")
TYPICAL = ("/console", "/console/cards", "/console/cards/ID", "/console/staff/new")
"""One page of each kind: figures, a list, a thing, a form. The others are built like these."""

LINKS = """() => [...document.querySelectorAll('a[href^="/console"]')]
  .map(e => e.getAttribute('href')).filter(one => !one.endsWith('/refused'))"""


@pytest.fixture(scope="module")
def pages(world: World, browser) -> Mapping[str, tuple[str, str]]:
    """One address and who opens it, for each page that a link leads to."""
    found: dict[str, tuple[str, str]] = {}
    with Desk(browser, world, "operator") as desk:
        desk.something_everywhere()
    for role in ROLES:
        with Desk(browser, world, role) as desk:
            crawl(desk.page, world, role, found)
    return found


def crawl(page: Page, world: World, role: str, found: dict[str, tuple[str, str]]) -> None:
    waiting = ["/console"]
    while waiting:
        address = waiting.pop()
        kind = kind_of(address)
        if kind in found:
            continue
        answer = page.goto(world.address + address)
        assert answer
        assert answer.status == 200, address
        found[kind] = (address, role)
        waiting += page.evaluate(LINKS)


def kind_of(address: str) -> str:
    """An address without what differs from one thing to the next."""
    plain = re.sub(r"/(?:[a-z]+_[0-9a-z]+)", "/ID", address.partition("?")[0])
    return re.sub(r"/[\w-]+/\d+", "/ID", plain)


def test_the_links_lead_to_everything(pages) -> None:
    assert set(TYPICAL) <= pages.keys()
    things = {"batches", "deliveries", "imports", "machines", "outlets", "products", "staff"}
    assert {f"/console/{one}/ID" for one in things} <= pages.keys()
    assert len(pages) > 40


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nobody_is_shut_out(open_page: Open, world: World, pages, look: Look) -> None:
    place = LOOKS.index(look)
    soak = bool(os.environ.get("YIKA_SOAK"))
    here = sorted(pages) if soak else sorted(pages)[place :: len(LOOKS)]
    typical = TYPICAL if soak or place % 3 == 0 else ()
    for role in ROLES:
        page = open_page(look, "/offline", at=world.address, cookies=cookies(world, role))
        for kind in dict.fromkeys([*typical, *here]):
            address, opener = pages[kind]
            if opener == role:
                page.goto(world.address + address)
                assert shut_out(page, look) == [], address


def test_titles_tell_the_pages_apart(open_page: Open, world: World, pages) -> None:
    titles: dict[str, str] = {}
    for role in ROLES:
        page = open_page(PLAIN, "/offline", at=world.address, cookies=cookies(world, role))
        for kind, (address, opener) in pages.items():
            if opener == role and kind.count("/") == 2:
                page.goto(world.address + address)
                titles[kind] = page.title()
    assert len(set(titles.values())) == len(titles)


def test_the_menu_opens_on_a_phone_without_any_script(open_page: Open, world: World) -> None:
    look = PLAIN._replace(width=320)
    sent = cookies(world, "supervisor")
    page = open_page(look, "/console", at=world.address, cookies=sent, script=False)
    link = page.locator(".c-more a", has_text="Outlets")
    assert not link.is_visible()
    page.locator(".c-more summary").click()
    link.click()
    assert page.url.endswith("/console/outlets")


def test_a_key_leads_to_the_search_from_anywhere(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, "/console", at=world.address, cookies=cookies(world, "teller"))
    page.keyboard.press("Control+k")
    page.keyboard.type(world.city["transit"]["cards"][0]["number"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/console/cards/card_"))
