"""Guides and outlets at the kiosk: one screen each, and the guide on a slip."""

import pytest

from tests.browser.kiosk.test_kiosk import SCREENS, fits, kiosk  # noqa: F401  a fixture
from tests.browser.looks import Look

pytestmark = pytest.mark.browser

LARGE = [(look, height) for look, height in SCREENS if look.size == "large"]
WHOLE = "document.querySelector('.slip').getBoundingClientRect().width / 96 * 25.4"


@pytest.mark.parametrize(("look", "height"), LARGE, ids=str)
def test_a_visitor_finds_a_guide_and_the_hours_without_scrolling(
    kiosk,  # noqa: F811
    look: Look,
    height: int,
) -> None:
    page = kiosk(look, height, "/kiosk/info")
    for _ in range(3):  # guides, the card, the errand
        fits(page)
        with page.expect_navigation():
            page.locator(".k-option").first.click()
    fits(page)
    page.goto(page.url.partition("/kiosk")[0] + "/kiosk/outlets")
    fits(page)
    assert page.locator(".k-columns .facts > div").count() == 7


def test_the_slip_holds_the_whole_guide_and_fits_its_paper(kiosk) -> None:  # noqa: F811
    page = kiosk(address="/kiosk/guides/transit-adult/activation")
    assert not page.locator(".slip").is_visible()
    page.evaluate("window.print = () => { window.printed = true }")
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed")

    page.emulate_media(media="print")
    assert page.evaluate(WHOLE) <= 80
    assert page.locator(".slip ol > li").count() >= 4
    assert not page.locator(".k-tools").is_visible()
    assert not page.locator("h1").is_visible()
