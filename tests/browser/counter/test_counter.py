"""The counter: everything by keyboard, by scanner, without script, in every look."""

import itertools
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.world import World

pytestmark = pytest.mark.browser

DESK = PLAIN._replace(width=1440)
HAND = 90  # ms between two keys
PLACES = itertools.count()

Sit = Callable[..., Page]

# The order in which Tab goes, against the order in which a reader meets the columns.
COLUMNS = """() => [...document.querySelectorAll('.c-top, .c-person, main, .c-ops')]
  .map(e => e.getBoundingClientRect()).map(r => [r.top > 60 ? 1 : 0, r.left])"""


@pytest.fixture
def sit(open_page: Open, world: World) -> Sit:
    """A teller sits down."""

    def down(address: str = "", look: Look = DESK, *, script: bool = True) -> Page:
        cookies = {"yika_staff": world.city["transit"]["staff"]["teller"]["token"]}
        where = f"/counter{address}"
        page = open_page(look, where, at=world.address, cookies=cookies, script=script)
        page.clock.install()
        return page

    return down


def types(page: Page, text: str) -> None:
    page.keyboard.type(text, delay=HAND)


def scans(page: Page, text: str) -> None:
    """All letters in one moment: the clock of the page stands still, however slow the machine."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    with turned(page):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.clock.resume()


def press(page: Page, *keys: str) -> None:
    """Keys, the last of which leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with turned(page):
        page.keyboard.press(keys[-1])


@contextmanager
def turned(page: Page):
    """What happens inside leads to another page."""
    page.evaluate("document.documentElement.dataset.old = 'yes'")
    yield
    page.locator("html:not([data-old])").wait_for(state="attached")
    page.wait_for_load_state()


def stocked(world: World) -> dict[str, str]:
    """A card from the stock that no other test has."""
    card: dict[str, str] = world.city["transit"]["stock"][next(PLACES)]
    return card


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_walk_in_gets_a_card_and_has_it_activated_by_keys_alone(
    sit: Sit, world: World, language: str
) -> None:
    page, phone = sit(look=DESK._replace(language=language)), world.phone()
    press(page, "r")
    types(page, "Lin Wan")
    page.keyboard.press("Tab")
    types(page, phone)
    press(page, "Enter")
    expect(page.locator(".c-line")).to_contain_text(phone)
    press(page, "Enter")
    assert "/counter/people/hld_" in page.url

    scans(page, stocked(world)["qr"])
    assert "?for=hld_" in page.url
    press(page, "h")
    press(page, "Enter")
    assert "did=hand-out" in page.url

    press(page, "a")
    press(page, "Enter")
    steps = goes_through(page, world, phone)
    assert steps[:3] == ["possession", "one-time-code", "one-time-code"]
    assert "/counter/cards/" in page.url
    press(page, "b")
    assert page.url.split("?")[0].endswith("/block")


def goes_through(page: Page, world: World, phone: str) -> list[str]:
    """Every step of an activation by keys, while there is one; their names."""
    steps = []
    while "/errands/" in page.url:
        steps.append(page.locator("input[name=step]").get_attribute("value") or "")
        if steps[-1] == "possession":
            page.keyboard.press("Space")
        elif page.locator("#f-code").count():
            types(page, world.code(phone))
        press(page, "Enter")
    return steps


PAGES = (
    *("", "/people/new", "/stock", "/keys", "/continue"),
    *("CARD", "CARD/block", "CARD/activate", "ERRAND", "FAULTS"),
)


@pytest.mark.parametrize(("look", "pages"), spread(PAGES), ids=str)
def test_nothing_at_the_counter_shuts_anybody_out(
    sit: Sit, world: World, look: Look, pages: tuple[str, ...]
) -> None:
    page, card = sit(look=look), f"/cards/{world.card()['id']}"
    at = f"{world.address}/counter"
    for address in pages:
        if address == "ERRAND":
            page.goto(f"{at}{card}/activate")
            submit(page)
        elif address == "FAULTS":
            page.goto(f"{at}/people/new")
            submit(page)
            assert page.locator(":focus").get_attribute("id") == "errors"
        else:
            page.goto(at + address.replace("CARD", card))
        assert shut_out(page, look) == [], address


