"""One home visit: taken along, made without a network, handed over once, and nothing left of it."""

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import Look
from tests.browser.visits.stage import ADDRESS, NAME, PHONE
from tests.browser.world import ROOT, World
from tests.domain.identity.verifying.desk import card
from tests.story import PASSWORD

pytestmark = pytest.mark.browser

TABLET = Look("en", "standard", "light", 820)
PIN = "902133"
PAPER = card(7)
SECRETS = (NAME, ADDRESS, PHONE, PAPER["number"], PAPER["name"], PIN)

# Everything that a page of this address may keep in the browser, as text.
KEPT = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})]
  const text = data => new TextDecoder("latin1").decode(data) + new TextDecoder().decode(data)
  const bases = (await indexedDB.databases()).map(one => one.name)
  for (const name of bases) {
    const base = await new Promise(yes => { const open = indexedDB.open(name); open.onsuccess = () => yes(open.result) })
    for (const store of base.objectStoreNames) {
      const rows = await new Promise(yes => { const all = base.transaction(store).objectStore(store).getAll(); all.onsuccess = () => yes(all.result) })
      for (const row of rows) {
        found.push(JSON.stringify(row))
        if (row.private.extractable) found.push("KEY CAN BE TAKEN OUT")
        for (const data of [row.locked, ...Object.values(row.pieces)]) if (data) found.push(text(data))
      }
    }
    base.close()
  }
  for (const name of await caches.keys()) {
    const kept = await caches.open(name)
    for (const request of await kept.keys()) found.push(request.url, await (await kept.match(request)).text())
  }
  const workers = await navigator.serviceWorker.getRegistrations()
  return {text: found.join("\\n"), bases, caches: await caches.keys(), workers: workers.length}
}"""  # noqa: E501  a script


@pytest.fixture(scope="module")
def planned(world: World) -> dict[str, Any]:
    told = world.home / "visit.json"
    stage = [sys.executable, "-m", "tests.browser.visits.stage", str(told)]
    subprocess.run(stage, cwd=ROOT, env=world.environ, check=True, capture_output=True)
    return dict(json.loads(told.read_text(encoding="utf-8")))


def cookies(world: World, role: str) -> dict[str, str]:
    return {"yika_staff": world.city["transit"]["staff"][role]["token"]}


def waiting(open_page: Open, world: World) -> int:
    """How many lines the review queue has."""
    look = Look("en", "standard", "light", 1280)
    page = open_page(look, "/review", at=world.address, cookies=cookies(world, "reviewer"))
    return page.locator(".r-table tbody tr").count()


def take_along(page: Page, world: World, planned: dict[str, Any]) -> None:
    page.get_by_role("link", name="Identity check").click()
    page.wait_for_selector("form[data-take]")
    assert shut_out(page, TABLET) == []
    assert ADDRESS not in page.content()
    second = world.city["transit"]["staff"]["supervisor"]["handle"]
    assert page.input_value("#f-handle") == second
    page.fill("#f-password", PASSWORD)
    page.fill("#f-code", planned["code"])
    page.fill("#f-pin", PIN)
    page.click("form[data-take] button.primary")
    page.wait_for_selector("#pin")
    assert shut_out(page, TABLET) == []


def unlock(page: Page) -> None:
    page.fill("#pin", PIN)
    page.keyboard.press("Enter")
    page.wait_for_selector(".v-code")


def capture(page: Page, pictures: list[str]) -> None:
    page.select_option("#document", "resident-id")
    for place, file in enumerate(pictures):
        page.locator("[data-pictures] input").nth(place).set_input_files(file)
        page.locator("[data-kept]").nth(place).wait_for(state="visible")
    for name, value in PAPER.items():
        field = page.locator(f"#f-{name}")
        if name == "sex":
            field.select_option(value)
        else:
            field.fill(value)
    page.check("[name=original]")
    page.check("[name=face]")
    page.click("form button.primary")
    page.locator("[data-ready]").wait_for(state="visible")


def without_a_network(page: Page, planned: dict[str, Any]) -> None:
    """At the door: opened, captured, kept, closed and opened again; nothing of it in plain text."""
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("#pin")
    unlock(page)
    assert ADDRESS in page.inner_text("main")
    assert shut_out(page, TABLET) == []
    capture(page, planned["pictures"])
    assert shut_out(page, TABLET) == []
    page.click("[data-hand-over]")
    page.locator("#visit").get_by_text("There is no network").wait_for()

    page.reload()
    page.wait_for_selector("#pin")
    kept = page.evaluate(KEPT)
    assert [one for one in (*SECRETS, "KEY CAN") if one in kept["text"]] == []
    assert (kept["bases"], len(kept["caches"]), kept["workers"]) == (["yika-visits"], 1, 1)
    unlock(page)


def test_a_visit_is_made_without_a_network_and_nothing_of_it_stays(
    open_page: Open, world: World, planned: dict[str, Any]
) -> None:
    before = waiting(open_page, world)
    page = open_page(
        TABLET, "/visits", at=world.address, cookies=cookies(world, "teller"), height=1180
    )
    assert shut_out(page, TABLET) == []
    take_along(page, world, planned)
    page.fill("#pin", "000000")
    page.keyboard.press("Enter")
    page.locator(".fault:visible").wait_for()

    without_a_network(page, planned)

    page.context.set_offline(False)
    page.click("[data-hand-over]")
    page.locator("#visit").get_by_text("Nothing of the visit is left on this device").wait_for()
    assert page.locator(".notice li").count() == 0
    assert shut_out(page, TABLET) == []
    kept = page.evaluate(KEPT)
    assert (kept["bases"], kept["caches"], kept["workers"]) == ([], [], 0)
    assert waiting(open_page, world) == before + 1
