"""A picture of the face on a phone: the camera in front, the oval over it, the way without it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.checks import shut_out
from tests.browser.looks import Look
from tests.browser.web import stage, walk
from tests.browser.world import ROOT, World, until
from tests.domain.identity.verifying import desk
from tools.chromium import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "large", "dark", 320)
PHONE_EN = Look("en", "standard", "light", 390)
PROVE = f"/real-name/{stage.CODE}/{stage.PRODUCT}"
FAKES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
FILE = "#f-picture-file"
TAKE, SKIP = "[name=do][value=take]", "[name=do][value=skip]"


@pytest.fixture(scope="module")
def opened(world: World) -> World:
    """The same world with a bank in it."""
    told = [sys.executable, "-m", "tests.browser.web.stage"]
    subprocess.run(told, cwd=ROOT, env=world.environ, check=True, capture_output=True)
    return world


@pytest.fixture(scope="module")
def filmed(browser: Browser) -> Iterator[Browser]:
    """A browser whose camera sees a moving test card, and asks nobody."""
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *FAKES])
    yield chromium
    chromium.close()


def window(filmed: Browser, world: World, look: Look) -> BrowserContext:
    context = filmed.new_context(
        viewport={"width": look.width, "height": 844},
        color_scheme="dark" if look.theme == "dark" else "light",
        reduced_motion="reduce",
        extra_http_headers={"X-Forwarded-For": f"10.9.0.{look.width % 250}"},
    )
    told = {"yika_language": look.language, "yika_size": look.size}
    context.add_cookies(
        [{"name": name, "value": value, "url": world.address} for name, value in told.items()]
    )
    return context


def to_the_face(page: Page, world: World, folder: Path) -> None:
    """Sign in on the way, begin, agree to the comparison too, photograph the card."""
    page.goto(world.address + PROVE)
    page.locator("main .btn.primary").click()
    walk.sign_in(page, world, world.phone())
    page.wait_for_url(f"**{PROVE}")
    walk.press(page)
    page.check("#f-agree")
    page.check("input[name=face][value=yes]")
    walk.press(page)
    page.check("input[value=resident-id]")
    walk.press(page)
    for seed in (1, 2):
        send(page, folder, seed)
    page.locator("[data-frame=face]").wait_for()


def send(page: Page, folder: Path, seed: int) -> None:
    """Choose a file, and send it; the page that follows has come."""
    file = folder / f"{seed}.jpg"
    file.write_bytes(desk.picture(seed))
    page.locator("main").evaluate("main => { main.dataset.old = 'yes' }")
    page.set_input_files(FILE, file)
    page.locator("yk-camera[state=taken] canvas").wait_for()
    page.locator(TAKE).click()
    page.locator("main:not([data-old])").wait_for()


def turned(page: Page, what: str) -> bool:
    """Whether it is shown as in a mirror."""
    style = page.locator(f"yk-camera {what}").evaluate("one => getComputedStyle(one).transform")
    return bool(style.startswith("matrix(-1"))


@pytest.mark.parametrize("look", [PHONE_ZH, PHONE_EN], ids=str)
def test_the_face_is_filmed_or_left_out(
    filmed: Browser, opened: World, look: Look, tmp_path: Path
) -> None:
    context = window(filmed, opened, look)
    page = context.new_page()
    to_the_face(page, opened, tmp_path)
    assert shut_out(page, look) == []
    both = [page.locator(one).bounding_box() for one in ("[data-open]", SKIP)]
    assert [box and box["height"] >= 44 for box in both] == [True, True]

    page.locator("[data-open]").click()
    until(lambda: page.locator("yk-camera video").evaluate("film => film.videoWidth") or None)
    assert page.locator(".guide").is_visible()
    assert turned(page, "video")
    assert shut_out(page, look) == []
    page.locator("[data-shoot]").click()
    page.locator("yk-camera[state=taken] canvas").wait_for()
    assert turned(page, "canvas")
    assert shut_out(page, look) == []
    page.locator("[data-again]").click()
    page.locator("yk-camera[state=live]").wait_for()
    page.locator("[data-stop]").click()

    if look is PHONE_ZH:
        page.locator(SKIP).click()
    else:
        send(page, tmp_path, 60)
    page.locator("#f-name").wait_for()
    context.close()
