"""Every page, in every look: readable, reachable, inside its width, whole without script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.looks import LOOKS, PLAIN, Look

pytestmark = pytest.mark.browser

PAGES = ["/", "/nothing-here"]
RULES = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]

# Whatever reaches past the width that was set. On a phone the page itself would grow with it.
TOO_WIDE = """width => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('svg, .fan, .vh'))
  .map(e => e.tagName + '.' + e.className)"""

# Everything to press, with its size. A link inside a sentence is as high as its line.
TARGETS = """() => [...document.querySelectorAll('button, .btn, .brand, input:not([type=hidden])')]
  .filter(e => e.matches('a, button, input') && e.offsetParent)
  .map(e => ({what: e.textContent.trim(), box: e.getBoundingClientRect()}))
  .map(({what, box}) => ({what, least: Math.min(box.width, box.height)}))"""

# The contrast of a control's border with what is behind it (axe has no rule for that).
BORDERS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})
  const light = color => {
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b
  }
  const behind = e => {
    for (let p = e.parentElement; p; p = p.parentElement) {
      const color = getComputedStyle(p).backgroundColor
      if (!color.endsWith(', 0)') && color != 'transparent') return color
    }
    return 'white'
  }
  return [...document.querySelectorAll('.btn.choice, .btn.line, input, select, textarea')]
    .filter(e => e.offsetParent)
    .map(e => [light(getComputedStyle(e).borderTopColor), light(behind(e)), e.textContent.trim()])
    .map(([a, b, what]) => [what, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)])
}"""


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


def violations(page: Page) -> list[str]:
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    # A drawing is one image with a name; the rules have nothing to say about its strokes.
    context: Any = {"exclude": [["svg *"]]}
    found = Axe().run(page, context, options).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_on_the_page_shuts_anybody_out(open_page: Open, look: Look, address: str) -> None:
    page = open_page(look, address)
    least = 44 if look.size == "standard" else 60
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE, look.width) == []
    assert [one for one in page.evaluate(TARGETS) if one["least"] < least] == []
    assert [one for one in page.evaluate(BORDERS) if one[1] < 3] == []


def test_a_broken_page_would_be_found(open_page: Open) -> None:
    """A check that finds nothing anywhere proves nothing."""
    page = open_page(PLAIN._replace(width=390))
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
          `<img src="/static/web/seal.svg" width="900"><button class="btn choice small">x</button>`)
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
    assert page.locator(":focus").get_attribute("href") == "#kinds"


def test_eleven_cards_can_be_seen_and_are_named(open_page: Open) -> None:
    page = open_page(PLAIN)
    cards = page.locator(".gallery .card-art")
    assert cards.count() == 11
    assert all(cards.nth(place).get_attribute("aria-label") for place in range(11))
