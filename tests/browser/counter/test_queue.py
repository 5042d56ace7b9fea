"""The queue at the desk by keys alone, in every look."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.counter.test_counter import DESK, press, types
from tests.browser.looks import Look, spread
from tests.browser.world import World

pytestmark = pytest.mark.browser

PAGES = ["", "/queue", "PERSON/book"]


@pytest.fixture
def cookies(world: World) -> dict[str, str]:
    return {"yika_staff": world.city["transit"]["staff"]["teller"]["token"]}


@pytest.fixture(scope="module")
def person(world: World, browser) -> str:
    """Somebody whom the teller has registered."""
    context = browser.new_context()
    token = world.city["transit"]["staff"]["teller"]["token"]
    context.add_cookies([{"name": "yika_staff", "value": token, "url": world.address}])
    page = context.new_page()
    page.goto(f"{world.address}/counter/people/new")
    page.fill("#f-name", "Wu Fang")
    page.locator("button[value=check]").click()
    page.locator("button[value=act]").click()
    page.wait_for_url("**/counter/people/hld_*")
    found = page.url.removeprefix(world.address).partition("?")[0]
    context.close()
    return found.removeprefix("/counter")


def walk_in(world: World, page) -> None:
    """Somebody touches the kiosk of the outlet."""
    context = page.context.browser.new_context()
    token = world.city["transit"]["machines"]["kiosk"]["token"]
    context.add_cookies([{"name": "yika_machine", "value": token, "url": world.address}])
    kiosk = context.new_page()
    kiosk.goto(f"{world.address}/kiosk/come/number")
    kiosk.locator("button.k-option").nth(2).click()
    kiosk.wait_for_url("**/number/qt_*")
    context.close()


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, cookies, person: str, look: Look, pages: tuple[str, ...]
) -> None:
    for address in pages:
        where = f"/counter{address.replace('PERSON', person)}"
        page = open_page(look, where, at=world.address, cookies=cookies)
        assert shut_out(page, look) == [], address


@pytest.mark.parametrize(("language", "down"), [("zh-hans", 0), ("en", 2)])
def test_a_queue_is_served_by_keys_alone(
    open_page: Open, world: World, cookies, person: str, language: str, down: int
) -> None:
    look = DESK._replace(language=language)
    page = open_page(look, "/counter", at=world.address, cookies=cookies)
    walk_in(world, page)
    walk_in(world, page)
    page.reload()
    press(page, "n")
    assert page.url.endswith("/counter/queue")
    first = page.locator(".c-value").inner_text()
    press(page, "n")
    assert page.locator(".c-value").inner_text() != first
    press(page, "x")
    assert page.locator(".c-value").count() == 0

    press(page, "i")
    types(page, "0000-0000")
    press(page, "Enter")
    assert page.locator(".field.wrong").count() == 1

    page.goto(f"{world.address}/counter{person}")
    press(page, "o")
    for key in ("Space", *("ArrowDown",) * down):
        page.keyboard.press(key)  # another day for the second time
    press(page, "Enter")
    assert page.locator("#line").count() == 1
    press(page, "Enter")
    assert page.locator(".notice.good").count() == 1
