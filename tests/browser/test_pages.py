"""Every page, in every look: readable, reachable, inside its width, whole without script."""

import pytest

from tests.browser.checks import BORDERS, TARGETS, TOO_WIDE, shut_out, violations
from tests.browser.conftest import Open
from tests.browser.looks import LOOKS, PLAIN, Look

pytestmark = pytest.mark.browser

PAGES = ["/", "/nothing-here"]


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


@pytest.mark.parametrize("address", PAGES)
def test_nothing_on_the_page_shuts_anybody_out(open_page: Open, look: Look, address: str) -> None:
    assert shut_out(open_page(look, address), look) == []


def test_a_broken_page_would_be_found(open_page: Open) -> None:
    """A check that finds nothing anywhere proves nothing."""
    page = open_page(PLAIN._replace(width=390))
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
          `<img src="/static/common/seal.svg" width="900" height="9">
           <button class="btn choice small">x</button>`)
          || document.styleSheets[0].insertRule(
            '.small {min-block-size:10px !important; padding:0 !important;' +
            ' border-color:#eee !important; color:#eee !important}')"""
    )
    assert any("image-alt" in one for one in violations(page))
    assert any("color-contrast" in one for one in violations(page))
    assert page.evaluate(TOO_WIDE, 390) != []
    assert [one for one in page.evaluate(TARGETS) if one["least"] < 44] != []
    assert [one for one in page.evaluate(BORDERS) if one[1] < 3] != []


def test_titles_tell_pages_and_languages_apart(open_page: Open) -> None:
    titles = [
        open_page(PLAIN._replace(language=language), address).title()
        for language in ("zh-hans", "en")
        for address in PAGES
    ]
    assert len(set(titles)) == len(titles)
    assert all(titles)


def test_the_language_is_switched_without_any_script(open_page: Open) -> None:
    page = open_page(PLAIN, script=False)
    switch = page.locator("button[name=language]")
    assert switch.get_attribute("lang") == "zh-hans"
    switch.click()
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    page.locator("button[name=language]").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_large_text_is_one_press_away_and_one_back(open_page: Open) -> None:
    page = open_page(PLAIN, script=False)
    page.locator(".topbar button[name=size]").click()
    assert page.locator("html").get_attribute("data-size") == "large"
    page.locator(".topbar button[name=size]").click()
    assert page.locator("html").get_attribute("data-size") == "standard"


def test_the_keyboard_reaches_the_content_first_and_everything_after(open_page: Open) -> None:
    page = open_page(PLAIN)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "/cards"


def test_eleven_cards_can_be_seen_and_are_named(open_page: Open) -> None:
    page = open_page(PLAIN)
    cards = page.locator(".gallery .card-art")
    assert cards.count() == 11
    assert all(cards.nth(place).get_attribute("aria-label") for place in range(11))
