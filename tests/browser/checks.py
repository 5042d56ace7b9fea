"""What every page must hold, in every look: readable, reachable, inside its width."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from tests.browser.looks import Look

RULES = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]

# Whatever reaches past the width that was set. On a phone the page itself would grow with it.
TOO_WIDE = """width => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > width + 1)
  .filter(e => !e.closest('svg, .fan, .deck, .table-wrap, .vh'))
  .map(e => e.tagName + '.' + e.className)"""

# Everything to press, with its size. A link inside a sentence is as high as its line, and a box
# to tick is as large as its label.
TARGETS = """() => [...document.querySelectorAll('a, button, .tick, input:not([type=hidden])')]
  .filter(e => e.matches('.btn, .brand, button, input, .tick') && !e.matches('.tick input, .vh'))
  .filter(e => e.offsetParent)
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


TURNED = re.compile("context was destroyed|because of a navigation|properties of null")
T = TypeVar("T")


def steady(page: Page, look: Callable[[], T]) -> T:
    """What is seen of a page; looked at again if another one came in the middle of it."""
    page.wait_for_load_state()
    try:
        return look()
    except Error as error:
        if not TURNED.search(error.message):
            raise
    page.wait_for_load_state()
    return look()


def violations(page: Page) -> list[str]:
    options: dict[str, Any] = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
    }
    # A drawing is one image with a name; the rules have nothing to say about its strokes.
    context: Any = {"exclude": [["svg *"]]}
    found = steady(page, lambda: Axe().run(page, context, options)).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def shut_out(page: Page, look: Look) -> list[Any]:
    """Whatever on the page shuts somebody out."""
    least = 44 if look.size == "standard" else 60
    return [
        *violations(page),
        *(f"too wide: {one}" for one in page.evaluate(TOO_WIDE, look.width)),
        *(f"too small: {one}" for one in page.evaluate(TARGETS) if one["least"] < least),
        *(f"too pale: {one}" for one in page.evaluate(BORDERS) if one[1] < 3),
    ]
