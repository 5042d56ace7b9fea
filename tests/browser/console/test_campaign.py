"""A campaign from its plan to its end, by two people: one reads English, the other Chinese."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.console.desk import cookies
from tests.browser.looks import Look
from tests.browser.world import ROOT, World

pytestmark = pytest.mark.browser
WIDE = Look("en", "standard", "light", 1280)
PHONE = Look("zh-hans", "standard", "dark", 390)
DAY = timedelta(days=1)


def day(after: timedelta) -> str:
    return (datetime.now(UTC) + after).date().isoformat()


def press(page: Page) -> None:
    """The button of the form."""
    page.locator("main form.form .btn").first.click()
    page.wait_for_load_state()


def stands(page: Page, state: str) -> None:
    page.locator("h1 + .tag", has_text=state).wait_for()


def plan(page: Page) -> str:
    """The address of the campaign that was planned."""
    page.locator("main .actions >> text=Plan a campaign").click()
    assert shut_out(page, WIDE) == []
    page.check("input[value='transit-adult']")
    page.fill("#f-deadline", day(60 * DAY))
    page.fill("#f-spending_after", "30")
    press(page)
    page.wait_for_url(re.compile(r"/campaigns/cmp_"))
    stands(page, "Planned")
    assert page.locator("main .actions >> text=Start it").count() == 0
    return page.url


def run(world: World) -> None:
    """Forty days go by."""
    stage = [sys.executable, "-m", "tests.browser.console.stage", str(world.home)]
    subprocess.run(stage, cwd=ROOT, env=world.environ, check=True, capture_output=True)


def look_how_far(page: Page) -> None:
    drawing = page.get_by_role("img")
    assert drawing.locator("path.line").count() == 5
    assert "20" in (drawing.get_attribute("aria-label") or "")
    page.locator("main summary").click()
    assert page.locator("main details td").count() > 30
    assert shut_out(page, WIDE) == []


def ask_for_an_exception(page: Page) -> str:
    """The address of what a second person is asked for."""
    page.locator("main .c-table a", has_text="Leave it alone").first.click()
    assert shut_out(page, WIDE) == []
    page.check("input[value=away]")
    page.fill("#f-until", day(100 * DAY))
    press(page)
    page.wait_for_url(re.compile(r"/approvals/apv_"))
    return page.url


def agree(page: Page, asked: str) -> None:
    page.goto(f"{asked}/decide")
    assert shut_out(page, PHONE) == []
    page.check("input[value=approve]")
    press(page)
    stands(page, "批准")


def test_two_people_run_a_campaign_from_its_plan_to_its_end(open_page: Open, world: World) -> None:
    at = world.address
    page = open_page(WIDE, "/console/campaigns", at=at, cookies=cookies(world, "supervisor"))
    campaign = plan(page)

    second = open_page(PHONE, "/offline", at=at, cookies=cookies(world, "reviewer"))
    second.goto(f"{campaign}/start")
    assert shut_out(second, PHONE) == []
    press(second)
    assert second.url == campaign
    run(world)

    page.reload()
    stands(page, "Running")
    look_how_far(page)
    unreached = page.locator("main .c-table a", has_text="Leave it alone")
    before = unreached.count()
    asked = ask_for_an_exception(page)
    agree(second, asked)
    page.reload()
    page.locator("main .actions >> text=Leave the card alone now").click()
    press(page)
    assert page.url == campaign
    assert unreached.count() == before - 1

    second.goto(campaign)
    assert shut_out(second, PHONE) == []
    second.locator("main .actions a[href$='/end']").click()
    press(second)
    for _ in range(40):
        if second.locator("h1 + .tag", has_text="已结束").count():
            break
        second.wait_for_timeout(250)
        second.reload()
    stands(second, "已结束")