def submit(page: Page) -> None:
    """The one green button."""
    with turned(page):
        page.locator(".c-sheet .primary").click()


def test_what_a_scanner_reads_is_searched_for_wherever_the_focus_is(sit: Sit, world: World) -> None:
    card = world.card()
    page = sit("/people/new")
    types(page, "Lin")
    scans(page, card["qr"])
    assert page.url.endswith(f"/cards/{card['id']}")
    page.go_back()
    page.locator("body").click(position={"x": 700, "y": 800})
    scans(page, card["number"])
    assert page.url.endswith(f"/cards/{card['id']}")


def test_letters_do_nothing_while_somebody_types(sit: Sit) -> None:
    page = sit("/people/new")
    types(page, "rsch?/")
    assert page.input_value("#f-name") == "rsch?/"
    assert page.url.endswith("/people/new")


def test_single_letters_can_be_switched_off_and_stay_off(sit: Sit) -> None:
    page = sit()
    page.keyboard.press("?")
    keys = page.locator("dialog[data-keys]")
    expect(keys).to_be_visible()
    keys.locator("[data-letters]").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.reload()
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert page.url.endswith("/counter")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_escape_goes_one_level_back_and_asks_before_anything_typed_is_lost(
    sit: Sit, world: World
) -> None:
    card = world.card()
    page = sit(f"/cards/{card['id']}/block")
    page.keyboard.press("Space")
    page.locator("#f-note").focus()
    types(page, "why")
    page.keyboard.press("Escape")
    asks = page.locator("dialog[data-leave]")
    expect(asks).to_be_visible()
    page.keyboard.press("Enter")
    expect(asks).to_be_hidden()
    assert page.input_value("#f-note") == "why"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    press(page, "Enter")
    assert page.url.endswith(f"/cards/{card['id']}")
    press(page, "Escape")
    assert page.url.endswith("/counter")


def test_escape_on_the_line_leads_back_to_the_form_with_all_that_was_typed(sit: Sit) -> None:
    page = sit("/people/new")
    types(page, "Lin Wan")
    press(page, "Enter")
    press(page, "Escape")
    assert page.input_value("#f-name") == "Lin Wan"


def test_cards_of_a_person_are_a_key_away(sit: Sit, world: World) -> None:
    page, card = sit(), stocked(world)
    press(page, "r")
    types(page, "Zhou Ning")
    press(page, "Enter")
    press(page, "Enter")
    person = page.url.split("?")[0]
    scans(page, card["number"])
    press(page, "h")
    press(page, "Enter")
    page.goto(person)
    press(page, "Alt+1")
    assert "/counter/cards/" in page.url


def test_tab_goes_as_the_eye_does(sit: Sit, world: World) -> None:
    page = sit(f"/cards/{world.card()['id']}")
    columns = page.evaluate(COLUMNS)
    assert columns == sorted(columns)
    assert page.locator("[tabindex]:not([tabindex='-1'])").count() == 0


def test_everything_can_be_done_without_any_script(sit: Sit, world: World) -> None:
    card, phone = world.card(), world.phone()
    page = sit(script=False)
    page.fill("#q", card["number"])
    page.locator(".c-search button").click()
    assert page.url.endswith(f"/cards/{card['id']}")
    page.locator(".op.primary").click()
    page.locator(".c-sheet .primary").click()
    while "/errands/" in page.url:
        step = page.locator("input[name=step]").get_attribute("value") or ""
        if step == "possession":
            page.check("#f-in_hand")
        elif step == "profile":
            page.fill("#f-name", "Wu Fang")
            page.fill("#f-phone", phone)
        elif page.locator("#f-code").count():
            page.fill("#f-code", world.code(phone))
        page.locator(".c-sheet .form .primary").click()
    page.locator(".op[href$='/keys']").click()
    assert page.url.endswith("/counter/keys")


def test_titles_tell_the_pages_of_the_counter_apart(sit: Sit, world: World) -> None:
    card = f"/cards/{world.card()['id']}"
    addresses = ["", "/people/new", "/continue", "/stock", "/keys", card, f"{card}/block"]
    titles = [sit(address).title() for address in addresses]
    assert len(set(titles)) == len(titles)
