"""What an operator does: cards are made and sent, a file is imported, a kiosk is paired."""

import re

import pytest

from tests.browser.conftest import Open
from tests.browser.console.desk import Desk, cards_file, cookies
from tests.browser.looks import PLAIN, Look
from tests.browser.world import World

pytestmark = pytest.mark.browser
KIOSK = Look("en", "standard", "light", 1080)


def test_a_batch_is_made_sent_counted_and_printed(browser, world: World) -> None:
    with Desk(browser, world, "operator") as desk:
        desk.make_batch(12)
        batch = desk.page.url
        desk.send(12)
        desk.page.click("text=Count it")
        desk.page.fill("#f-counted", "12")
        desk.press()
        assert desk.page.locator("h1 + .tag").inner_text() == "Received"
        desk.page.goto(batch)
        desk.page.click("text=Print the sheet")
        with desk.page.expect_download() as coming:
            desk.page.locator("main form.form .btn").first.click()
        file = coming.value.path()
        assert file.read_bytes().startswith(b"%PDF")
        assert coming.value.suggested_filename.endswith("-1-12-backs.pdf")


def test_an_import_moves_before_ones_eyes_and_ends_approved(browser, world: World) -> None:
    with Desk(browser, world, "operator") as desk, Desk(browser, world, "supervisor") as second:
        desk.upload(600_000, 3_000)
        page = desk.page
        # The page looks again by itself until there is something for people to do.
        page.locator("h1 + .tag", has_text="Waiting for approval").wait_for(timeout=60_000)
        assert page.locator("text=3000 × transit-adult; main 3000.00 CNY").count() >= 1
        second.page.goto(page.url)
        second.page.click("main .actions >> text=Approve")
        second.press()
        second.page.locator("h1 + .tag", has_text="Done").wait_for(timeout=90_000)
        taken = second.page.locator(".facts > div", has_text="Taken over").locator("dd")
        assert taken.inner_text().strip() == "3,000"


def test_an_import_can_be_followed_without_any_script(open_page: Open, world: World) -> None:
    sent = cookies(world, "operator")
    page = open_page(PLAIN, "/console/imports/new", at=world.address, cookies=sent, script=False)
    page.check("input[value=transit-adult]")
    page.fill("#f-count", "5")
    page.fill("#f-sums", "main=5.00")
    content = {"name": "c.csv", "mimeType": "text/csv", "buffer": cards_file(700_000, 5)}
    page.set_input_files("#f-file", content)
    page.locator("main form.form .btn").first.click()
    page.wait_for_url(re.compile(r"/imports/imp_"))
    for _look in range(60):
        if not page.locator("text=Look again").count():
            break
        page.wait_for_timeout(500)
        page.click("text=Look again")
    assert page.locator("h1 + .tag").inner_text() == "Done"


def test_a_kiosk_is_paired_by_the_link_of_its_code(browser, open_page: Open, world: World) -> None:
    with Desk(browser, world, "operator") as desk:
        page = desk.goto("/console/machines/new")
        page.fill("#f-name", "By the window")
        page.check("input[value=kiosk]")
        page.check("input[name=outlet]")
        desk.press()
        machine = page.url
        page.click("main .actions >> text=Pair")
        desk.press()
        assert page.locator(".qr svg").count() == 1
        link = page.locator("[data-pair]").get_attribute("href") or ""
        assert link.startswith(f"{world.address}/kiosk/pair?code=")
        kiosk = open_page(KIOSK, link.removeprefix(world.address), at=world.address, height=1920)
        kiosk.locator(".k-form .btn.primary").click()
        kiosk.wait_for_url(f"{world.address}/kiosk")
        page.goto(machine)
        assert page.locator("h1 + .tag").inner_text() == "Online"
