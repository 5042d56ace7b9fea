"""What a holder does on the website, press by press."""

import re

from playwright.sync_api import Page

from tests.browser.world import World

PIN = "730592"


def sign_in(page: Page, world: World, phone: str) -> None:
    """With a code, from the sign-in page."""
    page.fill("#f-contact", phone)
    press(page)
    page.fill("#f-code", world.code(phone))
    press(page)


def press(page: Page) -> None:
    """The one green button."""
    page.locator("form.form .btn.primary").click()
    page.wait_for_load_state()


def name_card(page: Page, world: World, number: str) -> None:
    """Type the number of a card on the page that asks for it."""
    page.goto(f"{world.address}/activate")
    page.fill("#f-card", number)
    press(page)


def take_steps(page: Page, world: World, card: dict[str, str], phone: str) -> list[str]:
    """Every step in turn, until the page that says it worked; the names of the steps."""
    steps: list[str] = []
    while not re.search(r"/done$", page.url):
        step = page.locator("input[name=step]").first.get_attribute("value") or ""
        steps.append(step)
        take(page, world, step, card, phone)
    return steps


def take(page: Page, world: World, step: str, card: dict[str, str], phone: str) -> None:
    sent = world.sent(phone)
    if step == "possession":
        page.fill("#f-code", card["code"])
    elif step == "profile":
        fill_if_asked(page, {"name": "Lin Wan", "phone": phone})
    elif step == "pin":
        for field in page.locator("form.form input.input").all():
            field.fill(PIN)
    elif step == "one-time-code" and page.locator("#f-code").count():
        page.fill("#f-code", world.code(phone))
    press(page)
    if step == "one-time-code" and page.locator("#f-code").count():
        world.code(phone, after=sent)


def fill_if_asked(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        if page.locator(f"#f-{name}").count():
            page.fill(f"#f-{name}", value)
