"""A name is proven at the counter: photographed, typed, signed in a second window, decided."""

from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import Look
from tests.browser.world import World
from tests.domain.identity.verifying.desk import card, picture
from yika.connectors.printer import fonts
from yika.site.demo import specimens

pytestmark = pytest.mark.browser

SERIALS = count(41)
NAMES = {"zh-hans": "周晓明", "en": "吴若兰"}
SCREEN = 1280


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both sides of a drawn specimen."""
    drawn = next(one for one in specimens.people().values() if one.kind == "resident-id")
    home, found = tmp_path_factory.mktemp("sides"), []
    for seed, side in enumerate(("front", "back")):
        chinese = fonts.chinese() is not None
        content = specimens.as_jpeg(specimens.draw(drawn, side)) if chinese else picture(seed)
        (home / f"{side}.jpg").write_bytes(content)
        found.append(home / f"{side}.jpg")
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_name_is_proven_and_signed_for_in_a_second_window(
    open_page: Open, world: World, sides: list[Path], language: str
) -> None:
    look = Look(language, "standard", "light", SCREEN)
    cookies = {"yika_staff": world.city["campus"]["staff"]["teller"]["token"]}
    page = open_page(look, "/counter/people/new", at=world.address, cookies=cookies)
    page.fill("#f-name", NAMES[language])
    page.fill("#f-phone", world.phone())
    enters(page, times=2)
    keys(page, "y")
    enters(page)
    page.locator("#f-agree").check()
    enters(page)
    page.locator("input[name=document][value=resident-id]").check()
    enters(page)
    photographs(page, look, sides)
    details(page, card(next(SERIALS), name=NAMES[language]))
    assert shut_out(page, look) == []

    keys(page, "d")
    signs(page.context.new_page(), world, look)
    page.locator("yk-wait").wait_for(state="detached")
    expect(page.locator(".c-signing .tag:not(.quiet)")).to_be_visible()
    page.locator("#f-right").check()
    page.locator("#f-original").check()
    enters(page)
    assert page.url.split("?")[1] == "did=prove"
    assert shut_out(page, look) == []


def enters(page: Page, *, times: int = 1) -> None:
    for _ in range(times):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_load_state()


def keys(page: Page, key: str) -> None:
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def photographs(page: Page, look: Look, sides: list[Path]) -> None:
    """One after the other, until nothing is missing; what is noted about one may stay so."""
    assert shut_out(page, look) == []
    for side in sides:
        page.locator("#f-picture").set_input_files(side)
        page.locator("yk-camera[state=taken]").wait_for()
        with page.expect_navigation():
            page.locator("button[value=take]").click()
        page.wait_for_load_state()
    if page.locator("#f-picture").count():
        enters(page)


def details(page: Page, given: dict[str, str]) -> None:
    page.locator(f"input[name=sex][value={given.pop('sex')}]").check()
    for name, value in given.items():
        page.fill(f"#f-{name}", value)
    with page.expect_navigation():
        page.locator("button[value=take]").click()
    page.wait_for_load_state()


def signs(window: Page, world: World, look: Look) -> None:
    """The person reads in the other language first, comes back, and signs with a pen."""
    window.goto(f"{world.address}/counter/screen")
    other = "en" if look.language != "en" else "zh-hans"
    window.locator(f".cs-languages [lang={other}]").click()
    expect(window.locator("html")).to_have_attribute("lang", other)
    window.locator(f".cs-languages [lang={look.language}]").click()
    expect(window.locator("html")).to_have_attribute("lang", look.language)
    assert shut_out(window, look) == []
    sheet = window.locator("canvas").bounding_box()
    assert sheet
    x, y = sheet["x"], sheet["y"] + sheet["height"] / 2
    window.mouse.move(x + 60, y)
    window.mouse.down()
    for place in range(8):
        window.mouse.move(x + 100 + 40 * place, y + (30 if place % 2 else -30), steps=3)
    window.mouse.up()
    window.locator("yk-sign[drawn]").wait_for()
    with window.expect_navigation():
        window.locator("button[value=confirm]").click()
    expect(window.locator(".result-mark")).to_be_visible()
    window.close()
