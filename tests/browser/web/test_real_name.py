"""Proving a name on a phone: pictures by upload and by camera, until somebody has to decide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import Look
from tests.browser.web import walk
from tests.browser.world import World, until
from tools.chromium import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "large", "dark", 320)
PHONE_EN = Look("en", "standard", "light", 390)
PROVE = "/real-name/rivertown-transit/transit-adult"
FAKES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
FILE = "#f-picture-file"


@pytest.fixture(scope="module")
def filmed(browser: Browser) -> Iterator[Browser]:
    """A browser whose camera sees a moving test card, and asks nobody."""
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *FAKES])
    yield chromium
    chromium.close()


def to_the_pictures(page: Page, world: World) -> None:
    """Sign in on the way, begin, agree, choose the card."""
    page.locator("main .btn.primary").click()
    walk.sign_in(page, world, world.phone())
    page.wait_for_url(f"**{PROVE}")
    walk.press(page)
    page.check("#f-agree")
    walk.press(page)
    page.check("input[value=resident-id]")
    walk.press(page)


def send(page: Page, picture: str) -> None:
    """Choose a file, look at it, send it; the page that follows has come."""
    marked = page.locator("main").evaluate("main => main.dataset.old = 'yes'")
    assert marked == "yes"
    page.set_input_files(FILE, picture)
    page.locator("yk-camera[state=taken] canvas").wait_for()
    page.locator("[name=do][value=take]").click()
    page.locator("main:not([data-old])").wait_for()


@pytest.mark.parametrize("look", [PHONE_ZH, PHONE_EN], ids=str)
def test_from_the_consent_until_somebody_decides(open_page: Open, world: World, look: Look) -> None:
    page = open_page(look, PROVE, at=world.address)
    assert shut_out(page, look) == []
    to_the_pictures(page, world)
    assert shut_out(page, look) == []
    front, back = world.owner["specimens"]
    send(page, front)
    send(page, back)
    page.locator("#f-name").wait_for()
    assert shut_out(page, look) == []

    # The page comes by itself when the reader is done; nobody has pressed anything.
    page.locator(".notice.good").wait_for()
    assert page.input_value("#f-number") == "110100198803079996"
    assert shut_out(page, look) == []
    walk.press(page)
    page.check("#f-right")
    assert shut_out(page, look) == []
    walk.press(page)
    assert page.locator(".result-mark").count() == 1
    assert shut_out(page, look) == []
    errand = page.url

    other = open_page(look, "/sign-in", at=world.address)
    walk.sign_in(other, world, world.phone())
    other.goto(errand)
    assert other.locator(".message").count() == 1
    assert "李青山" not in other.content()


def test_what_is_wrong_is_said_before_and_after_it_is_sent(
    open_page: Open, world: World, tmp_path: Path
) -> None:
    page = open_page(PHONE_EN, PROVE, at=world.address)
    to_the_pictures(page, world)
    huge = tmp_path / "huge.jpg"
    huge.write_bytes(bytes(20_000_100))
    page.set_input_files(FILE, huge)
    page.locator("[data-status]:not(:empty)").wait_for()
    assert "larger than 20 MB" in page.locator("[data-status]").inner_text()
    assert page.locator("[name=do][value=take]").is_hidden()

    text = {"name": "card.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 no picture"}
    page.set_input_files(FILE, text)
    page.locator("[name=do][value=take]").click()
    page.locator("#errors").wait_for()
    assert "PDF" in page.locator("#errors").inner_text()
    assert page.evaluate("document.activeElement.id") == "errors"
    assert shut_out(page, PHONE_EN) == []


def test_with_the_camera_and_a_frame_over_it(filmed: Browser, world: World) -> None:
    context = filmed.new_context(
        viewport={"width": 390, "height": 844},
        extra_http_headers={"X-Forwarded-For": "10.8.0.1"},
    )
    context.add_cookies([{"name": "yika_language", "value": "en", "url": world.address}])
    page = context.new_page()
    page.goto(world.address + PROVE)
    to_the_pictures(page, world)
    page.locator("[data-open]").click()
    until(lambda: page.locator("yk-camera video").evaluate("film => film.videoWidth") or None)
    assert page.locator(".guide").is_visible()
    assert shut_out(page, PHONE_EN) == []
    page.locator("[data-shoot]").click()
    page.locator("yk-camera[state=taken] canvas").wait_for()
    assert page.locator("yk-camera").evaluate("camera => camera.stream === null")
    page.locator("[data-again]").click()
    page.locator("yk-camera[state=live]").wait_for()
    page.locator("[data-stop]").click()
    assert page.locator("[name=do][value=take]").is_hidden()
    context.close()
