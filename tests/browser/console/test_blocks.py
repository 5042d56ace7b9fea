"""A card is blocked by two people, and each of its blocks is lifted by itself."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.console.desk import Desk, cookies
from tests.browser.looks import Look
from tests.browser.world import World

pytestmark = pytest.mark.browser
LARGE = Look("zh-hans", "largest", "dark", 320)


def test_a_long_block_is_asked_for_agreed_to_and_put_on(browser, world: World) -> None:
    card = f"/console/cards/{world.card_in_use()['id']}"
    with Desk(browser, world, "teller") as desk, Desk(browser, world, "supervisor") as second:
        page = desk.goto(f"{card}/block")
        page.check("input[value=suspicion]")
        page.check("input[value=spending]")
        desk.press()
        assert page.locator("h1 + .tag").inner_text() == "Spending blocked"

        page.click("main .actions >> text=Block")
        page.check("input[value='court-order']")
        page.check("#f-endless")
        desk.press()
        second.page.goto(page.url)
        second.page.click("main .actions >> text=Decide")
        second.page.check("input[value=approve]")
        second.press()
        page.reload()
        page.click("text=Block the card now")
        desk.press()
        assert page.locator("h1 + .tag").inner_text() == "Blocked"

        page.click("main .actions >> text=Unblock")
        page.locator("input[name=stop]").nth(1).check()
        page.check("input[value='cleared-up']")
        desk.press()
        assert page.locator("h1 + .tag").inner_text() == "Spending blocked"
        assert page.locator("text=Lifted by the issuer").count() == 1


def test_a_stopped_card_shuts_nobody_out(browser, open_page: Open, world: World) -> None:
    card = f"/console/cards/{world.card_in_use()['id']}"
    with Desk(browser, world, "teller") as desk:
        for reason in ("suspicion", "court-order"):
            desk.goto(f"{card}/block").check(f"input[value='{reason}']")
            desk.press()
    page = open_page(LARGE, card, at=world.address, cookies=cookies(world, "teller"))
    for address in (card, f"{card}/block", f"{card}/unblock"):
        page.goto(world.address + address)
        assert shut_out(page, LARGE) == [], address
