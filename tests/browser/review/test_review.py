"""The review desk by keys alone, in both languages; nobody is shut out, in any look."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.world import ROOT, World, until

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "zh-hans")
PAGES = ("/review", "/review/ITEM?look=yes", "/review/figures", "/review/second")
SEEN = "[...document.querySelectorAll('.r-frame img')].every(one => one.naturalWidth > 0)"


@pytest.fixture(scope="module")
def staged(world: World) -> dict[str, Any]:
    """What waits for a reviewer, the oldest first; an appeal; what waits for a second look."""
    told = world.home / "review.json"
    stage = [sys.executable, "-m", "tests.browser.review.stage", str(told)]
    subprocess.run(stage, cwd=ROOT, env=world.environ, check=True, capture_output=True)
    return dict(json.loads(told.read_text(encoding="utf-8")))


def cookies(world: World, role: str = "reviewer") -> dict[str, str]:
    return {"yika_staff": world.city["transit"]["staff"][role]["token"]}


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def asks(page: Page, name: str) -> None:
    """Waits until the first answer of a sheet has the focus."""
    page.locator(f"[name='{name}']:focus").wait_for()


def asks_again(page: Page) -> None:
    """For the second side, because of the third reason."""
    page.keyboard.press("m")
    asks(page, "thing")
    page.keyboard.press("2")
    asks(page, "reason")
    page.keyboard.press("3")
    press(page, "Enter")
    assert "did=" in page.url


def refuses(page: Page, look: Look) -> None:
    """For the third reason."""
    page.keyboard.press("r")
    asks(page, "reason")
    page.keyboard.press("a")  # a letter does nothing while a reason is chosen
    assert shut_out(page, look) == []
    page.keyboard.press("3")
    press(page, "Enter")
    assert "did=" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_after_the_other_is_decided_by_keys_alone(
    open_page: Open, world: World, staged, language: str
) -> None:
    look = Look(language, "standard", "light", 1280)
    page = open_page(look, "/review", at=world.address, cookies=cookies(world))
    press(page, "n")
    first = page.url
    until(lambda: page.evaluate(SEEN) or None)
    assert shut_out(page, look) == []

    press(page, "a")
    assert "did=" in page.url
    assert page.locator("yk-undo progress").count() == 1
    assert shut_out(page, look) == []
    press(page, "u")
    assert page.url == first

    asks_again(page)
    press(page, "n")
    assert page.url != first
    refuses(page, look)
    page.goto(f"{world.address}/review?only=appealed")
    assert page.locator("tbody tr").count() == 1
    press(page, "n")
    assert page.url.endswith(staged["appeal"])
    press(page, "p")


def test_two_reviewers_in_two_windows_do_not_meet(open_page: Open, world: World, staged) -> None:
    found = f"/review/{staged['waiting'][-1]}"
    hers = open_page(PLAIN, found, at=world.address, cookies=cookies(world))
    his = open_page(PLAIN, found, at=world.address, cookies=cookies(world, "supervisor"))
    press(hers, "t")
    assert re.search(r"(10:00|9:\d\d)$", hers.locator("yk-lock [data-left]").inner_text())

    his.keyboard.press("t")  # his page still says that nobody has it
    his.wait_for_selector("#errors")
    assert his.locator("yk-lock").count() == 0
    assert "is looking at this now" in his.locator("main").inner_text()
    press(hers, "p")
    his.goto(world.address + found)
    press(his, "t")
    assert his.locator("yk-lock").count() == 1
    press(his, "p")


def test_a_second_look_by_keys(open_page: Open, world: World, staged) -> None:
    page = open_page(PLAIN, "/review/second", at=world.address, cookies=cookies(world))
    press(page, "n")
    page.keyboard.press("r")
    asks(page, "reason")
    assert shut_out(page, PLAIN) == []
    page.keyboard.press("3")
    page.keyboard.press("Tab")
    page.keyboard.type("The font is wrong.")
    page.keyboard.press("Tab")
    press(page, "Enter")
    assert page.locator("tbody tr").count() == len(staged["second"]) - 1
    press(page, "n")
    press(page, "a")
    assert page.locator("tbody tr").count() == len(staged["second"]) - 2


def test_a_picture_is_zoomed_moved_and_turned_by_keys(
    open_page: Open, world: World, staged
) -> None:
    where = f"/review/{staged['waiting'][-1]}?look=yes"
    page = open_page(PLAIN, where, at=world.address, cookies=cookies(world, "supervisor"))
    until(lambda: page.evaluate(SEEN) or None)
    turned = []
    page.keyboard.press("2")
    frame = page.locator(".r-frame").nth(1)
    for key in ("+", "+", "ArrowLeft", "]", "0"):
        page.keyboard.press(key)
        turned.append(frame.locator("img").evaluate("image => image.style.transform"))
    assert len(set(turned)) == len(turned)
    assert "scale(2.25)" in turned[1]
    assert "rotate(90deg)" in turned[3]


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, staged, look: Look, pages: tuple[str, ...]
) -> None:
    page = open_page(look, pages[0], at=world.address, cookies=cookies(world, "supervisor"))
    for address in pages:
        page.goto(world.address + address.replace("ITEM", staged["waiting"][-1]))
        assert shut_out(page, look) == [], address


def test_it_all_works_without_any_script(open_page: Open, world: World, staged) -> None:
    page = open_page(PLAIN, "/review", at=world.address, cookies=cookies(world), script=False)
    page.locator("main .btn.primary").first.click()
    page.wait_for_url("**/review/ver_*")
    page.locator("summary", has_text="Refuse").click()
    page.locator("input[value=not-the-holder]").check()
    page.locator("details[open] .btn.danger").click()
    page.wait_for_url("**did=*")
    page.get_by_text("Undo", exact=False).first.click()
    page.wait_for_url("**/review/ver_*")
    page.locator("button", has_text="Put back").click()
    page.wait_for_url("**did=*")
