"""The kiosk: a card is activated on both kinds of screen, and nothing is left behind."""

import os

import pytest
from playwright.sync_api import Page

from tests.browser.checks import steady, violations
from tests.browser.conftest import Open
from tests.browser.kiosk.keys import touch
from tests.browser.looks import Look
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

UPRIGHT, WIDE = (1080, 1920), (1920, 1080)
SCREENS = [
    (Look(language, size, "light", width), height)
    for language, size, (width, height) in [
        ("zh-hans", "standard", UPRIGHT),
        ("en", "large", WIDE),
        ("en", "large", UPRIGHT),
        ("zh-hans", "large", WIDE),
        ("en", "standard", WIDE),
    ][: None if os.environ.get("YIKA_SOAK") else 2]
]

# Whatever does not fit on the screen, or is too small for a finger at arm's length.
UNFIT = """() => [...document.querySelectorAll(
    'main h1, main :is(a, button, input, .tick), footer :is(a, button)')]
  .filter(e => e.offsetParent && !e.closest('dialog'))
  .filter(e => !e.matches('p a, .vh, [type=radio], .tick input'))
  .map(e => [e.textContent.trim() + e.id, e.getBoundingClientRect(), e.matches('h1')])
  .filter(([what, r, title]) => r.top < 0 || r.left < 0 || r.bottom > innerHeight + 1 ||
    r.right > innerWidth + 1 || (!title && r.height < 44))
  .map(([what]) => what)
  .concat(document.documentElement.scrollHeight > innerHeight ? ['the page scrolls'] : [])"""


@pytest.fixture
def kiosk(open_page: Open, world: World):
    def stand(look: Look = SCREENS[0][0], height: int = 1920, address: str = "/kiosk") -> Page:
        token = world.city["transit"]["machines"]["kiosk"]["token"]
        cookies = {"yika_machine": token}
        return open_page(look, address, at=world.address, cookies=cookies, height=height)

    return stand


def fits(page: Page) -> None:
    assert steady(page, lambda: page.evaluate(UNFIT)) == []
    assert violations(page) == []


def find(page: Page, number: str) -> None:
    page.locator(".k-option").first.click()
    touch(page, number)
    fits(page)
    page.locator(".k-form .btn.primary").click()


@pytest.mark.parametrize(("look", "height"), SCREENS, ids=str)
def test_a_visitor_activates_his_card(kiosk, world: World, look: Look, height: int) -> None:
    page, phone, card = kiosk(look, height), world.phone(), world.card()
    fits(page)
    find(page, card["number"])
    steps = []
    while not page.url.endswith("/done"):
        fits(page)
        step = page.locator("input[name=step]").first.get_attribute("value") or ""
        steps.append(step)
        if step == "profile":
            page.fill("#f-name", "Zhou Ning")
            page.click("#f-phone")
            assert page.locator("yk-keypad").is_visible()
            page.fill("#f-phone", phone)
            page.click("yk-keypad .done")
            walk.press(page)
        else:
            walk.take(page, world, step, card, phone)
    fits(page)

    assert steps[0] == "possession"
    page.locator(".k-next .btn.primary").click()
    assert page.url.endswith("/kiosk")


def test_nothing_is_left_after_the_visit(kiosk, world: World) -> None:
    page, card = kiosk(), world.card()
    find(page, card["number"])
    page.fill("#f-code", card["code"])
    walk.press(page)
    page.fill("#f-name", "Zhou Ning")
    page.goto(f"{world.address}/kiosk/end")
    names = {one["name"] for one in page.context.cookies()}
    assert "yika_visit" not in names
    for _ in range(4):
        page.go_back()
        assert "Zhou Ning" not in page.content()
        assert page.locator("input[name=step]").count() == 0
    page.goto(f"{world.address}/kiosk/visit")
    assert page.url.endswith("/kiosk")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_time_runs_out_with_a_question_first(kiosk, world: World) -> None:
    page = kiosk()
    page.clock.install()
    page.goto(f"{world.address}/kiosk/activate")
    page.clock.run_for(41_000)
    assert page.locator("dialog").is_visible()
    page.locator("[data-stay]").click()
    assert not page.locator("dialog").is_visible()
    page.clock.run_for(61_000)
    page.wait_for_url(f"{world.address}/kiosk")


def test_contrast_and_voice_end_with_the_visit(kiosk, world: World) -> None:
    page = kiosk(address="/kiosk/activate")
    page.locator("[data-contrast]").click()
    page.locator("[data-voice]").click()
    assert page.locator("html[data-contrast-on]").count() == 1
    assert violations(page) == []
    page.goto(f"{world.address}/kiosk")
    assert page.locator("html[data-contrast-on]").count() == 0


def test_a_browser_that_is_no_kiosk_is_asked_for_a_code(open_page: Open, world: World) -> None:
    look, height = SCREENS[0]
    page = open_page(look, "/kiosk/activate", at=world.address, height=height)
    assert page.url.endswith("/kiosk/pair")
    fits(page)
    page.fill("#f-code", "ABCDEFGHJK")
    walk.press(page)
    assert page.locator(".field.wrong").count() == 1


def test_every_key_of_a_code_adds_itself(kiosk) -> None:
    page = kiosk(address="/kiosk/continue")
    touch(page, "8C4Y-CZ1C")
    assert page.locator("main .input").input_value() == "8C4YCZ1C"
    touch(page, "⌫")
    assert page.locator("main .input").input_value() == "8C4YCZ1"


def test_what_was_begun_on_the_phone_goes_on_here(kiosk, open_page: Open, world: World) -> None:
    phone, card = world.phone(), world.card()
    mobile = open_page(Look("en", "standard", "light", 390), "/sign-in", at=world.address)
    walk.sign_in(mobile, world, phone)
    walk.name_card(mobile, world, card["number"])
    walk.take(mobile, world, "possession", card, phone)
    mobile.locator("form[action$='/elsewhere'] button").click()
    code = mobile.locator(".amount").inner_text()

    page = kiosk(address="/kiosk/continue")
    touch(page, code)
    page.locator(".k-form .btn.primary").click()
    assert page.locator("input[name=step]").get_attribute("value") == "profile"
    assert "Lin" not in page.content()
