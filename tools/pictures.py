"""Takes the pictures of the README from a running demo: `make demo` here, `make pictures` there."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import CHROMIUM, FLAGS

DEMO = "http://localhost:8000"
FOLDER = Path(__file__).parent.parent / "docs" / "images"
QUALITY = 82
DESK, KIOSK = (1280, 860), (1080, 1920)
HOLDER = 1  # of those the desk of the demo names: the second has several cards


def main() -> None:
    """Every picture, with the data of the demo that runs."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for short, language in {"en": "en", "zh": "zh-hans"}.items():
            page = visit(browser, language)
            page.goto(DEMO)
            take(page, f"front-{short}")
            page.goto(f"{DEMO}#kinds")
            take(page, f"cards-{short}")
        take(staff(browser, "en", "transit.supervisor", "/console"), "console-en")
        take(staff(browser, "zh-hans", "transit.operator", "/console"), "console-zh")
        counter(browser)
        kiosk(browser)
        browser.close()


def visit(browser: Browser, language: str, size: tuple[int, int] = DESK) -> Page:
    """Somebody who reads this language comes in."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "yika_language", "value": language, "url": DEMO}])
    return context.new_page()


def staff(browser: Browser, language: str, who: str, where: str) -> Page:
    """A member of staff signs in with what the desk of the demo says."""
    page = visit(browser, language)
    told = told_of(page, who)
    page.goto(f"{DEMO}/staff/sign-in?next={where}")
    page.fill("#f-handle", who)
    page.fill("#f-password", told["password"])
    page.click(".btn.primary")
    page.fill("#f-code", told["code"])
    page.click(".btn.primary")
    page.wait_for_url(f"**{where}")
    return page


def told_of(page: Page, who: str) -> Mapping[str, str]:
    """What the desk says of one who works here."""
    page.goto(f"{DEMO}/demo")
    row = page.locator("tr", has=page.get_by_text(who, exact=True))
    return {
        "password": page.locator("main p code").first.inner_text(),
        "code": row.locator("td").nth(3).inner_text(),
    }


def counter(browser: Browser) -> None:
    """A holder at the desk, with his cards."""
    page = visit(browser, "zh-hans")
    page.goto(f"{DEMO}/demo")
    phone = page.locator("main li .num").nth(HOLDER).inner_text()
    desk = staff(browser, "zh-hans", "transit.teller", "/counter")
    desk.fill("#q", phone)
    desk.keyboard.press("Enter")
    desk.wait_for_load_state()
    take(desk, "counter-zh")


def kiosk(browser: Browser) -> None:
    """The first screen of a machine."""
    page = visit(browser, "zh-hans", KIOSK)
    page.goto(f"{DEMO}/demo")
    page.locator("button[name=machine]").first.click()
    page.wait_for_url("**/kiosk**")
    if "/pair" in page.url:
        page.locator(".btn.primary").click()
    take(page, "kiosk-zh")


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=QUALITY)


if __name__ == "__main__":
    main()
